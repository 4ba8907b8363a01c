"""Marker, right and turn belong to one generation of the case; a double case is told of."""

import logging
from datetime import timedelta

import pytest

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.case_pace import MOST_TURNS, Turn
from port_out.domain.errors import CaseLimitReached
from port_out.one_case import ByHand
from tests.builders import ID, NOON, AWorld
from tests.steps.test_one_case import AN_HOUR, noting, opened


def at_the_limit() -> AWorld:
    """A world in which AWS opens no further case."""
    world, support = noting()
    support.create_refusal = CaseLimitReached("10 an hour")
    return world


def test_a_case_is_looked_for_from_five_minutes_before_its_attempt() -> None:
    world, support = noting()
    world.fence.rows[ID, 2] = CaseAttempt(1, "n", NOON)

    found = world.one_case.opened(world.port_outs.get(ID), 2)

    assert found == []
    assert support.looked_for == [("[po-test follow-up 2]", NOON - timedelta(minutes=5))]


def test_a_refused_follow_up_gives_its_own_right_back_and_takes_its_own_next_turn() -> None:
    world = at_the_limit()
    first = CaseAttempt(1, "first", NOON - AN_HOUR)
    world.fence.rows[ID, 1] = first

    answer = opened(world, generation=2)

    turn = Turn(2, NOON + timedelta(minutes=6))
    assert answer == turn
    assert world.pace.rows == {(ID, 2): turn}
    assert world.fence.rows == {(ID, 1): first}


def test_the_turn_after_a_refusal_comes_six_minutes_after_it_however_old_the_turn_was() -> None:
    world = at_the_limit()
    world.pace.take(ID, NOON, after=None)
    world.now.at += AN_HOUR

    answer = opened(world)

    assert answer == Turn(2, NOON + AN_HOUR + timedelta(minutes=6))


@pytest.mark.parametrize(("may_be_there", "reason"), [(True, "Uncertain"), (False, "LimitReached")])
def test_after_the_last_turn_a_person_hears_whether_there_may_be_a_case(
    may_be_there: bool, reason: str
) -> None:
    world = at_the_limit()
    if may_be_there:
        world.fence.rows[ID, 1] = CaseAttempt(1, "n", NOON - AN_HOUR)
    world.pace.rows[ID, 1] = Turn(MOST_TURNS, NOON)

    answer = opened(world)

    assert answer == ByHand(f"Case{reason}")


def test_a_double_case_is_resolved_and_the_log_names_it(caplog: pytest.LogCaptureFixture) -> None:
    world, support = noting()
    opened(world)
    [case] = support.cases(list(support.by_id))

    with caplog.at_level(logging.ERROR):
        world.one_case.resolve_double(case)

    assert support.by_id[case.case_id].seen.is_resolved
    [line] = [each for each in caplog.records if each.message == "double case resolved"]
    assert vars(line)["case_id"] == case.case_id
