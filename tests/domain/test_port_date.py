"""The agreed date: of all numbers, of parts of them, and changed ones."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.port_date import (
    NO_DATE,
    agreed,
    date_as_data,
    dates_changed,
    end_of_port,
    is_agreed,
    port_days,
)
from port_out.domain.port_out import merged
from tests.builders import NUMBERS
from tests.domain.samples import a_port_out

A, B, C = NUMBERS
EARLY, LATE, LATER = (f"2026-12-{day}T10:00:00-08:00" for day in (15, 17, 20))
EARLY_IN_UTC = "2026-12-15T18:00:00+00:00"


def known_after(*said: Mapping[str, Any]) -> dict[str, Any]:
    """What is known once these dates were said, one after the other."""
    known: dict[str, Any] = {}
    for facts in said:
        known = merged(known, agreed(known, facts, NUMBERS))
    return known


def some(day: str, *numbers: str) -> dict[str, Any]:
    """This date for these numbers."""
    return {"date": day, "numbers": list(numbers)}


def test_a_date_without_numbers_is_that_of_all() -> None:
    window = {"date": EARLY, "until": LATE, "time_zone": "America/Los_Angeles"}

    assert known_after({"date": EARLY}) == {"port_date": EARLY}
    assert known_after(window) == {
        "port_date": EARLY,
        "port_until": LATE,
        "time_zone": "America/Los_Angeles",
    }


def test_a_new_date_for_all_takes_the_place_of_every_part_and_window() -> None:
    known = known_after({"date": EARLY, "until": LATE}, some(LATER, A), {"date": LATE})

    assert known == {"port_date": LATE}


def test_the_last_date_of_any_number_is_that_of_the_port_out() -> None:
    known = known_after(some(LATE, A), some(EARLY, B))

    assert known["port_date"] == LATE
    assert known["part_dates"] == [some(LATE, A), some(EARLY, B)]


def test_numbers_that_are_not_named_keep_the_date_that_all_had() -> None:
    known = known_after({"date": EARLY}, some(LATE, A))

    assert known["part_dates"] == [some(EARLY, B, C), some(LATE, A)]


def test_parts_that_come_to_the_same_moment_are_one_again() -> None:
    known = known_after({"date": EARLY}, some(LATE, A), some(EARLY_IN_UTC, A))

    assert known == {"port_date": EARLY}


def test_numbers_that_have_gone_since_change_nothing() -> None:
    assert agreed({"port_date": EARLY}, some(LATE, "+12065559999"), NUMBERS) == {}


def test_a_refused_attempt_leaves_nothing_of_its_dates() -> None:
    known = known_after({"date": EARLY, "until": LATE, "time_zone": "UTC"}, some(LATE, A))

    assert merged(known, NO_DATE) == {}


@pytest.mark.parametrize(
    ("said", "again", "same"),
    [
        ([], {"date": EARLY}, False),
        ([{"date": EARLY}], {"date": EARLY_IN_UTC}, True),
        ([{"date": EARLY}], {"date": LATE}, False),
        ([{"date": EARLY}], some(EARLY, A), True),
        ([{"date": EARLY}], some(LATE, A), False),
        ([some(EARLY, A)], some(EARLY, A), True),
        ([some(EARLY, A)], some(EARLY, A, B), False),
        ([some(EARLY, A), some(LATE, B, C)], {"date": LATE}, False),
        ([some(EARLY, A), some(LATE, B, C)], some(LATE, C), True),
    ],
)
def test_a_date_that_the_numbers_have_already_is_known(
    said: list[Mapping[str, Any]], again: Mapping[str, Any], same: bool
) -> None:
    assert is_agreed(known_after(*said), again) is same


def test_dates_that_would_count_no_longer_are_those_of_the_numbers_that_move() -> None:
    known = known_after(some(LATE, B, C), some(EARLY, A))

    assert dates_changed(known, some(LATER, A)) == [datetime.fromisoformat(EARLY)]
    assert dates_changed(known, {"date": LATE}) == [datetime.fromisoformat(EARLY)]
    assert dates_changed(known, {"date": LATER})[0] == datetime.fromisoformat(EARLY)
    assert dates_changed({}, {"date": LATER}) == []


def test_the_days_of_a_port_are_those_where_the_numbers_are() -> None:
    late_evening = "2026-12-15T04:00:00+00:00"  # the 14th in New York, which US numbers go by
    known = known_after({"date": late_evening}, some(LATE, A))

    assert port_days(a_port_out(State.AWAIT_COMPLETION, facts=known)) == [
        date(2026, 12, 14),
        date(2026, 12, 17),
    ]


def test_the_port_ends_with_its_window() -> None:
    assert end_of_port({}) is None
    assert end_of_port({"port_date": EARLY}) == datetime.fromisoformat(EARLY)
    assert end_of_port({"port_date": EARLY, "port_until": LATE}) == datetime.fromisoformat(LATE)


def test_people_see_the_date_as_it_was_said_and_in_utc() -> None:
    known = {"port_date": EARLY, "port_until": LATE, "time_zone": "America/Los_Angeles"}

    assert date_as_data({}) is None
    assert date_as_data(known) == {
        "begins": EARLY,
        "begins_utc": "2026-12-15T18:00:00Z",
        "ends": LATE,
        "ends_utc": "2026-12-17T18:00:00Z",
        "time_zone": "America/Los_Angeles",
        "parts": None,
    }
