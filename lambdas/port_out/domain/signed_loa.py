"""How long the winning carrier takes a signature, and when a new one has to be asked for."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from port_out.domain.clock import beginning_of, business_days_before, day_at
from port_out.domain.errors import Problem
from port_out.domain.order import Order
from port_out.domain.port_out import PortOut

ASKED_BEFORE = 3
"""Business days before the signature gets too old on which a new one is asked for."""
ELSEWHERE = timedelta(hours=12)
"""Our time zone is the first of the country's; elsewhere in it a day may end hours later."""


CHECKED = "checked"
"""The fact under which a signal has what we know of the LOA beside what the operator said."""


class Standing(StrEnum):
    """What a port-out has of a signed LOA."""

    MISSING = "missing"
    FRESH = "fresh"
    ENDING = "ending"
    RAN_OUT = "ran out"


def last_day(signed_on: str, days: int) -> date:
    """The last day on which a carrier that takes signatures of so many days takes this one."""
    return date.fromisoformat(signed_on) + timedelta(days=days)


def is_fresh(signed_on: str, days: int, on: date) -> bool:
    """True where the carrier takes it on that day of UTC, which may be yesterday over there."""
    return on <= last_day(signed_on, days) + timedelta(days=1)


def ends_at(port_out: PortOut) -> datetime | None:
    """The midnight at which the signature gets too old, None while there is none."""
    loa = port_out.facts.get("loa")
    if loa is None:
        return None
    last = last_day(loa["signed_on"], port_out.order.loa_days)
    return beginning_of(last + timedelta(days=1), port_out.order.country)


def standing(port_out: PortOut, at: datetime) -> Standing:
    """What there is then; ENDING still counts, and the operator is asked to sign anew."""
    loa, order, ends = port_out.facts.get("loa"), port_out.order, ends_at(port_out)
    if loa is None or ends is None:
        return Standing.RAN_OUT if port_out.facts.get("loa_ran_out_on") else Standing.MISSING
    if at >= ends + ELSEWHERE:
        return Standing.RAN_OUT
    asked_on = business_days_before(
        last_day(loa["signed_on"], order.loa_days), ASKED_BEFORE, order.country
    )
    is_ending = "sign_anew_by" in loa or at >= beginning_of(asked_on, order.country)
    return Standing.ENDING if is_ending else Standing.FRESH


def counts(port_out: PortOut, at: datetime) -> bool:
    """True where there is a signed LOA then that the winning carrier takes."""
    return standing(port_out, at) in (Standing.FRESH, Standing.ENDING)


def date_problem(signed_on: str, order: Order, at: datetime) -> Problem | None:
    """Why this date of a signature can't be used then; a day is given where it may be tomorrow."""
    today, field = day_at(at, order.country), "facts.signed_on"
    day = date.fromisoformat(signed_on)
    if day > today + timedelta(days=1):
        return Problem(field, "is in the future", "give the day on which it was signed")
    over = beginning_of(last_day(signed_on, order.loa_days) + timedelta(days=1), order.country)
    if at < over + ELSEWHERE:
        return None
    taken = f"{order.winning_carrier} takes {order.loa_days}"
    detail = f"was signed {(today - day).days} days ago; {taken}"
    return Problem(field, detail, "sign it again, then upload it and give the new date")


def uploaded(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a port-out learns from a signed LOA: our own checked copy counts, not the upload."""
    given = {"document": facts["document"], "signed_on": facts["signed_on"]}
    return {"loa": given | dict(facts.get(CHECKED, {})), "loa_ran_out_on": None}


def aged(port_out: PortOut, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What it learns from the clock: to be signed anew by a day, or no longer any signed LOA."""
    loa = port_out.facts.get("loa")
    if loa is None or loa["signed_on"] != facts["signed_on"]:
        return {}
    if facts["standing"] == Standing.RAN_OUT:
        return {"loa": None, "loa_ran_out_on": facts["good_until"]}
    return {"loa": {**loa, "sign_anew_by": facts["good_until"]}}
