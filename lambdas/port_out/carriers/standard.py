"""Standard Webhooks 1.0: `v1` (HMAC-SHA256, keys `whsec_`) and `v1a` (Ed25519, keys `whpk_`).

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

The signature is over `webhook-id.webhook-timestamp.body`, the bytes as they were sent. `data` is
ours: the facts of the signal, and `port_out_id`, which ties the message to one port-out.
"""

import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from port_out.carriers.message import About, Heard, Key, Request, Said
from port_out.carriers.proof import is_fresh, signed_ed25519, strict_base64
from port_out.domain.errors import BadInput, PortOutNotFound, Problem, SenderNotProven
from port_out.domain.plain_json import bad_body, parsed_object
from port_out.domain.signals import FROM_CARRIER, SignalType

PUBLIC = "whpk_"
_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
MOST_SIGNATURES = 10


def hear(request: Request, keys: Sequence[Key], about: About) -> Heard:
    """What a message says that one of these keys has signed within five minutes."""
    key = _signer(request, keys)
    body = _body(request)
    facts = dict(body["data"])
    if facts.pop("port_out_id", about.port_out_id) != about.port_out_id:
        raise PortOutNotFound("the message is about another port-out")
    pon = facts.get("pon")
    said = Said(SignalType(body["type"]), facts)
    order = pon if isinstance(pon, str) else ""
    return Heard(request.headers["webhook-id"], key.id, (said,), order)


def _signer(request: Request, keys: Sequence[Key]) -> Key:
    id_, stamp, signatures = (request.headers.get(name, "") for name in _HEADERS)
    if not id_ or not id_.isascii() or "." in id_:
        raise SenderNotProven("webhook-id is missing, or has a form that it can't have")
    if not is_fresh(stamp, request.at):
        raise SenderNotProven("webhook-timestamp is not within five minutes")
    given = signatures.split(" ")[:MOST_SIGNATURES]
    for key in keys:
        if _is_signed_by(key.values.get("secret", ""), given, request, id_, stamp):
            return key
    raise SenderNotProven("no key has signed this message")


def _is_signed_by(
    secret: str, given: Sequence[str], request: Request, id_: str, stamp: str
) -> bool:
    if secret.startswith(PUBLIC):
        public = strict_base64(secret.removeprefix(PUBLIC)) or b""
        message = f"{id_}.{stamp}.".encode() + request.body
        found = (strict_base64(one[4:]) for one in given if one.startswith("v1a,"))
        return any(s is not None and signed_ed25519(public, s, message) for s in found)
    expected = _hmac_signature(secret, request.body, id_, stamp)
    # Every one is compared, in constant time: unknown versions never equal it.
    return any([hmac.compare_digest(expected, one.encode()) for one in given] if expected else [])


def _hmac_signature(secret: str, body: bytes, id_: str, stamp: str) -> bytes:
    """What the header must hold, empty where the key or the body can't be read."""
    try:
        at = datetime.fromtimestamp(int(stamp), UTC)
        return Webhook(secret).sign(id_, at, body.decode()).encode()
    except (EmptyWebhookSecretError, ValueError):
        return b""


def _body(request: Request) -> Mapping[str, Any]:
    media_type = request.headers.get("content-type", "application/json").partition(";")[0]
    if media_type.strip().lower() != "application/json":
        raise bad_body("is not of a known content type", "send it as application/json")
    body = parsed_object(request.body)
    problems = [
        Problem(name, "is missing or not what it must be", mend)
        for name, (fits, mend) in _form(body).items()
        if not fits
    ]
    if problems:
        raise BadInput(problems)
    return body


def _form(body: Mapping[str, Any]) -> dict[str, tuple[bool, str]]:
    """Whether each member has its form (schemas/callback.json, which the API documents)."""
    type_, stamp, data = (body.get(name) for name in ("type", "timestamp", "data"))
    types = ", ".join(sorted(FROM_CARRIER))
    return {
        "type": (isinstance(type_, str) and type_ in FROM_CARRIER, f"use one of {types}"),
        "timestamp": (
            isinstance(stamp, str) and 10 <= len(stamp) <= 40,
            "write when it happened, ISO 8601 with offset",
        ),
        "data": (isinstance(data, dict), "give the facts of this type as an object"),
    }
