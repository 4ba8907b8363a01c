"""Good messages of the schemes that sign a time: Standard Webhooks, both kinds, and Telnyx."""

import base64
import hashlib
import json
import uuid
from datetime import datetime
from typing import Any

from ecdsa import Ed25519, SigningKey
from standardwebhooks.webhooks import Webhook

from tests.carriers.forging import OURS, Scheme, Sent

ORDER = "eef10fb8-f3df-4c67-97c5-e18179723222"


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _seed(name: str) -> str:
    return _b64(hashlib.sha256(name.encode()).digest())


def _pair(seed: str) -> SigningKey:
    return SigningKey.from_string(base64.b64decode(seed), curve=Ed25519)


def public(seed: str) -> str:
    """The public key of this seed, as carriers write it."""
    return _b64(_pair(seed).verifying_key.to_string())


def filed(name: str, values: tuple[str, ...], port_out_id: str) -> str:
    """A parameter with these keys."""
    bound = {"port_out_id": port_out_id} if port_out_id else {}
    keys = [{"id": f"key-{value[-12:-2].translate(_PLAIN)}", name: value} for value in values]
    return json.dumps({"keys": [key | bound for key in keys]})


_PLAIN = str.maketrans("+/=", "...")


def _body(number: int) -> bytes:
    """Every other message names its port-out, as is recommended."""
    data: dict[str, Any] = {"pon": "PON-1", "note": f"message {number}"}
    named = {"port_out_id": OURS} if number % 2 else {}
    message = {"type": "carrier.submitted", "timestamp": "2026-11-24T20:00:00Z"}
    return json.dumps(message | {"data": data | named}).encode()


def _standard(signature: str, number: int, at: datetime) -> Sent:
    headers = {
        "content-type": "application/json",
        "webhook-id": f"msg_{number}",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature,
    }
    return Sent("standard", OURS, headers, _body(number))


def _v1(secret: str, number: int, at: datetime) -> Sent:
    signature = Webhook(secret).sign(f"msg_{number}", at, _body(number).decode())
    return _standard(signature, number, at)


def _v1a(seed: str, number: int, at: datetime) -> Sent:
    text = f"msg_{number}.{int(at.timestamp())}.".encode() + _body(number)
    return _standard(f"v1a,{_b64(_pair(seed).sign(text))}", number, at)


def an_event(type_: str = "status_changed", *, id_: str = "", **payload: Any) -> dict[str, Any]:
    """An event of Telnyx, in its envelope."""
    data = {
        "event_type": f"porting_order.{type_}",
        "id": id_ or str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(payload) + type_)),
        "occurred_at": "2026-11-24T19:59:58.000000Z",
        "payload": payload,
        "record_type": "event",
    }
    return {"data": data, "meta": {"attempt": 1, "delivered_to": "https://api.example.com"}}


def a_status(value: str, *details: tuple[str, str], order: str = ORDER, id_: str = "") -> Any:
    """A change of status, with the reasons of an exception."""
    listed = [{"code": code, "description": text} for code, text in details]
    return an_event(
        id=order,
        id_=id_,
        status={"value": value, "details": listed},
        customer_reference="our reference",
        support_key="pr_4bec1a",
    )


def from_telnyx(seed: str, event: Any, at: datetime, port_out_id: str = OURS) -> Sent:
    """The event as Telnyx sends it."""
    body = json.dumps(event).encode()
    stamp = str(int(at.timestamp()))
    headers = {
        "content-type": "application/json",
        "telnyx-timestamp": stamp,
        "telnyx-signature-ed25519": _b64(_pair(seed).sign(f"{stamp}|".encode() + body)),
    }
    return Sent("telnyx", port_out_id, headers, body)


def _telnyx(seed: str, number: int, at: datetime) -> Sent:
    id_ = str(uuid.uuid5(uuid.NAMESPACE_URL, str(number)))
    return from_telnyx(seed, a_status("submitted", id_=id_), at)


_WEBHOOK = ("webhook-id", "webhook-timestamp", "webhook-signature")
SECRETS = tuple("whsec_" + _seed(name) for name in ("ours", "others"))
SEEDS = (_seed("ours"), _seed("others"))

STANDARD_V1 = Scheme(
    "standard",
    (SECRETS[0], SECRETS[1]),
    lambda secrets, bound: filed("secret", secrets, bound),
    _v1,
    _WEBHOOK,
)
STANDARD_V1A = Scheme(
    "standard",
    SEEDS,
    lambda seeds, bound: filed("secret", tuple(f"whpk_{public(s)}" for s in seeds), bound),
    _v1a,
    _WEBHOOK,
)
TELNYX = Scheme(
    "telnyx",
    SEEDS,
    lambda seeds, bound: filed("public_key", tuple(public(s) for s in seeds), bound),
    _telnyx,
    ("telnyx-timestamp", "telnyx-signature-ed25519"),
)
