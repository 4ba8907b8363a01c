"""At most ten turns in any hour; whoever asks first comes first."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.case_pace import (
    CASES_AN_HOUR,
    CLOCKS_DIFFER,
    HOUR,
    INTERVAL,
    MOST_TURNS,
    Turn,
    is_used,
    kept,
    next_turn,
    not_before,
)
from tests.builders import NOON

MOMENT = timedelta(microseconds=1)


def turns_of(asked: list[datetime]) -> list[datetime]:
    """The turns of those who ask at these times, in this order."""
    given_last: list[datetime] = []
    turns = []
    for at in asked:
        turns.append(next_turn(given_last, at))
        given_last = kept(given_last, turns[-1])
    return turns


def test_ten_go_at_once_and_from_the_next_hour_on_one_each_six_minutes() -> None:
    turns = turns_of([NOON] * 25)

    assert turns[:10] == [NOON] * 10
    assert turns[10:] == [NOON + HOUR + n * INTERVAL for n in range(15)]
    assert timedelta(minutes=6) == INTERVAL
    assert timedelta(days=1) == MOST_TURNS * INTERVAL


def test_an_hour_after_the_last_ten_may_go_at_once_again() -> None:
    turns = turns_of([NOON] * 10 + [NOON + HOUR - MOMENT] + [NOON + 2 * HOUR] * 10)

    assert turns[10] == NOON + HOUR
    assert turns[11:20] == [NOON + 2 * HOUR] * 9
    assert turns[20] == NOON + 2 * HOUR


@pytest.mark.parametrize("behind", [MOMENT, timedelta(seconds=5), CLOCKS_DIFFER])
def test_a_clock_that_is_a_little_behind_still_goes_at_once(behind: timedelta) -> None:
    asked = [NOON] * 5 + [NOON - behind] * 5

    assert turns_of(asked) == asked


@given(st.lists(st.integers(-90, 1200), max_size=60))
def test_no_hour_has_more_than_ten_turns_whatever_the_clocks_say(steps: list[int]) -> None:
    asked, at = [], NOON
    for step in steps:
        at += timedelta(seconds=step)
        asked.append(at)

    turns = turns_of(asked)

    assert all(turn >= at for turn, at in zip(turns, asked, strict=True))
    in_order = sorted(turns)
    for first, eleventh in zip(in_order, in_order[CASES_AN_HOUR:], strict=False):
        assert eleventh - first >= HOUR


def test_a_turn_is_used_by_the_attempt_that_was_made_in_it_and_by_no_earlier_one() -> None:
    turn = Turn(2, NOON)

    assert not is_used(turn, None)
    assert not is_used(turn, CaseAttempt(1, "n", NOON - MOMENT))
    assert is_used(turn, CaseAttempt(1, "n", NOON))


@pytest.mark.parametrize("micros", [0, 1, 999_999])
def test_a_wait_ends_in_a_whole_second_after_the_turn_has_come(micros: int) -> None:
    at = NOON + timedelta(microseconds=micros)

    ends = not_before(at)

    assert ends.endswith("Z")
    ended = datetime.fromisoformat(ends.replace("Z", "+00:00"))
    assert timedelta(seconds=1) <= ended - at <= timedelta(seconds=2)
