"""A port-out that stopped is taken up where it stood, with its case, its numbers and its record."""

from dataclasses import replace

import pytest

from port_out.domain.life_cycle import ENDS, FINAL, STEPS, WAITS, Outcome, State
from port_out.domain.notices import Notice, notice_of
from port_out.domain.port_out import Release, advance
from port_out.domain.record import breaks_in
from port_out.domain.restart import is_restarted, may_restart, restarted, run_name
from tests.builders import NOON, OPERATOR
from tests.domain.samples import a_port_out

S = State


@pytest.mark.parametrize("state", sorted(STEPS | WAITS))
def test_it_goes_on_in_the_state_in_which_it_failed(state: State) -> None:
    stood = a_port_out(state, facts={"case_id": "case-1"}, waiting=state in WAITS, reminders=2)
    learned = {"failed_with": "Boom", "failed_in": str(state), "failed_from": stood.came_from}
    failed, line = advance(
        stood, Outcome.FAILED, at=NOON, by="p", because="Record Failure", learned=learned
    )

    again, further = restarted(failed, at=NOON, by=OPERATOR)

    assert (again.state, again.attempt, again.facts["case_id"]) == (state, stood.attempt, "case-1")
    assert (again.waiting, again.release, again.reminders) == (False, None, 0)
    assert (further.came_from, further.went_to) == (S.FAILED, state)
    assert (further.by, further.because) == (OPERATOR, "operator.restarted")
    assert (again.came_from, "failed_in" in again.facts) == (stood.came_from, False)
    assert further.previous_hash == line.hash
    assert not any("was changed" in each for each in breaks_in([further]))


def test_every_run_has_a_name_of_its_own() -> None:
    first = a_port_out(S.AWAIT_APPROVAL)

    second, _ = restarted(first, at=NOON, by=OPERATOR)
    third, _ = restarted(second, at=NOON, by=OPERATOR)

    names = [first.id, f"{first.id}-r2", f"{first.id}-r3"]
    assert [run_name(each) for each in (first, second, third)] == names


def test_what_a_wait_was_left_with_is_not_told_to_an_execution_that_is_gone() -> None:
    stopped = a_port_out(S.AWAIT_APPROVAL, release=Release(Outcome.SUBMITTED, 1))

    again, _ = restarted(stopped, at=NOON, by=OPERATOR)

    assert (again.state, again.release) == (S.AWAIT_APPROVAL, None)


def test_it_counts_as_restarted_until_it_leaves_the_state() -> None:
    again, _ = restarted(a_port_out(S.AWAIT_APPROVAL), at=NOON, by=OPERATOR)

    moved, _ = advance(again, Outcome.APPROVED, at=NOON, by="p", because="s")

    assert (is_restarted(again), is_restarted(moved)) == (True, False)


@pytest.mark.parametrize("state", sorted(ENDS))
def test_an_end_that_is_final_is_not_restarted(state: State) -> None:
    assert may_restart(replace(a_port_out(S.AWAIT_APPROVAL), state=state)) is (state not in FINAL)


def test_a_notice_names_the_execution_that_it_came_from() -> None:
    again, _ = restarted(a_port_out(S.AWAIT_APPROVAL), at=NOON, by=OPERATOR)
    moved, line = advance(again, Outcome.APPROVED, at=NOON, by="p", because="s")

    notice = notice_of(again, moved, line)

    assert notice is not None
    assert Notice.from_data(notice.as_data()).run == f"{again.id}-r2"
