"""How long a carrier takes a signature, and what a port-out learns of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from port_out.domain.errors import Problem
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.signed_loa import (
    Standing,
    aged,
    counts,
    date_problem,
    ends_at,
    is_fresh,
    last_day,
    standing,
    uploaded,
)
from tests.builders import an_order
from tests.domain.samples import a_port_out


def at(text: str) -> datetime:
    """A moment, written as in ISO 8601."""
    return datetime.fromisoformat(text)


def signed(on: str, days: int = 15, country: str = "US", **loa: str) -> PortOut:
    """A port-out with an LOA that was signed on this day."""
    order = an_order(loa_days=days, country=country)
    facts = {"loa": {"signed_on": on} | loa}
    return a_port_out(State.AWAIT_CARRIER_SUBMISSION, order=order, facts=facts)


@pytest.mark.parametrize(
    ("signed_on", "days", "last"),
    [
        ("2026-11-23", 15, "2026-12-08"),
        ("2026-11-23", 30, "2026-12-23"),
        ("2028-02-14", 15, "2028-02-29"),
        ("2027-02-14", 15, "2027-03-01"),
        ("2026-12-31", 1, "2027-01-01"),
    ],
)
def test_a_signature_is_taken_for_so_many_days_after_it(
    signed_on: str, days: int, last: str
) -> None:
    assert last_day(signed_on, days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("country", "ends"),
    [("US", "2026-12-09T05:00:00Z"), ("GB", "2026-12-09T00:00:00Z"), ("XX", "2026-12-09T00:00Z")],
)
def test_its_last_day_ends_at_midnight_where_the_numbers_are(country: str, ends: str) -> None:
    assert ends_at(signed("2026-11-23", country=country)) == at(ends)


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ("2026-11-23T12:00:00Z", Standing.FRESH),
        ("2026-12-03T04:59:59Z", Standing.FRESH),
        ("2026-12-03T05:00:00Z", Standing.ENDING),
        ("2026-12-09T16:59:59Z", Standing.ENDING),
        ("2026-12-09T17:00:00Z", Standing.RAN_OUT),
    ],
)
def test_an_loa_is_fresh_then_ends_then_has_run_out(moment: str, found: Standing) -> None:
    port_out = signed("2026-11-23")

    assert standing(port_out, at(moment)) is found
    assert counts(port_out, at(moment)) == (found is not Standing.RAN_OUT)


def test_a_carrier_that_takes_a_day_has_it_asked_for_at_once() -> None:
    assert standing(signed("2026-11-23", days=1), at("2026-11-23T12:00:00Z")) is Standing.ENDING


def test_no_loa_is_missing_or_has_run_out() -> None:
    now = at("2026-12-24T12:00:00Z")

    assert standing(a_port_out(), now) is Standing.MISSING
    ran_out = a_port_out(facts={"loa_ran_out_on": "2026-12-08"})
    assert standing(ran_out, now) is Standing.RAN_OUT
    assert ends_at(ran_out) is None


def test_on_a_day_of_utc_it_may_still_be_yesterday_over_there() -> None:
    days = ["2026-12-08", "2026-12-09", "2026-12-10"]

    fresh = [is_fresh("2026-11-23", 15, date.fromisoformat(day)) for day in days]

    assert fresh == [True, True, False]


@pytest.mark.parametrize("hours", range(0, 24 * 40, 7))
def test_what_is_taken_in_counts_and_what_counts_is_taken_in(hours: int) -> None:
    port_out = signed("2026-11-23")
    moment = at("2026-11-23T05:00:00Z") + timedelta(hours=hours)

    taken = date_problem("2026-11-23", port_out.order, moment) is None

    assert taken == counts(port_out, moment)


def test_the_checked_copy_takes_the_place_of_what_was_uploaded() -> None:
    checked = {"document": "attempt-1-x.pdf", "uploaded_as": "loa.pdf", "sha256": "ab"}
    facts = {"document": "loa.pdf", "signed_on": "2026-11-23", "note": "wet ink"}

    learned = uploaded(facts | {"checked": checked})

    assert learned == {
        "loa": checked | {"signed_on": "2026-11-23"},
        "loa_ran_out_on": None,
    }


@pytest.mark.parametrize(
    ("facts", "learned"),
    [
        (
            {"standing": "ending"},
            {"loa": {"signed_on": "2026-11-23", "sign_anew_by": "2026-12-08"}},
        ),
        ({"standing": "ran out"}, {"loa": None, "loa_ran_out_on": "2026-12-08"}),
        ({"standing": "ran out", "signed_on": "2026-11-01"}, {}),
    ],
)
def test_the_clock_speaks_of_one_signature_only(
    facts: dict[str, str], learned: dict[str, Any]
) -> None:
    given = {"signed_on": "2026-11-23", "good_until": "2026-12-08"} | facts

    assert aged(signed("2026-11-23"), given) == learned


def test_what_ran_out_is_not_spoken_of_twice() -> None:
    facts = {"signed_on": "2026-11-23", "good_until": "2026-12-08", "standing": "ran out"}

    assert aged(a_port_out(), facts) == {}


@pytest.mark.parametrize(
    ("signed_on", "problem"),
    [
        ("2026-11-24", None),
        ("2026-11-25", ("is in the future", "give the day on which it was signed")),
        ("2026-11-08", None),
        (
            "2026-11-01",
            (
                "was signed 22 days ago; Example Telecom takes 15",
                "sign it again, then upload it and give the new date",
            ),
        ),
    ],
)
def test_a_date_that_can_not_be_used_says_why_and_what_to_do(
    signed_on: str, problem: tuple[str, str] | None
) -> None:
    found = date_problem(signed_on, an_order(loa_days=15), at("2026-11-23T12:00:00Z"))

    assert found == (Problem("facts.signed_on", *problem) if problem else None)
