"""What the winning carrier wrote waits for the operator, and holds nothing else up."""

from typing import Any

import pytest

from port_out.domain.communications import Communication
from port_out.domain.life_cycle import State
from port_out.domain.next_step import next_step
from port_out.domain.record import timestamp
from port_out.domain.upkeep import owes_an_answer
from tests.builders import ID, NOON, AWorld
from tests.events.running import settle
from tests.events.test_understanding import GO_AHEAD, written
from tests.stage import a_world

S = State
TEXT = "carrier-0123456789abcdef"
DATE = "2026-12-15T10:00:00-08:00"


def carrier_wrote(state: State, **known: Any) -> AWorld:
    """The carrier writes something that nobody can be sure of."""
    world = a_world(state, waiting=True, **known)
    words = Communication(TEXT, "carrier:telnyx", NOON, "There is a date for it.")
    world.inbox.keep_communication(ID, words)
    facts = {"communication": TEXT, "said_at": timestamp(NOON), "key": "2026-11"}
    world.signal("carrier.wrote", by="carrier:telnyx", **facts)
    settle(world)
    return world


def test_a_text_of_the_carrier_moves_nothing_and_the_operator_is_asked() -> None:
    world = carrier_wrote(S.AWAIT_PORT_DATE)
    port_out = world.port_outs.get(ID)

    assert port_out.state is S.AWAIT_PORT_DATE
    assert port_out.facts["to_decide"] == [TEXT]
    assert "the winning carrier's message" in next_step(port_out).what
    assert world.port_outs.transitions(ID)[-1].facts["key"] == "2026-11"


@pytest.mark.parametrize(
    ("means", "facts", "state"),
    [
        ("carrier.confirmed_date", {"date": DATE}, S.AWAIT_COMPLETION),
        ("carrier.refused", {"code": "PIN_INVALID"}, S.AWAIT_CORRECTION),
        ("nothing", {}, S.AWAIT_PORT_DATE),
    ],
)
def test_what_the_operator_decides_counts_and_ends_the_question(
    means: str, facts: dict[str, str], state: State
) -> None:
    world = carrier_wrote(S.AWAIT_PORT_DATE)

    world.signal("operator.decided", communication=TEXT, means=means, **facts)
    settle(world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is state
    assert "to_decide" not in port_out.facts


def test_a_text_of_the_carrier_holds_up_no_text_of_aws_and_no_reminder() -> None:
    world = carrier_wrote(S.AWAIT_SUPPORT_GO_AHEAD)
    assert not owes_an_answer(world.port_outs.get(ID))

    world.now.pass_(minutes=1)
    written(GO_AHEAD, world=world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.ISSUE_CARRIER_PACK
    assert port_out.facts["to_decide"] == [TEXT]


def test_a_text_of_the_carrier_holds_up_no_certain_news_of_the_carrier() -> None:
    world = carrier_wrote(S.AWAIT_PORT_DATE)

    world.now.pass_(days=1)
    world.signal("carrier.confirmed_date", by="carrier:telnyx", date=DATE)
    settle(world)

    assert world.port_outs.get(ID).state is S.AWAIT_COMPLETION
