"""Events of AWS services on the default bus; customers may not put them there, AWS does."""

from __future__ import annotations

import json
import threading
import time
import uuid
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import eventbridge

Event = dict[str, Any]


class Events:
    """The back door for sources that begin with `aws.`."""

    def __init__(self, account_id: str, region: str) -> None:
        self._account_id, self._region = account_id, region
        self._held: list[Event] = []
        self._lock = threading.Lock()

    def emit(self, source: str, kind: str, detail: dict[str, Any], *, deliver: int = 1) -> None:
        """Deliver one event as often as told: 0 is lost, 2 is the same event twice."""
        self._dispatch([self._event(source, kind, detail)] * deliver)

    def hold(self, source: str, kind: str, detail: dict[str, Any], *, deliver: int = 1) -> None:
        """Keep an event back, as often as it is to be delivered."""
        with self._lock:
            self._held += [self._event(source, kind, detail)] * deliver

    def held(self) -> list[dict[str, Any]]:
        """What is kept back, in the order in which it happened."""
        return [json.loads(event["Detail"]) for event in self._held]

    def release(self, *, latest_first: bool) -> int:
        """Deliver what was kept back, the latest first or as it happened; gives how many."""
        with self._lock:
            events, self._held = self._held, []
        self._dispatch(events[::-1] if latest_first else events)
        return len(events)

    def _event(self, source: str, kind: str, detail: dict[str, Any]) -> Event:
        return {
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

    def _dispatch(self, events: list[Event]) -> None:
        with request_scope(self._account_id, self._region):
            for event in events:
                eventbridge._dispatch_event(event)
