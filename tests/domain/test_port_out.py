"""How a port-out moves: one version, one line, one way at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import IllegalTransition, StaleStep
from port_out.domain.life_cycle import DONE, ENDS, FINAL, NEXT, WAITS, Outcome, State
from port_out.domain.port_out import (
    BACKSTOP,
    PortOut,
    Release,
    advance,
    merged,
    note,
    requested,
    result_of,
)
from port_out.domain.record import breaks_in
from tests.builders import ID, NOON, OPERATOR, an_order
from tests.domain.samples import a_port_out

S = State
WAYS = [(state, outcome) for state, ways in NEXT.items() for outcome in ways]
LATER = NOON + timedelta(hours=2)


def moved(port_out: PortOut, outcome: Outcome) -> PortOut:
    """The port-out after it left its state with this outcome."""
    return advance(port_out, outcome, at=LATER, by="me", because="test")[0]


def test_a_new_port_out_is_the_first_line_of_its_record() -> None:
    port_out, line = requested(ID, an_order(), at=NOON, by=OPERATOR, facts={"numbers": 3})

    assert (port_out.version, port_out.state) == (1, S.CONFIRM_OWNERSHIP)
    assert port_out.last_hash == line.hash
    assert breaks_in([line], last_hash=port_out.last_hash) == []
    assert port_out.due_at == NOON + BACKSTOP


@pytest.mark.parametrize(("state", "outcome"), WAYS)
def test_every_way_takes_one_version_and_one_line(state: State, outcome: Outcome) -> None:
    before = a_port_out(state, waiting=state in WAITS, reminders=2)

    after, line = advance(before, outcome, at=LATER, by="me", because="test", facts={"a": 1})

    assert after.state is NEXT[state][outcome]
    assert after.version == line.sequence == after.entered_version == before.version + 1
    assert (line.came_from, line.went_to, line.outcome) == (state, after.state, outcome)
    assert (line.previous_hash, after.last_hash) == (before.last_hash, line.hash)
    assert (after.waiting, after.reminders, after.since) == (False, 0, LATER)
    assert after.attempt == before.attempt + (outcome is Outcome.CORRECTED)


@pytest.mark.parametrize(("state", "outcome"), WAYS)
def test_a_wait_that_is_left_has_a_release_and_a_step_has_none(
    state: State, outcome: Outcome
) -> None:
    after = moved(a_port_out(state), outcome)

    if state in WAITS:
        assert after.release == Release(outcome, after.attempt)
        assert not after.release.delivered, "so that the sweep looks at it"
    else:
        assert after.release is None
    assert after.due_at == LATER + BACKSTOP


@pytest.mark.parametrize("state", sorted(State))
def test_the_process_has_no_other_ways(state: State) -> None:
    for outcome in set(Outcome) - set(NEXT[state]) - {Outcome.FAILED}:
        with pytest.raises(IllegalTransition):
            moved(a_port_out(state), outcome)


@pytest.mark.parametrize("state", sorted(State))
def test_every_open_port_out_can_fail_and_no_ended_one(state: State) -> None:
    if state in ENDS:
        with pytest.raises(IllegalTransition):
            moved(a_port_out(state), Outcome.FAILED)
    else:
        failed = moved(a_port_out(state), Outcome.FAILED)
        assert (failed.state, failed.release) == (S.FAILED, None)
        assert not failed.is_over, "its numbers stay reserved"


def test_a_note_is_a_line_that_moves_nothing() -> None:
    before = a_port_out(S.AWAIT_APPROVAL, waiting=True)

    after, line = note(before, at=LATER, by="me", because="s-1", facts={}, learned={"a": 1})

    assert after == replace(before, version=line.sequence, last_hash=line.hash, facts={"a": 1})
    assert (line.came_from, line.went_to, line.outcome) == (before.state, before.state, "noted")


@pytest.mark.parametrize("state", sorted(DONE))
def test_late_news_goes_on_the_record_of_what_is_completed(state: State) -> None:
    after, line = note(a_port_out(state), at=LATER, by="me", because="s-1", facts={})

    assert (after.state, after.version) == (state, line.sequence)


@pytest.mark.parametrize("state", sorted(FINAL - DONE))
def test_nothing_is_noted_after_another_end(state: State) -> None:
    with pytest.raises(IllegalTransition):
        note(a_port_out(state), at=LATER, by="me", because="s-1", facts={})


def test_a_step_that_runs_again_finds_its_answer_and_a_lost_one_is_refused() -> None:
    there = a_port_out(S.ASSEMBLE_EVIDENCE)
    after = moved(there, Outcome.READY)

    assert result_of(there, S.ASSEMBLE_EVIDENCE) is None
    assert result_of(after, S.ASSEMBLE_EVIDENCE) == {"outcome": "ready", "attempt": 1}
    with pytest.raises(StaleStep):
        result_of(after, S.ISSUE_CARRIER_PACK)


def test_what_is_learned_as_nothing_is_forgotten() -> None:
    assert merged({"a": 1, "b": 2}, {"b": None, "c": 3, "d": None}) == {"a": 1, "c": 3}
