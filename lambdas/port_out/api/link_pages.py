"""The pages behind a one-time link, as answers of the API."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from port_out import pages
from port_out.api.link_forms import ALL, REST_LATER, REST_STAYS, Filled
from port_out.api.link_reader import Known, Typed
from port_out.api.link_state import WRONG, Closed, Opened
from port_out.domain.clock import CHANGE_NOTICE
from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.domain.places import country_name, time_zones
from port_out.domain.reading.given import shown
from port_out.domain.reading.hiding import hidden
from port_out.domain.record import timestamp
from port_out.domain.signals import SignalType
from port_out.observability import log_failure, logger
from port_out.pages import words
from port_out.pages.notices import FAILED, LATER, NOTICES
from port_out.store.number_rows import in_order

MOST_BOXES = 20
"""Up to so many numbers are boxes to tick; more are typed or pasted."""
_SCOPES = {
    ALL: "All of them",
    REST_LATER: "Only some; the others follow later",
    REST_STAYS: "Only some; the others will not be ported",
}


def form_page(
    found: Opened,
    form: Filled | None = None,
    errors: Mapping[str, str] | None = None,
    asks: Mapping[str, str] | None = None,
) -> Response[str]:
    """The facts of the port-out and the forms; those with mistakes as they were typed."""
    status = 409 if asks else 400 if errors else 200
    port_out = found.port_out
    shown = _facts(found) | {
        "errors": errors or {},
        "asks": asks,
        "what": form.what if form else "",
        "typed": _repeated(form.typed) if form else {},
        "open": form.what if form else words.likely(port_out.state),
        "scopes": _SCOPES,
        "codes": words.codes(),
        "zones": time_zones(port_out.order.country),
    }
    return _page(status, "link", **shown)


def _repeated(typed: Typed) -> dict[str, list[str]]:
    """What was typed, without a PIN or an account number: a page is printed, and passed on."""
    return {name: [shown(hidden(text).text) for text in texts] for name, texts in typed.items()}


def asked_again(found: Opened, form: Filled, days: int) -> Response[str]:
    """The form with what may happen, and a box for the second word."""
    when = "today or past" if days == 0 else f"{days} business day{'s' * (days > 1)} away"
    asks = {
        "why": f"The date that is agreed is {when}. Changes need {CHANGE_NOTICE} business days.",
        "risk": "AWS may not be able to stop the port: the numbers may still move on the old date "
        "and calls may fail. Please speak with AWS and with the customer first.",
    }
    errors = {"confirm": "Tick the box if the new date is agreed all the same, then send again."}
    return form_page(found, form, errors, asks)


def thanks(found: Opened, form: Filled, type_: str, at: datetime) -> Response[str]:
    """What was said, repeated."""
    facts = _facts(found)
    said = words.said(SignalType(type_), form.facts)
    shown = {name: facts[name] for name in ("name", "company", "count")}
    return _page(200, "thanks", **shown, said=said, at=words.moment(timestamp(at)))


def closed(error: Exception) -> Response[str]:
    """Why there is nothing to do here, and what to do instead."""
    if isinstance(error, NotFoundError):
        error = Closed(WRONG)
    if isinstance(error, Closed):
        status, title, text = NOTICES[error.reason]
        logger.warning("link not opened", reason=error.reason)
        used_at = error.link.used_at if error.link else None
        when = words.moment(timestamp(used_at)) if used_at else ""
        return _page(status, "notice", title=title, paragraphs=[t.format(when=when) for t in text])
    known = isinstance(error, TemporarilyUnavailable | RecordMoved)
    if not known:
        log_failure(error)
    status, title, text = LATER if known else FAILED
    return _page(status, "notice", title=title, paragraphs=text)


def known_of(found: Opened) -> Known:
    """What its forms are read against; news of a number may come after its removal."""
    country = found.port_out.order.country
    return Known({row.number for row in found.numbers}, country, time_zones(country))


def _facts(found: Opened) -> dict[str, Any]:
    """Everything of the port-out that is shown: no identity but the company, nothing secret."""
    port_out, numbers = found.port_out, in_order(found.numbers)
    order, known = port_out.order, port_out.facts
    return {
        "name": found.link.name,
        "expires": words.moment(timestamp(found.link.expires_at)),
        "company": order.identity.company_name,
        "carrier": order.winning_carrier,
        "kind": words.KINDS[order.kind],
        "country": country_name(order.country),
        "stage": words.stage(port_out.state),
        "pon": known.get("pon", ""),
        "date": words.dates(known),
        "numbers": numbers,
        "count": f"{len(numbers):,} number{'s' * (len(numbers) != 1)}",
        "few": len(numbers) <= MOST_BOXES,
    }


def _page(status: int, page: str, /, **shown: Any) -> Response[str]:
    return Response(
        status_code=status,
        content_type="text/html; charset=utf-8",
        body=pages.rendered(page, **shown),
        headers=pages.headers() | ({"Retry-After": "60"} if status == 503 else {}),
    )
