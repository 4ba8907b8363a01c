"""What a person says by a one-time link counts as the carrier's word, and the record names them."""

from typing import Any

import pytest

from port_out.domain.life_cycle import State
from tests.builders import ID, NUMBERS
from tests.events.running import settle
from tests.stage import a_world

S = State
PERSON = "carrier-person:Bo Lindqvist"


@pytest.mark.parametrize(
    ("begins", "type_", "facts", "ends"),
    [
        (S.AWAIT_CARRIER_SUBMISSION, "carrier.submitted", {"pon": "PON-1"}, S.AWAIT_APPROVAL),
        (S.AWAIT_APPROVAL, "carrier.refused", {"code": "PIN_INVALID"}, S.AWAIT_CORRECTION),
        (
            S.AWAIT_PORT_DATE,
            "carrier.confirmed_date",
            {"date": "2026-12-15T10:00:00-08:00", "time_zone": "America/Los_Angeles"},
            S.AWAIT_COMPLETION,
        ),
        (S.AWAIT_COMPLETION, "carrier.completed", {}, S.CONFIRM_DEPARTURE),
        (S.AWAIT_COMPLETION, "carrier.completed", {"numbers": [NUMBERS[0]]}, S.CONFIRM_DEPARTURE),
    ],
)
def test_a_persons_word_moves_the_port_out_and_the_record_says_whose_it_was(
    begins: State, type_: str, facts: dict[str, Any], ends: State
) -> None:
    world = a_world(begins, waiting=True)

    world.signal(type_, by=PERSON, link="50a26d3680dda4d937cf", **facts)
    settle(world)

    line = world.port_outs.transitions(ID)[-1]
    assert world.port_outs.get(ID).state is ends
    assert (line.by, line.facts["link"]) == (PERSON, "50a26d3680dda4d937cf")
