"""Requests as Bandwidth, Twilio and Sinch send them, proven by the keys below."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from port_out.carriers.message import About, Key, Request

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ID = "po-aaaaaaaaaaaaaaaaaaaaaaaaaa"
ABOUT = About(ID, "US")
HOST = "https://hooks.example.com/v1"
BASIC_KEY = Key("2026-11", {"user": "bandwidth", "password": "correct horse: battery"})
HMAC_KEY = Key("2026-12", dict(BASIC_KEY.values) | {"hmac_key": "staple"})
TWILIO_KEY = Key("2026-11", {"auth_token": "0123456789abcdef0123456789abcdef"})
TOKEN_KEY = Key("2026-11", {"token": "a-long-token-that-we-gave-sinch"})
SID = "KW" + "0123456789abcdef" * 2
PU = "PU" + "0123456789abcdef" * 2
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def url(carrier: str, port_out_id: str = ID) -> str:
    """Where the carrier sends what is about this port-out."""
    return f"{HOST}/carriers/{carrier}/port-outs/{port_out_id}"


def basic(key: Key) -> dict[str, str]:
    """The header of a sender that has this user and password."""
    pair = f"{key.values['user']}:{key.values['password']}".encode()
    return {"authorization": "Basic " + base64.b64encode(pair).decode()}


def notification(**elements: str | list[str]) -> bytes:
    """A notification of Bandwidth's v1; a list becomes TelephoneNumber elements."""
    told = "".join(
        f"<{name}>{_inside(value)}</{name}>" for name, value in elements.items() if value
    )
    return f'<?xml version="1.0"?><Notification>{told}</Notification>'.encode()


def _inside(value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    return "".join(f"<TelephoneNumber>{number}</TelephoneNumber>" for number in value)


def from_bandwidth(body: bytes, key: Key = BASIC_KEY, at: datetime = NOON) -> Request:
    """With user and password, and with a signature where the key has one."""
    headers = basic(key) | {"content-type": "application/xml"}
    if secret := key.values.get("hmac_key"):
        digest = hmac.digest(secret.encode(), body, "sha256")
        headers["x-bandwidth-signature-sha-256"] = base64.b64encode(digest).decode()
    return Request(url("bandwidth"), headers, body, at)


def from_twilio(
    fields: Mapping[str, str],
    key: Key = TWILIO_KEY,
    *,
    form: bool = True,
    at: datetime = NOON,
    host: str = HOST,
) -> Request:
    """A form, or JSON with its hash in the URL."""
    target = url("twilio").replace(HOST, host)
    body, signed = urlencode(fields).encode(), "".join(n + fields[n] for n in sorted(fields))
    if not form:
        body, signed = json.dumps(fields).encode(), ""
        target += "?bodySHA256=" + hashlib.sha256(body).hexdigest()
    token = key.values["auth_token"].encode()
    digest = base64.b64encode(hmac.digest(token, (target + signed).encode(), "sha1"))
    headers = {"x-twilio-signature": digest.decode(), "content-type": FORM if form else JSON}
    return Request(target, headers, body, at)


def from_sinch(event: Mapping[str, Any], key: Key = TOKEN_KEY, at: datetime = NOON) -> Request:
    """With a token, or with user and password where the key has them."""
    token = key.values.get("token")
    proof = {"authorization": f"Bearer {token}"} if token else basic(key)
    headers = proof | {"content-type": JSON}
    return Request(url("sinch"), headers, json.dumps(event).encode(), at)
