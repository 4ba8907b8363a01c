"""What the console of Step Functions shows by itself of a port-out that waits."""

import pytest

from port_out.domain.life_cycle import WAITS, State
from port_out.domain.next_step import next_step
from tests.builders import ID
from tests.stage import a_world
from tools.machine import states

PERSONAL = ("number", "name", "address", "identity", "pin")
BEFORE_IT_FILES = State.AWAIT_CARRIER_SUBMISSION
"""The one wait in which the operator has something to do before the party that it waits for."""


@pytest.mark.parametrize("state", sorted(WAITS - {BEFORE_IT_FILES}))
def test_the_input_of_a_wait_names_the_party_that_acts(state: State) -> None:
    port_out = a_world(state, waiting=True).port_outs.get(ID)

    told = states()[state]["Parameters"]["Payload"]["who_acts"]

    assert told == next_step(port_out).who


def test_the_carrier_files_whatever_the_operator_must_give_it_before() -> None:
    told = states()[BEFORE_IT_FILES]["Parameters"]["Payload"]["who_acts"]

    assert told == "winning carrier"


@pytest.mark.parametrize("state", sorted(states()))
def test_no_state_is_given_anything_personal(state: str) -> None:
    given = states()[state].get("Parameters", {}).get("Payload", {})

    assert not [key for key in given if any(word in key.lower() for word in PERSONAL)]


@pytest.mark.parametrize("state", sorted(states()))
def test_every_state_but_a_plain_end_says_what_it_is_for(state: str) -> None:
    spec = states()[state]

    assert spec["Type"] == "Succeed" or len(spec["Comment"]) > 20
