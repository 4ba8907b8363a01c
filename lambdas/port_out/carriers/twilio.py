"""Twilio's porting webhooks: events of a port-in request and of each of its numbers.

https://www.twilio.com/docs/phone-numbers/port-in/porting-webhooks (the events)
https://www.twilio.com/docs/phone-numbers/port-in/port-in-phone-numbers (reasons, `port_date`)
https://www.twilio.com/docs/usage/webhooks/webhooks-security (X-Twilio-Signature)

The fields of the body are not published; those that its receivers read are flat and snake_case.
One URL hears all requests of an account, so what counts must name its number or its request. No
time is signed: the content is the identity.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from port_out.carriers import twilio_signature
from port_out.carriers.message import About, Heard, Key, Request, Said
from port_out.carriers.wording import (
    content_id,
    e164,
    in_words,
    is_old,
    moment,
    plain_names,
    refused,
)
from port_out.carriers.words import wrote
from port_out.domain.carrier_words import NOTHING, means, normalised
from port_out.domain.plain_json import bad_body
from port_out.domain.signals import SignalType

T = SignalType
CARRIER = "twilio"
REQUEST, NUMBER = "port-in request", "port-in phone number"
_SID = re.compile(r"KW[0-9a-fA-F]{32}")
_STATUS = {"portsubmitted": "submitted", "portpending": "pending", "portrejected": "rejected"}
"""The API's own names of a number's statuses, as the events name them."""
_SHOWN = (
    *("status", "phonenumber", "portdate", "rejectionreason", "rejectionreasoncode"),
    *("notportablereason", "ordercancellationreason"),
)


def hear(request: Request, keys: Sequence[Key], about: About) -> Heard:
    """What an event says that one of these auth tokens has signed, together with our URL."""
    key, body = twilio_signature.proven(request, keys, about)
    fields = plain_names(body)
    sid = in_words(fields.get("portinrequestsid"), 100)
    event = event_of(fields)
    if not event:
        raise bad_body("names no event", "send the events of a port-in request")
    said = _said(event, fields, sid, request.at, about)
    return Heard(content_id(body), key.id, (said,) if said else (), sid)


def event_of(fields: Mapping[str, Any]) -> str:
    """The event's name; where only a status came, that of the number or the request it is of."""
    given = in_words(fields.get("eventtype") or fields.get("event") or fields.get("type"), 60)
    status = in_words(fields.get("status"), 60)
    if given or (status.lower().startswith("port") and status.isalpha()):
        return given or status
    plain = re.sub(r"[^a-z]", "", status.lower()).replace("cancelled", "canceled")
    of_number = fields.get("phonenumber") or fields.get("portinphonenumbersid")
    prefix = "PortInPhoneNumber" if of_number else "PortIn"
    return f"{prefix}{_STATUS.get(plain, plain)}" if plain else ""


def _said(
    event: str, fields: Mapping[str, Any], sid: str, at: datetime, about: About
) -> Said | None:
    is_of_number = event.lower().startswith("portinphonenumber")
    meaning = means(CARRIER, NUMBER if is_of_number else REQUEST, event)
    if meaning == NOTHING:
        return None
    text = _text(event, sid, fields)
    if meaning == T.CARRIER_WROTE:
        return wrote(text, suggests=_MAY_MEAN.get(event.lower()))
    number = e164(fields.get("phonenumber"), about.country) if is_of_number else ""
    is_known = bool(_SID.fullmatch(sid)) and bool(number) == is_of_number
    said = _certain(T(meaning), fields, sid, number, at, about) if is_known else None
    if said is None or is_old(fields.get("lastdateupdated"), at) or _contradicts(event, fields):
        return wrote(text, suggests=T(meaning))
    return said


_MAY_MEAN = {
    # Every number was ported or cancelled: the events of the numbers say which.
    "portincompleted": T.CARRIER_COMPLETED,
    "portinactionrequired": T.CARRIER_REFUSED,
    "portinexpired": T.CARRIER_CANCELLED,
    "portinphonenumbercanceled": T.CARRIER_REFUSED,
}


def _certain(
    type_: SignalType,
    fields: Mapping[str, Any],
    sid: str,
    number: str,
    at: datetime,
    about: About,
) -> Said | None:
    """The statement, None where a part of it is missing or may mean something else."""
    match type_:
        case T.CARRIER_SUBMITTED:
            return Said(type_, {"pon": sid, "numbers": [number]})
        case T.CARRIER_CONFIRMED_DATE:
            date = moment(fields.get("portdate"), about.country)
            known = date and not is_old(date, at)
            return Said(type_, {"date": date, "numbers": [number]}) if known else None
        case T.CARRIER_COMPLETED:
            return Said(type_, {"numbers": [number], "more_to_come": True})
        case T.CARRIER_REFUSED:
            return refused(CARRIER, _code(fields), fields.get("rejectionreason"), [number])
        case T.CARRIER_CANCELLED:
            reason = in_words(fields.get("ordercancellationreason"))
            return Said(type_, {"reason": reason} if reason else {})
    return None


def _code(fields: Mapping[str, Any]) -> str:
    """The code, where there is one that means something; Twilio also writes it as the reason."""
    names = ("rejectionreasoncode", "rejectionreason")
    codes = [code for name in names if (code := in_words(fields.get(name), 100))]
    known = [code for code in codes if normalised(CARRIER, code) != "OTHER"]
    return next(iter(known), in_words(fields.get("rejectionreasoncode"), 100))


def _contradicts(event: str, fields: Mapping[str, Any]) -> bool:
    """True where the status is of another event than the one that is named."""
    status = event_of({**fields, "eventtype": "", "event": "", "type": ""})
    return bool(status) and status.lower() != event.lower()


def _text(event: str, sid: str, fields: Mapping[str, Any]) -> str:
    told = [f"{name} {words}" for name in _SHOWN if (words := in_words(fields.get(name)))]
    if event.lower() == "portincompleted":
        told.append("every number was ported or cancelled: decide only for those that were ported")
    return in_words("; ".join([f"Twilio: {event} {sid}".rstrip(), *told]), 4000)
