"""What is asked for has one hash and one form, and a date that the rules allow."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from port_out.domain.asked import Asked, day_of, least_days, refuse_target
from port_out.domain.errors import BadInput, Problem
from port_out.domain.numbers import Kind
from tests.builders import NOON, NUMBERS, an_order

ASKED = Asked(an_order(contact_cc=("a@example.com",)), NUMBERS)


def refused(target_date: str, now: datetime = NOON, **order: Any) -> Problem | None:
    """Why this target date is refused; NOON is the morning of Monday, 23 November in Seattle."""
    try:
        refuse_target(an_order(target_date=target_date, **order), now)
    except BadInput as error:
        [problem] = error.problems
        return problem
    return None


def test_the_same_request_has_the_same_hash_and_another_one_another() -> None:
    turned = replace(ASKED, numbers=tuple(reversed(NUMBERS)))
    fewer = replace(ASKED, numbers=NUMBERS[:2])
    elsewhere = replace(ASKED, order=replace(ASKED.order, winning_carrier="Other"))

    assert turned.sha256 == ASKED.sha256
    assert len({ASKED.sha256, fewer.sha256, elsewhere.sha256}) == 3
    assert len(ASKED.sha256) == 64


def test_a_request_is_read_as_it_was_written() -> None:
    data = ASKED.as_data()

    assert Asked.from_data(data) == ASKED
    assert data["numbers"] == list(NUMBERS)
    assert data["order"]["identity"]["city"] == ASKED.order.identity.city


def test_a_target_date_is_a_day_of_the_calendar_or_none() -> None:
    assert day_of("2026-12-15") == date(2026, 12, 15)
    assert day_of("") is None
    assert day_of(None) is None
    with pytest.raises(BadInput) as wrong:
        day_of("2026-02-30")
    assert wrong.value.problems == (
        Problem("target_date", "is no day of the calendar", "write it as 2026-12-15"),
    )


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ({"kind": Kind.TOLL_FREE, "number_count": 1}, 2),
        ({"kind": Kind.TOLL_FREE, "number_count": 2}, 2),
        ({"country": "US", "number_count": 1}, 1),
        ({"country": "US", "number_count": 2}, 4),
        ({"country": "CA", "number_count": 2}, 1),
    ],
)
def test_a_port_takes_as_many_business_days_as_its_rule_says(
    order: dict[str, Any], days: int
) -> None:
    assert least_days(an_order(**{"kind": Kind.GEOGRAPHIC} | order)) == days


@pytest.mark.parametrize(
    ("target_date", "order", "detail", "earliest"),
    [
        ("2026-11-22", {"number_count": 1}, "is in the past", "2026-11-24"),
        (
            "2026-11-23",
            {"number_count": 1},
            "is too early: a port takes 1 business day or more",
            "2026-11-24",
        ),
        (
            "2026-11-29",
            {"number_count": 2},
            "is too early: a port takes 4 business days or more",
            "2026-11-30",
        ),
        ("2026-11-28", {"number_count": 1}, "is no business day in US", "2026-11-24"),
        ("2026-11-24", {"number_count": 1, "country": "CA"}, None, ""),
        ("2026-11-24", {"number_count": 1}, None, ""),
        ("2026-11-30", {"number_count": 2}, None, ""),
        ("", {"number_count": 2}, None, ""),
    ],
)
def test_a_target_date_is_a_business_day_that_leaves_the_port_its_time(
    target_date: str, order: dict[str, Any], detail: str | None, earliest: str
) -> None:
    problem = refused(target_date, **order)

    mend = f"give {earliest} or a later business day, or leave it out"
    assert problem == (Problem("target_date", detail, mend) if detail else None)


def test_the_day_is_the_one_where_the_numbers_are() -> None:
    late = NOON + timedelta(hours=14)

    assert refused("2026-11-23", late, country="GB", number_count=1) == Problem(
        "target_date",
        "is in the past",
        "give 2026-11-25 or a later business day, or leave it out",
    )
    american = refused("2026-11-23", late, number_count=1)
    assert american is not None
    assert american.detail.startswith("is too early")
