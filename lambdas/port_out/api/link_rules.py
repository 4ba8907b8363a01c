"""What a filled-in form must fulfil beyond its form, given the port-out as it is now."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from port_out.api.link_forms import Filled
from port_out.domain.clock import CHANGE_NOTICE, business_days_until
from port_out.domain.port_date import dates_changed
from port_out.domain.port_out import PortOut
from port_out.domain.signals import SignalType

T = SignalType

_ASK = "If yours takes its place, ask the person who sent you this link to record it."
_PAST = timedelta(days=1)
_FAR = timedelta(days=366)
_TYPES = {
    "submitted": T.CARRIER_SUBMITTED,
    "refused": T.CARRIER_REFUSED,
    "completed": T.CARRIER_COMPLETED,
}


def type_of(form: Filled, port_out: PortOut) -> SignalType:
    """What the form says here: a date is a changed one where another is agreed already."""
    if form.what in _TYPES:
        return _TYPES[form.what]
    agreed = port_out.facts.get("port_date")
    return T.CARRIER_CHANGED_DATE if agreed else T.CARRIER_CONFIRMED_DATE


def problems_now(form: Filled, port_out: PortOut, now: datetime) -> Mapping[str, str]:
    """By field, what can't be true now."""
    if form.what == "submitted":
        return _order_problems(form, port_out)
    return _date_problems(form, now) if form.what == "date" else {}


def days_of_notice(form: Filled, port_out: PortOut, now: datetime) -> int | None:
    """Business days to the agreed date that the form would move; None where it may just do so."""
    if form.what != "date" or is_confirmed(form):
        return None
    moved = dates_changed(port_out.facts, form.facts)
    if not moved:
        return None
    days = business_days_until(moved[0], now, port_out.order.country)
    return days if days < CHANGE_NOTICE else None


def is_confirmed(form: Filled) -> bool:
    """True when the second word was given."""
    return list(form.typed.get("confirm", ())) == ["yes"]


def _order_problems(form: Filled, port_out: PortOut) -> Mapping[str, str]:
    """A second order is for the customer to sort out: one of the two may be a mistake."""
    given, known = form.facts["pon"], port_out.facts.get("pon")
    if given in port_out.facts.get("former_pons", ()):
        return {"pon": f"The order {given} was refused before. {_ASK}"}
    if known and known != given:
        return {"pon": f"The order {known} is on record for these numbers. {_ASK}"}
    return {}


def _date_problems(form: Filled, now: datetime) -> Mapping[str, str]:
    date = datetime.fromisoformat(form.facts["date"])
    if date < now - _PAST:
        sentence = "This date is past. If the numbers are ported, say so in the form for that."
        return {"date": sentence}
    if date > now + _FAR:
        return {"date": "This date is more than a year away. Please check the year."}
    return {}
