"""A winning carrier that signs by Standard Webhooks."""

import base64
import json
from datetime import datetime
from typing import Any

from standardwebhooks.webhooks import Webhook

from tests.api.builders import ID, KEY, NOON
from tests.api.world import Answer, World

URL = f"/carriers/standard/port-outs/{ID}"
OTHER_KEY = "whsec_" + base64.b64encode(b"another key of 24 bytes!").decode()


def a_message(type_: str = "carrier.completed", **data: Any) -> str:
    return json.dumps({"type": type_, "timestamp": "2026-11-24T20:00:00Z", "data": data})


def signed(
    body: str, key: str = KEY, id_: str = "msg-1", at: datetime | None = None
) -> dict[str, str]:
    sent_at = at or NOON
    signature = Webhook(key).sign(id_, sent_at, body)
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": signature,
    }


def send(world: World, body: str, url: str = URL, **how: Any) -> Answer:
    return world.post(url, body, headers=signed(body, **how), by="")
