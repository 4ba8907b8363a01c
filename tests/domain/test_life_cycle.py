"""The record's life cycle and the state machine are two views of one process."""

import inspect

import pytest

from port_out.domain import errors
from port_out.domain.errors import PortOutError
from port_out.domain.fact_forms import IDENTITY_FIELDS
from port_out.domain.life_cycle import ENDS, FINAL, NEXT, STEPS, WAITS, Outcome, State
from port_out.domain.order import Identity
from tests.domain.machine_file import STATES, after

WAYS = [(state, outcome) for state, ways in NEXT.items() for outcome in ways]


@pytest.mark.parametrize(("state", "outcome"), WAYS, ids=lambda value: str(value))
def test_the_state_machine_goes_where_the_record_says(state: State, outcome: Outcome) -> None:
    went_to = after(state, outcome)

    assert went_to == NEXT[state][outcome]


@pytest.mark.parametrize("state", sorted(WAITS))
def test_an_outcome_that_no_state_ends_with_fails_on_record(state: State) -> None:
    assert after(state, "nonsense") == "Record Failure"


def test_every_state_of_the_record_is_in_the_state_machine_and_the_reverse() -> None:
    drawn = {name for name, state in STATES.items() if state["Type"] not in ("Choice", "Wait")}

    assert drawn - {"Record Failure"} == set(State)


def test_a_port_out_that_waits_its_turn_stays_in_its_state_and_asks_again() -> None:
    outcome, pause = Outcome.WAITS_ITS_TURN, "Case Comes In Turn"

    assert after(State.OPEN_SUPPORT_CASE, outcome) == pause
    assert STATES[pause]["Next"] == State.OPEN_SUPPORT_CASE
    assert not any(outcome in ways for ways in NEXT.values())


def test_waits_are_waits_steps_are_steps_and_ends_are_ends_in_both() -> None:
    waits = {n for n, s in STATES.items() if "waitForTaskToken" in str(s.get("Resource"))}
    ends = {n for n, s in STATES.items() if s["Type"] in ("Succeed", "Fail")}

    assert waits == WAITS
    assert ends == ENDS
    assert set(STATES) - waits - ends >= STEPS


def test_every_wait_gives_its_own_name_to_the_step_that_begins_it() -> None:
    for name in WAITS:
        payload = STATES[name]["Parameters"]["Payload"]
        assert payload["wait.$"] == "$$.State.Name"


def test_nothing_leaves_an_end_and_only_a_failure_is_not_final() -> None:
    assert all(NEXT[end] == {} for end in ENDS)
    assert {State.FAILED} == ENDS - FINAL
    assert set(State) == WAITS | STEPS | ENDS


def _named_errors() -> set[str]:
    rules = [r for s in STATES.values() for r in s.get("Retry", []) + s.get("Catch", [])]
    return {name for rule in rules for name in rule["ErrorEquals"]}


def test_every_error_that_the_state_machine_names_exists() -> None:
    ours = {
        name
        for name, found in inspect.getmembers(errors, inspect.isclass)
        if issubclass(found, PortOutError)
    }
    foreign = {name for name in _named_errors() if name.startswith(("States.", "Lambda."))}

    assert _named_errors() - foreign <= ours
    assert {"TemporarilyUnavailable", "CaseUncertain"} <= _named_errors()


def test_the_state_machine_asks_for_no_outcome_that_the_record_does_not_know() -> None:
    asked = {rule["StringEquals"] for s in STATES.values() for rule in s.get("Choices", ())}

    assert asked - set(State) <= set(Outcome)


def test_a_port_out_that_is_taken_up_again_comes_to_every_state_that_is_no_end() -> None:
    ways = {rule["StringEquals"]: rule["Next"] for rule in STATES["Owned By Us?"]["Choices"]}
    again = {said: to for said, to in ways.items() if said in set(State)}

    others = (STEPS | WAITS) - {State.CONFIRM_OWNERSHIP}
    assert again == {str(state): str(state) for state in others}


def test_a_correction_can_name_exactly_the_fields_of_the_identity() -> None:
    assert set(IDENTITY_FIELDS) == set(Identity.__dataclass_fields__)


def test_a_refusal_leads_to_a_correction_from_every_stage_but_the_correction_itself() -> None:
    stages = (
        State.AWAIT_SUPPORT_GO_AHEAD,
        State.AWAIT_CARRIER_SUBMISSION,
        State.AWAIT_APPROVAL,
        State.AWAIT_PORT_DATE,
        State.AWAIT_COMPLETION,
    )

    assert {NEXT[stage].get(Outcome.REFUSED) for stage in stages} == {State.AWAIT_CORRECTION}
    assert Outcome.REFUSED not in NEXT[State.AWAIT_CORRECTION]
