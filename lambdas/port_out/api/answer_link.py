"""GET and POST /links/{token}: the page behind a one-time link, and what is said on it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.link_forms import Filled, filled
from port_out.api.link_pages import asked_again, closed, form_page, known_of, thanks
from port_out.api.link_rules import days_of_notice, is_confirmed, problems_now, type_of
from port_out.api.link_state import Closed, Opened, opened
from port_out.api.routing import route
from port_out.domain.dated import DATED
from port_out.domain.errors import BadInput, TemporarilyUnavailable
from port_out.domain.facts import checked_facts
from port_out.domain.links import answer_of
from port_out.domain.signals import Signal
from port_out.gateways.functions import Functions
from port_out.observability import count
from port_out.store.links import Links
from port_out.store.port_outs import PortOuts

LONGEST = 128_000
FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        links=wiring.links(),
        functions=wiring.functions(),
        now=wiring.now,
    )


@dataclass(frozen=True)
class _Desk:
    """What an answer needs."""

    port_outs: PortOuts
    links: Links
    functions: Functions
    now: datetime


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    links: Links,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The page; a link that nobody issued looks like every other such link."""
    app = APIGatewayRestResolver()
    desk = _Desk(port_outs, links, functions, now())

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator] # Powertools
    def _closed(error: Exception) -> Response[str]:
        return closed(error)

    @app.get("/links/<token>")
    def _show(token: str) -> Response[str]:
        return form_page(opened(token, port_outs, links).or_closed(desk.now))

    @app.post("/links/<token>")
    def _answer(token: str) -> Response[str]:
        found = opened(token, port_outs, links)
        form = _form(event, found)
        if _is_said(found, form):
            return _thanked(found, form, desk)
        found.or_closed(desk.now)
        return _refused(found, form, desk) or _taken(token, found, form, desk)

    return app.resolve(event, context)


def _form(event: dict[str, Any], found: Opened) -> Filled:
    """The form as it was filled in; Closed for anything that no form of ours sends."""
    try:
        call = Call.of(event)
        fields = parse_qs(
            call.text(LONGEST),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except (BadInput, ValueError):
        raise Closed("unreadable") from None
    form = filled(fields, known_of(found)) if call.media_type == FORM else None
    if form is None:
        raise Closed("unreadable")
    return form


def _refused(found: Opened, form: Filled, desk: _Desk) -> Response[str] | None:
    """The form again, with what was typed, where it can't be used or needs a second word."""
    errors = form.errors or problems_now(form, found.port_out, desk.now)
    if errors:
        return form_page(found, form, errors)
    days = days_of_notice(form, found.port_out, desk.now)
    return None if days is None else asked_again(found, form, days)


def _taken(token: str, found: Opened, form: Filled, desk: _Desk) -> Response[str]:
    """Stored with the link in one write, so that of two answers one counts."""
    signal = _signal(found, form, desk.now)
    try:
        stored = desk.links.use(found.link, signal, _digest(form))
    except TemporarilyUnavailable:
        # Two at once, or an answer that was lost on its way: what is stored now says which.
        stored = False
        if not opened(token, desk.port_outs, desk.links).link.used_at:
            raise
    if stored:
        count("CarrierLinkAnswered")
        return _thanked(found, form, desk)
    again = opened(token, desk.port_outs, desk.links)
    return _thanked(again, form, desk) if _is_said(again, form) else closed(again.why(desk.now))


def _thanked(found: Opened, form: Filled, desk: _Desk) -> Response[str]:
    # Also for a repetition: the first call may have ended between the two.
    desk.functions.settle(found.port_out.id)
    type_ = found.link.used_for or type_of(form, found.port_out)
    return thanks(found, form, type_, found.link.used_at or desk.now)


def _signal(found: Opened, form: Filled, now: datetime) -> Signal:
    type_ = type_of(form, found.port_out)
    confirmed = {"confirm": True} if type_ in DATED and is_confirmed(form) else {}
    return Signal(
        id=found.link.signal_id,
        port_out_id=found.port_out.id,
        type=type_,
        by=found.link.by,
        received_at=now,
        facts=checked_facts(type_, dict(form.facts) | confirmed) | {"link": found.link.id},
        raw=json.dumps(dict(form.typed)),
    )


def _is_said(found: Opened, form: Filled) -> bool:
    """True for the same form once more: somebody pressed twice, or loaded the page again."""
    return bool(found.link.used_at) and not form.errors and found.link.answer == _digest(form)


def _digest(form: Filled) -> str:
    return answer_of(form.what, form.facts)
