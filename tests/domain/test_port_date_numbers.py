"""On which dates which numbers move, and what people see of a date."""

from datetime import datetime
from typing import Any

import pytest

from port_out.domain.port_date import agreed, date_as_data, date_of, dates, is_agreed, numbers_on
from tests.builders import NUMBERS

A, B, C = NUMBERS
EARLY, LATE = (f"2026-12-{day}T10:00:00-08:00" for day in (15, 17))
EARLY_AT, LATE_AT = datetime.fromisoformat(EARLY), datetime.fromisoformat(LATE)
IN_PARTS: dict[str, Any] = {
    "port_date": LATE,
    "part_dates": [{"date": LATE, "numbers": [A]}, {"date": EARLY, "numbers": [B, A]}],
}
WHOLE = {"port_date": EARLY}


@pytest.mark.parametrize(
    ("known", "number", "at"),
    [
        (IN_PARTS, A, EARLY_AT),
        (IN_PARTS, B, EARLY_AT),
        (IN_PARTS, C, None),
        ({"part_dates": IN_PARTS["part_dates"][:1]}, A, LATE_AT),
        (WHOLE, C, EARLY_AT),
        ({}, A, None),
    ],
)
def test_a_number_has_the_first_date_of_its_parts_or_that_of_all_or_none(
    known: dict[str, Any], number: str, at: datetime | None
) -> None:
    assert date_of(known, number) == at


def test_so_many_numbers_move_at_a_moment_as_its_parts_have() -> None:
    assert numbers_on(IN_PARTS, EARLY_AT) == 2
    assert numbers_on(IN_PARTS, LATE_AT) == 1
    assert numbers_on(IN_PARTS, datetime.fromisoformat("2026-12-18T00:00:00Z")) == 0
    assert numbers_on(WHOLE, EARLY_AT) is None


def test_all_dates_are_told_once_and_the_first_one_first() -> None:
    assert dates(IN_PARTS) == [EARLY_AT, LATE_AT]
    assert dates(WHOLE) == [EARLY_AT]
    assert dates({}) == []


def test_people_see_the_parts_and_no_end_where_none_is_known() -> None:
    shown = date_as_data(IN_PARTS)

    assert shown == {
        "begins": LATE,
        "begins_utc": "2026-12-17T18:00:00Z",
        "ends": None,
        "ends_utc": None,
        "time_zone": None,
        "parts": IN_PARTS["part_dates"],
    }


def test_the_numbers_that_are_left_of_all_keep_window_and_zone() -> None:
    known = {"port_date": EARLY, "port_until": LATE, "time_zone": "America/Los_Angeles"}

    learned = agreed(known, {"date": LATE, "numbers": [A]}, NUMBERS)

    assert learned["part_dates"] == [
        {
            "date": EARLY,
            "until": LATE,
            "time_zone": "America/Los_Angeles",
            "numbers": sorted((B, C)),
        },
        {"date": LATE, "numbers": [A]},
    ]


def test_what_some_numbers_are_agreed_for_is_asked_of_their_parts_alone() -> None:
    known = {
        "port_date": LATE,
        "part_dates": [{"date": EARLY, "numbers": [A]}, {"date": LATE, "numbers": [B]}],
    }

    assert is_agreed(known, {"date": EARLY, "numbers": [A]})
    assert not is_agreed(known, {"date": EARLY, "numbers": [A, C]})
