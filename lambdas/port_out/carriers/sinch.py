"""Sinch's porting webhooks: five events, proven by a password or a token that we gave Sinch.

https://developers.sinch.com/docs/numbers/api-reference/porting/webhooks

Copies of the documents disagree on `type` or `event`, on `orderId` as text or number, and on
letter case: all are taken. No time is signed: the content is the identity. `confirmedDate` is when
a number was confirmed, not when it ports, so no event agrees a date by itself.
"""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from port_out.carriers import basic
from port_out.carriers.message import About, Heard, Key, Request, Said
from port_out.carriers.wording import (
    content_id,
    e164,
    in_words,
    is_old,
    numbers_in,
    plain_names,
    refused,
)
from port_out.carriers.words import wrote
from port_out.domain.carrier_words import NOTHING, means
from port_out.domain.errors import SenderNotProven
from port_out.domain.plain_json import bad_body, parsed_object
from port_out.domain.signals import SignalType

T = SignalType
CARRIER = "sinch"
_MOST_SHOWN = 50


def hear(request: Request, keys: Sequence[Key], about: About) -> Heard:
    """What an event says that came with a password or a token of ours."""
    key = _sender(request, keys, about)
    body = parsed_object(request.body)
    fields = plain_names(body)
    event = in_words(fields.get("type") or fields.get("event"), 60).upper()
    if not event:
        raise bad_body("names no event", "send the events of a porting order")
    order = in_words(fields.get("orderid"), 100)
    said = tuple(_said(event, order, fields, request.at, about))
    return Heard(content_id(body), key.id, said if order else _judged(said), order)


def _judged(said: Sequence[Said]) -> tuple[Said, ...]:
    """News of no order may be of any order of the account."""
    return tuple(
        one
        if one.type is T.CARRIER_WROTE
        else wrote(f"Sinch names no order: {one.type} {dict(one.facts)}", suggests=one.type)
        for one in said
    )


def _sender(request: Request, keys: Sequence[Key], about: About) -> Key:
    header = request.headers.get("authorization", "")
    if key := basic.holder(header, keys, about.port_out_id):
        return key
    given = header.encode(errors="surrogatepass")
    for key in keys:
        token = key.values.get("token", "")
        is_meant = bool(token) and key.port_out_id in ("", about.port_out_id)
        if hmac.compare_digest(given, f"Bearer {token}".encode()) and is_meant:
            return key
    raise SenderNotProven("no key has this password or token")


def _said(
    event: str, order: str, fields: Mapping[str, Any], at: datetime, about: About
) -> Iterator[Said]:
    numbers = _numbers(fields)
    text = _text(event, order, fields, numbers)
    meaning = means(CARRIER, "event", event)
    match meaning:
        case T.CARRIER_COMPLETED:
            done = [n for n in numbers if _status(n, "ACTIVATED") == meaning]
            ported = numbers_in([n.get("phonenumber") for n in done], about.country)
            is_news = bool(ported) and not any(is_old(n.get("activateddate"), at) for n in done)
            facts = {"numbers": ported, "more_to_come": True}
            yield Said(T.CARRIER_COMPLETED, facts) if is_news else wrote(text, suggests=T(meaning))
        case T.CARRIER_REFUSED:
            yield from _refusals(numbers, text, about)
        case _ if event == "NUMBERS_CONFIRMED":
            yield wrote(text, suggests=T.CARRIER_CONFIRMED_DATE)
        case _ if event == "ORDER_UPDATED":
            yield from _order(fields, text)
        case _:
            yield wrote(text)


def _order(fields: Mapping[str, Any], text: str) -> Iterator[Said]:
    """PENDING and CONFIRMED do not say whether the losing carrier has the order, or a date."""
    status = _order_of(fields).get("status")
    meaning = means(CARRIER, "order", in_words(status, 60))
    if meaning == T.CARRIER_CANCELLED:
        yield Said(T.CARRIER_CANCELLED, {})
    elif meaning != NOTHING:
        yield wrote(text, suggests=_MAY_MEAN.get(in_words(status, 60).upper()))


_MAY_MEAN = {"PENDING": T.CARRIER_SUBMITTED, "CONFIRMED": T.CARRIER_CONFIRMED_DATE}


def _refusals(numbers: Sequence[Mapping[str, Any]], text: str, about: About) -> Iterator[Said]:
    """One refusal for each reason, with the numbers that it is of."""
    reasons: dict[str, list[str]] = {}
    for number in numbers:
        if _status(number, "REJECTED") == T.CARRIER_REFUSED:
            found = e164(number.get("phonenumber"), about.country)
            reasons.setdefault(in_words(number.get("rejectreason")), []).append(found)
    if not reasons or not all(found for named in reasons.values() for found in named):
        yield wrote(text, suggests=T.CARRIER_REFUSED)
        return
    for reason, named in reasons.items():
        # Sinch's reasons are free text: there is no code to know them by.
        yield refused(CARRIER, "", reason, dict.fromkeys(named))


def _status(number: Mapping[str, Any], otherwise: str) -> str:
    """What a number's status means; the event's own where the number has none."""
    return means(CARRIER, "phone number", in_words(number.get("status"), 60) or otherwise)


def _numbers(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    given = fields.get("phonenumbers")
    rows = given if isinstance(given, list) else []
    return [plain_names(row if isinstance(row, dict) else {"phoneNumber": row}) for row in rows]


def _order_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    order = fields.get("order")
    return plain_names(order) if isinstance(order, dict) else {}


def _words_of(note: Any) -> str:
    """A note, whatever its members are called: all that is a text in it."""
    if not isinstance(note, dict):
        return in_words(note)
    named = note.get("note")
    return in_words(named) or "; ".join(filter(None, map(in_words, note.values())))


def _text(
    event: str, order: str, fields: Mapping[str, Any], numbers: Sequence[Mapping[str, Any]]
) -> str:
    """In words; an order's end user and PIN stay out of them."""
    schedule = _order_of(fields).get("desiredportschedule")
    wanted = plain_names(schedule) if isinstance(schedule, dict) else {}
    told = [
        in_words(_order_of(fields).get("status")),
        " ".join(["wanted for", *map(in_words, wanted.values())]) if wanted else "",
        _words_of(fields.get("note")),
    ]
    for number in numbers[:_MOST_SHOWN]:
        names = ("phonenumber", "status", "confirmeddate", "rejectreason")
        told.append(" ".join(filter(None, (in_words(number.get(name), 200) for name in names))))
    told_of = "; ".join(filter(None, told))
    return in_words(f"Sinch: {event} {order}".rstrip() + (f"; {told_of}" if told_of else ""), 4000)
