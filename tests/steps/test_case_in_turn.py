"""Ten cases an hour: whoever comes too early is told when, and comes again."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.case_opening import SETTLED
from port_out.domain.case_pace import HOUR, INTERVAL, MOST_TURNS, Turn
from port_out.domain.errors import CaseLimitReached, CaseUncertain, SupportPlanMissing
from port_out.domain.life_cycle import State
from port_out.domain.next_step import next_step
from tests.builders import ID, NOON, AWorld
from tests.events.running import swept
from tests.stage import a_world, record_holds
from tests.steps.running import STEP, Killed, mortal

S = State


def after_others(number: int = 10) -> AWorld:
    """A world in which so many others have opened their cases just now."""
    world = a_world(S.OPEN_SUPPORT_CASE)
    for other in range(number):
        world.pace.take(f"po-{other}", world.now(), after=None)
    return world


def run(world: AWorld) -> dict[str, Any]:
    """The step."""
    return STEP[S.OPEN_SUPPORT_CASE](world)


def turn_of(world: AWorld) -> Turn:
    """The turn of the port-out."""
    turn = world.pace.current(ID)
    assert turn is not None
    return turn


def come(world: AWorld) -> None:
    """The Wait state lets time pass until the turn has come."""
    world.now.at = turn_of(world).at


def test_the_tenth_of_an_hour_goes_at_once() -> None:
    world = after_others(9)

    assert run(world)["outcome"] == "opened"


def test_the_eleventh_waits_its_turn_and_everybody_can_see_when_it_is() -> None:
    world = after_others()

    answer = run(world)

    port_out, turn = world.port_outs.get(ID), NOON + HOUR
    assert answer == {
        "outcome": "waits_its_turn",
        "attempt": 1,
        "not_before": "2026-11-23T13:00:01Z",
    }
    assert port_out.state is S.OPEN_SUPPORT_CASE
    assert not world.support.by_id
    assert (next_step(port_out).who, next_step(port_out).by) == ("Connect Port-Out", turn)
    assert "waits its turn to open a case, at about 13:00 UTC" in next_step(port_out).what
    line = world.port_outs.transitions(ID)[-1]
    assert (line.outcome, line.because) == ("noted", S.OPEN_SUPPORT_CASE)
    assert datetime.fromisoformat(line.facts["case_turn_at"]) == turn
    assert record_holds(world)


def test_it_opens_its_case_in_its_turn_and_the_turn_is_forgotten() -> None:
    world = after_others()
    run(world)

    come(world)
    answer = run(world)

    assert answer["outcome"] == "opened"
    assert len(world.support.by_id) == 1
    assert "case_turn_at" not in world.port_outs.get(ID).facts
    assert record_holds(world)


def test_whoever_asks_again_too_early_has_the_same_turn_and_writes_nothing() -> None:
    world = after_others()
    first = run(world)
    lines = world.port_outs.transitions(ID)

    world.now.pass_(minutes=30)
    second = run(world)

    assert second == first
    assert world.port_outs.transitions(ID) == lines


def test_a_step_that_was_killed_after_it_took_its_turn_finds_it() -> None:
    world = mortal(after_others())
    with pytest.raises(Killed):
        run(world)

    world.pace.take("po-next", world.now(), after=None)
    answer = run(world)

    assert answer["not_before"] == "2026-11-23T13:00:01Z"
    assert turn_of(world) == Turn(1, NOON + HOUR)


def test_the_sweep_misses_nobody_before_the_turn_and_an_hour_after_it() -> None:
    world = after_others()
    run(world)

    early = swept(world, NOON + 2 * HOUR - timedelta(seconds=1))
    late = swept(world, NOON + 2 * HOUR)

    assert "overdue" not in early
    assert late["overdue"] == 1


def test_the_limit_of_aws_means_another_turn_and_everybody_waits_behind_it() -> None:
    world = after_others(0)
    world.support.create_refusal = CaseLimitReached("10 an hour")

    answer = run(world)

    assert answer["outcome"] == "waits_its_turn"
    assert world.fence.current(ID) is None
    assert turn_of(world) == Turn(2, NOON + INTERVAL)
    assert world.pace.take("po-next", NOON, after=None).at == NOON + 2 * INTERVAL
    world.support.create_refusal = None
    come(world)
    assert run(world)["outcome"] == "opened"


def test_after_a_day_of_refusals_a_person_opens_the_case() -> None:
    world = after_others(0)
    world.support.create_refusal = CaseLimitReached("10 an hour")

    outcomes = []
    while "manual" not in outcomes:
        outcomes.append(run(world)["outcome"])
        come(world)

    assert outcomes == ["waits_its_turn"] * (MOST_TURNS - 1) + ["manual"]
    facts = world.port_outs.get(ID).facts
    assert facts["manual_reason"] == "CaseLimitReached"
    assert "case_turn_at" not in facts


def test_a_second_attempt_takes_a_turn_of_its_own() -> None:
    world = after_others(0)
    world.support.create_refusal = CaseUncertain("CreateCase: ReadTimeoutError")
    with pytest.raises(CaseUncertain):
        run(world)
    assert turn_of(world) == Turn(1, NOON)
    for other in range(9):
        world.pace.take(f"po-{other}", NOON, after=None)

    world.support.create_refusal = None
    world.now.at += SETTLED
    answer = run(world)

    assert answer["outcome"] == "waits_its_turn"
    assert turn_of(world) == Turn(2, NOON + HOUR)
    come(world)
    assert run(world)["outcome"] == "opened"


def test_a_case_that_shows_while_the_second_attempt_waits_is_used_at_once() -> None:
    world = after_others(0)
    world.support.lose_answers, world.support.hidden = 1, 1
    with pytest.raises(CaseUncertain):
        run(world)
    for other in range(9):
        world.pace.take(f"po-{other}", NOON, after=None)
    world.now.at += SETTLED
    waited = run(world)

    answer = run(world)

    assert (waited["outcome"], answer["outcome"]) == ("waits_its_turn", "opened")
    assert len(world.support.by_id) == 1


def test_an_account_without_the_api_waits_for_no_turn() -> None:
    world = after_others()
    world.support.refusal = SupportPlanMissing("basic")

    assert run(world)["outcome"] == "manual"
    assert world.pace.current(ID) is None
