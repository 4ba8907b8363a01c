"""How much one caller may request: the most of each span, and how long a broken one lasts."""

from datetime import datetime, timedelta, timezone

import pytest

from port_out.domain.errors import OverLimit
from port_out.domain.velocity import Limits, over
from tests.builders import NOON

LIMITS = Limits(port_outs_an_hour=2, port_outs_a_day=5, numbers_an_hour=10, numbers_a_day=30)
NOTHING = {"port-outs": 0, "numbers": 0}


def found(
    more: dict[str, int],
    known: dict[tuple[str, str], int] | None = None,
    at: datetime = NOON,
    limits: Limits = LIMITS,
) -> tuple[str, int] | None:
    """The limit that is broken and for how many seconds."""
    broken = over(limits, known or {}, NOTHING | more, at)
    assert broken is None or isinstance(broken, OverLimit)
    return (broken.limit, broken.seconds) if broken else None


@pytest.mark.parametrize(
    ("more", "known", "limit"),
    [
        ({"port-outs": 3}, {}, "2 port-outs in an hour"),
        ({"port-outs": 1}, {("port-outs", "hour"): 2}, "2 port-outs in an hour"),
        ({"port-outs": 1}, {("port-outs", "day"): 5}, "5 port-outs in a day"),
        ({"numbers": 11}, {}, "10 numbers in an hour"),
        ({"numbers": 1}, {("numbers", "day"): 30}, "30 numbers in a day"),
        ({"port-outs": 6}, {}, "5 port-outs in a day"),
    ],
)
def test_what_would_be_one_too_many_breaks_the_limit_that_lasts_longest(
    more: dict[str, int], known: dict[tuple[str, str], int], limit: str
) -> None:
    broken = found(more, known)

    assert broken is not None
    assert broken[0] == limit


def test_exactly_the_most_is_allowed() -> None:
    assert found({"port-outs": 2, "numbers": 10}) is None
    assert found({"numbers": 5}, {("numbers", "hour"): 5, ("numbers", "day"): 25}) is None


def test_a_limit_of_nothing_is_off() -> None:
    off = Limits(port_outs_an_hour=0, port_outs_a_day=0, numbers_an_hour=0, numbers_a_day=1)

    assert found({"port-outs": 1000, "numbers": 1}, limits=off) is None
    assert found({"numbers": 2}, limits=off) == ("1 numbers in a day", 12 * 3600 + 1)


def test_an_hour_and_a_day_end_in_utc_and_the_second_after_is_free() -> None:
    at = datetime(
        2026, 11, 23, 9, 20, 30, 500_000, tzinfo=timezone(timedelta(hours=-3, minutes=-30))
    )

    an_hour = found({"port-outs": 3}, at=at)
    a_day = found({"port-outs": 6}, at=at)

    assert an_hour == ("2 port-outs in an hour", 9 * 60 + 29 + 1)
    assert a_day == ("5 port-outs in a day", 11 * 3600 + 9 * 60 + 29 + 1)


def test_a_moment_after_the_hour_began_it_is_the_rest_of_that_hour() -> None:
    assert found({"port-outs": 3}, at=NOON + timedelta(microseconds=1)) == (
        "2 port-outs in an hour",
        3600,
    )
