"""Telnyx: events of port-in orders (`porting_order.*`), signed with Ed25519.

https://developers.telnyx.com/docs/numbers/porting/port-in-notifications (events, their payloads)
https://developers.telnyx.com/docs/development/sdk/python/webhooks (headers, public key)
https://github.com/team-telnyx/telnyx-python (src/telnyx/types: porting_order_retrieve_response,
porting/event_retrieve_response; src/telnyx/lib/webhook_verification: `timestamp|body`, 5 minutes)

No event names a date or a number: both are on the order, which an API key on file may read.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from port_out.carriers.message import About, Heard, Key, LookUp, Request, Said
from port_out.carriers.proof import is_fresh, signed_ed25519, strict_base64
from port_out.carriers.words import shortened, text_at, wrote
from port_out.domain.carrier_words import NOTHING, OTHER, means, normalised
from port_out.domain.errors import SenderNotProven
from port_out.domain.plain_json import bad_body, parsed_object
from port_out.domain.signals import SignalType

T = SignalType

_ASKED = {
    T.CARRIER_CONFIRMED_DATE: "Telnyx has a date for its order {order}; the event does not say "
    "which. Look it up there and record it.",
    T.CARRIER_COMPLETED: "Telnyx has ported its order {order}; the event does not say which "
    "numbers. Look them up there and record them.",
}
_SETTLED = ("foc-date-confirmed", "activation-in-progress", "ported")
"""Statuses of an order whose date is a promise, or kept."""


def hear(request: Request, keys: Sequence[Key], about: About) -> Heard:
    """What an event says that Telnyx has signed within five minutes."""
    key = _signer(request, keys)
    body = parsed_object(request.body)
    # Two kinds of events are documented without the envelope.
    event = body["data"] if isinstance(body.get("data"), dict) else body
    id_, type_ = text_at(event, "id"), text_at(event, "event_type")
    if not id_ or not type_.startswith("porting_order."):
        raise bad_body("is no event of a port-in order", "subscribe to porting_order events only")
    order = next(filter(None, (text_at(event, "payload", *path) for path in _ORDER)), "")
    said, look_up = _said(type_.removeprefix("porting_order."), event, order)
    return Heard(id_, key.id, said, order, look_up)


_ORDER = (("porting_order_id",), ("from", "id"), ("id",))


def of_order(order: Mapping[str, Any], about: About) -> Iterator[Said]:
    """What the order itself says: its date, and its numbers once they are ported."""
    pon, status = text_at(order, "id"), text_at(order, "status", "value")
    date = text_at(order, "activation_settings", "foc_datetime_actual")
    if date and status in _SETTLED:
        yield Said(T.CARRIER_CONFIRMED_DATE, {"date": date, "pon": pon})
    listed = order.get("phone_numbers")
    numbers = [text_at(one, "phone_number") for one in listed] if isinstance(listed, list) else []
    # It lists 50 at most. More orders may follow: Telnyx splits them as it needs.
    is_whole = len(numbers) == order.get("porting_phone_numbers_count") and all(numbers)
    if status == "ported" and numbers and is_whole:
        yield Said(T.CARRIER_COMPLETED, {"numbers": numbers, "pon": pon, "more_to_come": True})


def _signer(request: Request, keys: Sequence[Key]) -> Key:
    stamp = request.headers.get("telnyx-timestamp", "")
    if not is_fresh(stamp, request.at):
        raise SenderNotProven("telnyx-timestamp is not within five minutes")
    signature = strict_base64(request.headers.get("telnyx-signature-ed25519", ""))
    message = f"{stamp}|".encode() + request.body
    for key in keys:
        public = strict_base64(key.values.get("public_key", ""))
        if signature and public and signed_ed25519(public, signature, message):
            return key
    raise SenderNotProven("no key has signed this event")


def _said(
    type_: str, event: Mapping[str, Any], order: str
) -> tuple[tuple[Said, ...], LookUp | None]:
    payload = event.get("payload")
    match type_:
        case "status_changed":
            return _of_status(payload, order)
        case "new_comment":
            by = text_at(payload, "comment", "user_type") or "somebody"
            text = text_at(payload, "comment", "body")
            return (wrote(f"Comment on Telnyx's order {order} by {by}: {text}"),), None
        case "split":
            to = text_at(payload, "to", "id")
            text = f"Telnyx split its order {order}: some numbers are in order {to} now."
            return (wrote(text),), None
        case "messaging_changed":
            # Voice has its own events; who carries the texts is no matter of the port.
            return (), None
        case "deleted":
            text = f"The draft of order {order} was deleted at Telnyx."
            return (wrote(text, suggests=T.CARRIER_CANCELLED),), None
    return (wrote(f"Telnyx says {shortened(type_)} of order {order}."),), None


def _of_status(payload: Any, order: str) -> tuple[tuple[Said, ...], LookUp | None]:
    status = text_at(payload, "status", "value") or text_at(payload, "status")
    meaning = means("telnyx", "port-in order", status)
    if meaning == NOTHING:
        return (), None
    if meaning in _ASKED:
        type_ = SignalType(meaning)
        asked = wrote(_ASKED[type_].format(order=order), suggests=type_)
        return (), LookUp(order, asked)
    if meaning == T.CARRIER_SUBMITTED and order:
        return (Said(T.CARRIER_SUBMITTED, {"pon": order}),), None
    if meaning == T.CARRIER_REFUSED:
        return (_refused(payload),), None
    if meaning == T.CARRIER_CANCELLED:
        return (Said(T.CARRIER_CANCELLED, {}),), None
    return (wrote(f"Telnyx's order {order} has the status {shortened(status)!r}."),), None


def _refused(payload: Any) -> Said:
    """One refusal: the first code that has a meaning here counts, the reason has them all."""
    status = payload.get("status")
    details = status.get("details") if isinstance(status, dict) else None
    found = [
        (text_at(one, "code"), text_at(one, "description"))
        for one in (details if isinstance(details, list) else ())
    ]
    codes = [code for code, _ in found if code]
    known = [ours for code in codes if (ours := normalised("telnyx", code)) != OTHER]
    reason = "; ".join(": ".join(filter(None, one)) for one in found if any(one))
    facts = {
        "code": known[0] if known else OTHER,
        "reason": shortened(reason or "Telnyx names no reason"),
    }
    carrier_code = {"carrier_code": shortened(", ".join(codes))} if codes else {}
    return Said(T.CARRIER_REFUSED, facts | carrier_code)
