"""Bandwidth's notifications of port-in orders: subscriptions v1 (XML) and v2 (JSON).

https://dev.bandwidth.com/docs/numbers/webhooks/orderWebhook (the fields of v1)
https://dev.bandwidth.com/docs/account/subscriptions-2 (v2: JSON, HMAC over the raw body)
https://dev.bandwidth.com/docs/numbers/webhooks (Basic, sent after a 401 with a challenge)

No time is signed, so the content is the identity. A subscription may tell of every order of the
account: an order is taken for this port-out's only where something says so.
"""

import base64
import hmac
import re
from collections.abc import Sequence
from datetime import datetime

from port_out.carriers import bandwidth_body, basic
from port_out.carriers.bandwidth_body import Notice
from port_out.carriers.message import About, Heard, Key, Request, Said
from port_out.carriers.wording import (
    content_id,
    in_words,
    is_old,
    moment,
    numbers_in,
    refused,
)
from port_out.carriers.words import wrote
from port_out.domain.carrier_words import NOTHING, knows, means
from port_out.domain.errors import SenderNotProven
from port_out.domain.signals import SignalType

T = SignalType
CARRIER = "bandwidth"
PORT_INS = "portins"
SIGNATURE = "x-bandwidth-signature-sha-256"
_CODE = re.compile(
    r"(?:^|\b(?:code|error)\b|[\[(])[\s:#]*([0-9E][0-9A-Za-z]{1,5})(?=[\s:;,.\])-]|$)"
)


def hear(request: Request, keys: Sequence[Key], about: About) -> Heard:
    """What a notification says that came with a user and password of ours, and its signature."""
    key = _sender(request, keys, about)
    notice, content = bandwidth_body.read(request.body)
    is_ours = bool(key.port_out_id) or notice.customer_order_id == about.port_out_id
    said = _said(notice, request.at, about, is_ours)
    return Heard(content_id(content), key.id, (said,) if said else (), notice.order_id)


def _sender(request: Request, keys: Sequence[Key], about: About) -> Key:
    key = basic.holder(request.headers.get("authorization", ""), keys, about.port_out_id)
    if key is None:
        raise SenderNotProven("no key has this user and password")
    secret = key.values.get("hmac_key", "")
    signed = base64.b64encode(hmac.digest(secret.encode(), request.body, "sha256"))
    given = request.headers.get(SIGNATURE, "").encode(errors="surrogatepass")
    if secret and not hmac.compare_digest(signed, given):
        raise SenderNotProven("the key asks for a signature, and this is not it")
    return key


def _said(notice: Notice, at: datetime, about: About, is_ours: bool) -> Said | None:
    text = _text(notice)
    if not notice.status or notice.order_type.lower() != PORT_INS:
        return wrote(text)
    meaning = means(CARRIER, PORT_INS, notice.status)
    if meaning == T.CARRIER_WROTE or (meaning == NOTHING and notice.note):
        return wrote(text)
    if meaning == NOTHING:
        return None
    said = _certain(T(meaning), notice, at, about, is_ours)
    # A note may only repeat the state in which the order is; news of no order may be of any.
    if said is None or notice.note or not notice.order_id or is_old(notice.modified, at):
        return wrote(text, suggests=T(meaning))
    return said


def _certain(
    type_: SignalType, notice: Notice, at: datetime, about: About, is_ours: bool
) -> Said | None:
    """The statement, None where a part of it is missing or may mean something else."""
    match type_:
        case T.CARRIER_SUBMITTED if is_ours:
            return Said(type_, {"pon": notice.order_id})
        case T.CARRIER_REFUSED:
            return refused(CARRIER, code_in(notice.message), notice.message)
        case T.CARRIER_CONFIRMED_DATE:
            date = moment(notice.foc_date, about.country)
            return Said(type_, {"date": date}) if date and not is_old(date, at) else None
        case T.CARRIER_COMPLETED:
            numbers = numbers_in(notice.numbers, about.country)
            return Said(type_, {"numbers": numbers}) if numbers else None
        case T.CARRIER_CANCELLED:
            reason = in_words(notice.message)
            return Said(type_, {"reason": reason} if reason else {})
    return None


def code_in(message: str) -> str:
    """The one code that an EXCEPTION's message names; empty for none or several.

    Bandwidth says of no place where it stands: it counts in front, in brackets, or after "code".
    """
    found = {code for code in _CODE.findall(message) if knows(CARRIER, code)}
    return found.pop() if len(found) == 1 else ""


def _text(notice: Notice) -> str:
    parts = (
        f"Bandwidth: {notice.order_type or 'order'} {notice.order_id} {notice.status}".rstrip(),
        f"date {notice.foc_date}" if notice.foc_date else "",
        f"numbers {', '.join(notice.numbers)}" if notice.numbers else "",
        notice.message,
        notice.note,
    )
    return in_words("; ".join(part for part in parts if part), 4000)
