"""What speaks against a date, or against a cancel, so that a person has to say it twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from port_out.domain.clock import CHANGE_NOTICE, business_days_until
from port_out.domain.port_date import dates, dates_changed, is_agreed
from port_out.domain.port_out import PortOut

LATE_NEWS = timedelta(days=1)
"""A carrier may say on the day after that the port was yesterday; earlier dates are often slips."""
CALL_FIRST = "call the winning carrier, then send it again with confirm true"
LOOK_AGAIN = "correct it, or send it again with confirm true if it is meant"


def doubt_about_date(
    port_out: PortOut, facts: Mapping[str, Any], at: datetime
) -> tuple[str, str] | None:
    """What may happen if a person's word for this date is taken, and the mend; None if nothing."""
    if is_agreed(port_out.facts, facts):
        return None
    date = datetime.fromisoformat(facts["date"])
    if date < at - LATE_NEWS:
        return f"the date {facts['date']} has passed already", LOOK_AGAIN
    given_up = [moment for moment in dates_changed(port_out.facts, facts) if moment > at]
    if not given_up or (days := _days(given_up[0], port_out, at)) >= CHANGE_NOTICE:
        return None
    detail = (
        f"the port is agreed for {given_up[0].isoformat()}, {days} business days from now; AWS "
        f"asks for {CHANGE_NOTICE} to change it: the numbers may still port at the agreed time, or "
        "the carriers may cancel the order, which then begins anew"
    )
    return detail, CALL_FIRST


def doubt_about_cancel(port_out: PortOut, at: datetime) -> tuple[str, str] | None:
    """The same for a cancel: near the agreed date it may come too late."""
    agreed = dates(port_out.facts)
    if not agreed or (days := _days(agreed[0], port_out, at)) >= CHANGE_NOTICE:
        return None
    detail = (
        f"the port is agreed for {agreed[0].isoformat()}, {days} business days from now; AWS asks "
        f"for {CHANGE_NOTICE} and may not be able to stop it"
    )
    return detail, CALL_FIRST


def _days(date: datetime, port_out: PortOut, at: datetime) -> int:
    return business_days_until(date, at, port_out.order.country)
