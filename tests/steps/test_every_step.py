"""What holds for every step: it may run again, it may be killed, it is where it thinks it is."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.errors import AccessRefused, PortOutNotFound, RecordMoved, StaleStep
from port_out.domain.life_cycle import NEXT, STEPS, Outcome, State
from port_out.steps.record_failure import error_name, record_failure
from tests.builders import ID, AWorld
from tests.stage import WAY, a_world, on_a_case, record_holds, texts
from tests.steps.running import STEP, Killed, mortal

S = State


def ready(state: State) -> AWorld:
    """A world in which the step of this state has its work to do."""
    world = a_world(state)
    if state in (S.CONFIRM_DEPARTURE, S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT):
        on_a_case(world)
    return world


def effects(world: AWorld) -> tuple[Any, ...]:
    """All that a step may have done to the outside."""
    cases = {id_: (case.seen, texts(world, id_)) for id_, case in world.support.by_id.items()}
    return cases, world.documents.list(ID), dict(world.locks.held), world.port_outs.numbers(ID)


def test_there_is_a_step_for_every_state_that_is_one() -> None:
    assert set(STEP) == STEPS


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_step_that_runs_twice_records_once_and_answers_the_same(state: State) -> None:
    world = ready(state)

    first = STEP[state](world)
    done, lines = effects(world), world.port_outs.transitions(ID)
    second = STEP[state](world)

    assert second == first
    assert effects(world) == done
    assert world.port_outs.transitions(ID) == lines
    assert record_holds(world)


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_step_leaves_by_a_way_of_the_process(state: State) -> None:
    world = ready(state)

    answer = STEP[state](world)

    line = world.port_outs.transitions(ID)[-1]
    assert line.came_from == state
    assert line.went_to == NEXT[state][Outcome(line.outcome)]
    said = {name: value for name, value in answer.items() if name != "not_before"}
    assert said == {"outcome": line.outcome, "attempt": 1}
    assert (line.by, line.because) == ("Connect Port-Out", state)


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_step_that_was_killed_before_its_record_does_nothing_double(state: State) -> None:
    untouched, world = ready(state), mortal(ready(state))
    expected = STEP[state](untouched)

    with pytest.raises(Killed):
        STEP[state](world)
    world.now.pass_(seconds=30)
    answer = STEP[state](world)

    assert answer["outcome"] == expected["outcome"]
    assert len(world.support.by_id) == len(untouched.support.by_id)
    assert [texts(world, c) for c in world.support.by_id] == [
        texts(untouched, c) for c in untouched.support.by_id
    ]
    assert [d.name for d in world.documents.list(ID)] == [
        d.name for d in untouched.documents.list(ID)
    ]
    assert record_holds(world)


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_step_that_lost_the_race_to_itself_records_nothing(state: State) -> None:
    world = ready(state)
    before = world.port_outs.get(ID)

    STEP[state](world)
    after = world.port_outs.get(ID)
    with pytest.raises(RecordMoved):
        world.port_outs.record(before, replace(after), world.port_outs.transitions(ID)[-1])

    assert record_holds(world)


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_step_of_another_state_does_nothing(state: State) -> None:
    for elsewhere in set(WAY) - {state}:
        world = a_world(elsewhere)
        if world.port_outs.get(ID).came_from == state:
            continue
        done = effects(world)

        with pytest.raises(StaleStep):
            STEP[state](world)

        assert effects(world) == done


@pytest.mark.parametrize("state", sorted(STEP))
def test_a_port_out_that_nobody_requested_is_not_found(state: State) -> None:
    world = AWorld()
    world.port_outs.rows.clear()

    with pytest.raises(PortOutNotFound):
        STEP[state](world)


def fail(world: AWorld, error: str) -> dict[str, Any]:
    """What Record Failure does."""
    return record_failure(
        ID,
        error,
        port_outs=world.port_outs,
        secrets=world.secrets,
        functions=world.functions,
        now=world.now,
    )


@pytest.mark.parametrize("state", sorted(STEPS | {S.FAILED}))
def test_what_aws_gave_to_a_port_out_that_fails_is_forgotten(state: State) -> None:
    world = a_world(state)
    world.secrets.kept[ID] = {"said-1": []}

    fail(world, "AccessRefused")

    assert world.secrets.kept == {}


def test_a_failure_is_on_record_although_what_aws_gave_can_not_be_deleted_now() -> None:
    world = a_world(S.ISSUE_CARRIER_PACK)
    world.secrets.kept[ID] = {"said-1": []}
    world.secrets.failing = AccessRefused("ssm refused DeleteParameters")

    fail(world, "AccessRefused")

    assert world.port_outs.get(ID).state is S.FAILED
    assert world.secrets.kept


@pytest.mark.parametrize("state", sorted(set(WAY)))
def test_a_failure_is_recorded_once_and_an_end_stays_as_it_ended(state: State) -> None:
    world = a_world(state)
    ended = not NEXT[state]

    first = fail(world, "AccessRefused")
    second = fail(world, "StepFailed")

    port_out = world.port_outs.get(ID)
    assert first == second
    assert port_out.state is (state if ended else S.FAILED)
    assert ended or port_out.facts["failed_with"] == "AccessRefused"
    assert ended or port_out.facts["failed_in"] == state
    assert record_holds(world)


def test_the_name_of_an_error_is_on_record_and_its_cause_is_not() -> None:
    caught = {"error": {"Error": "StepFailed", "Cause": '{"errorMessage": "secret"}'}}

    assert error_name(caught) == "StepFailed"
    assert error_name({"port_out_id": ID}) == "UnknownOutcome"


@pytest.mark.parametrize(
    ("state", "ends"),
    [(S.CLOSE_SUPPORT_CASE, S.COMPLETED), (S.CANCEL_PORT_OUT, S.CANCELLED)],
)
def test_what_has_ended_stays_so_where_nobody_can_be_told_at_once(
    state: State, ends: State
) -> None:
    world = a_world(state)
    on_a_case(world)
    world.functions.failing = AccessRefused("lambda refused Invoke")

    STEP[state](world)

    assert world.port_outs.get(ID).state is ends
