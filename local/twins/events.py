"""Events of AWS services on the default bus; customers may not put them there, AWS does."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import eventbridge


class Events:
    """The back door for sources that begin with `aws.`."""

    def __init__(self, account_id: str, region: str) -> None:
        self._account_id, self._region = account_id, region

    def emit(self, source: str, kind: str, detail: dict[str, Any], *, deliver: int = 1) -> None:
        """Deliver one event as often as told: 0 is lost, 2 is the same event twice."""
        event = {
            "EventId": str(uuid.uuid4()),
            "Source": source,
            "DetailType": kind,
            "Detail": json.dumps(detail),
            "EventBusName": "default",
            "Time": int(time.time()),
            "Resources": [],
            "Account": self._account_id,
            "Region": self._region,
        }
        with request_scope(self._account_id, self._region):
            for _ in range(deliver):
                eventbridge._dispatch_event(event)
