"""Near the agreed date a person's change or cancel takes a second word."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.notice import doubt_about_cancel, doubt_about_date
from port_out.domain.port_out import PortOut
from tests.builders import NOON, NUMBERS, an_order
from tests.domain.samples import a_port_out

AGREED = "2026-12-15T10:00:00-08:00"  # a Tuesday
OTHER = "2026-12-18T10:00:00-08:00"


def agreed(country: str = "US", **facts: Any) -> PortOut:
    """A port-out that ports on that Tuesday."""
    known = {"port_date": AGREED} | facts
    return a_port_out(State.AWAIT_COMPLETION, facts=known, order=an_order(country=country))


@pytest.mark.parametrize(
    ("now", "country", "is_near"),
    [
        ("2026-12-08T23:59:00-05:00", "US", False),
        ("2026-12-09T00:00:00-05:00", "US", True),
        ("2026-12-15T09:59:00-08:00", "US", True),
        ("2026-12-15T10:00:01-08:00", "US", False),
        ("2026-12-07T12:00:00+01:00", "ES", False),
        ("2026-12-08T12:00:00+01:00", "ES", False),
        ("2026-12-09T12:00:00+01:00", "ES", True),
    ],
)
def test_a_change_inside_the_notice_says_what_may_happen(
    now: str, country: str, is_near: bool
) -> None:
    doubt = doubt_about_date(agreed(country), {"date": OTHER}, datetime.fromisoformat(now))

    assert (doubt is not None) is is_near
    if doubt is not None:
        assert "may still port at the agreed time" in doubt[0]
        assert "confirm true" in doubt[1]


@pytest.mark.parametrize(
    ("now", "near"), [("2026-11-20T12:00:00-05:00", False), ("2026-11-23T12:00:00-05:00", True)]
)
def test_a_holiday_is_no_day_of_notice(now: str, near: bool) -> None:
    thanksgiving_week = agreed(port_date="2026-11-30T10:00:00-08:00")

    doubt = doubt_about_date(thanksgiving_week, {"date": OTHER}, datetime.fromisoformat(now))

    assert (doubt is not None) is near


def test_the_same_date_again_is_no_change() -> None:
    in_utc = {"date": "2026-12-15T18:00:00Z"}
    long_after = datetime.fromisoformat(AGREED) + timedelta(days=9)

    assert doubt_about_date(agreed(), in_utc, datetime.fromisoformat(AGREED)) is None
    assert doubt_about_date(agreed(), in_utc, long_after) is None


@pytest.mark.parametrize(
    ("ago", "is_doubted"), [(timedelta(hours=24), False), (timedelta(hours=25), True)]
)
def test_a_date_that_passed_more_than_a_day_ago_is_asked_for_again(
    ago: timedelta, is_doubted: bool
) -> None:
    first = a_port_out(State.AWAIT_PORT_DATE)

    doubt = doubt_about_date(first, {"date": (NOON - ago).isoformat()}, NOON)

    assert (doubt is not None) is is_doubted


def test_a_part_that_moves_is_held_against_its_own_date() -> None:
    parts = [
        {"date": AGREED, "numbers": [NUMBERS[0]]},
        {"date": "2027-01-20T10:00:00-08:00", "numbers": list(NUMBERS[1:])},
    ]
    port_out = agreed(port_date=parts[1]["date"], part_dates=parts)
    now = datetime.fromisoformat("2026-12-14T12:00:00-08:00")
    moved = {"date": "2027-01-25T10:00:00-08:00"}

    assert doubt_about_date(port_out, moved | {"numbers": [NUMBERS[1]]}, now) is None
    assert doubt_about_date(port_out, moved | {"numbers": [NUMBERS[0]]}, now) is not None
    assert doubt_about_cancel(port_out, now) is not None


def test_a_cancel_is_free_before_there_is_a_date() -> None:
    assert doubt_about_cancel(a_port_out(State.AWAIT_PORT_DATE), NOON) is None


def test_a_cancel_is_doubtful_inside_the_notice_and_a_change_says_what_may_become_of_it() -> None:
    early = datetime.fromisoformat("2026-12-08T23:59:00-05:00")
    late = datetime.fromisoformat("2026-12-09T00:00:00-05:00")

    changed = doubt_about_date(agreed(), {"date": OTHER}, late)

    assert doubt_about_cancel(agreed(), early) is None
    assert doubt_about_cancel(agreed(), late) is not None
    assert changed is not None
    assert changed[0].endswith(
        "the numbers may still port at the agreed time, or the carriers may cancel the order, "
        "which then begins anew"
    )
