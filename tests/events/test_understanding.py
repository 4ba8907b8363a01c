"""Texts of AWS Support whose meaning is certain move by themselves; others wait for a person."""

import pytest

from port_out.domain.life_cycle import State
from tests.builders import ID, AWorld, an_order
from tests.events.running import happened, settle
from tests.stage import a_world, on_a_case, record_holds

S = State
GO_AHEAD = "Hello,\n\nplease begin the process with your winning carrier.\n\nBest regards,\nAna"
REFUSAL = "We have rejected the port request because the account number is missing."


def written(
    text: str, state: State = S.AWAIT_SUPPORT_GO_AHEAD, world: AWorld | None = None
) -> AWorld:
    """AWS writes this text on the case of a port-out that stands in this wait."""
    world = world or a_world(state, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, text)
    happened(world, "AddCommunicationToCase", case_id, origin="AWS")
    settle(world)
    return world


def test_a_certain_go_ahead_moves_the_port_out_and_the_record_says_by_which_rule() -> None:
    world = written(GO_AHEAD)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.ISSUE_CARRIER_PACK
    assert "to_decide" not in port_out.facts
    line = world.port_outs.transitions(ID)[-1]
    assert (line.by, line.facts["signal"]) == ("AWS Support", "support.wrote")
    assert line.facts["means"] == "support.gave_go_ahead"
    assert line.facts["rules"]
    assert record_holds(world)


@pytest.mark.parametrize(
    "text",
    [
        "Once the carrier has confirmed, please begin the process with your winning carrier.",
        "Please do not begin the process with your winning carrier.",
        "On Monday you wrote:\n" + "\n".join(f"> {line}" for line in GO_AHEAD.splitlines()),
        f"{GO_AHEAD}\nHowever, one of the numbers is locked.",
        "Bitte beginnen Sie mit dem neuen Anbieter.",
    ],
)
def test_what_is_conditional_denied_quoted_mixed_or_foreign_waits_for_a_person(text: str) -> None:
    world = written(text)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_SUPPORT_GO_AHEAD
    assert len(port_out.facts["to_decide"]) == 1


def test_a_go_ahead_in_a_later_wait_moves_nothing_by_itself() -> None:
    world = written(GO_AHEAD, S.AWAIT_APPROVAL)

    assert world.port_outs.get(ID).state is S.AWAIT_APPROVAL


def test_small_talk_needs_no_decision() -> None:
    world = written("Hello, thank you for contacting us. We are looking into it.")

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_SUPPORT_GO_AHEAD
    assert "to_decide" not in port_out.facts
    assert world.port_outs.transitions(ID)[-1].facts["means"] == "nothing"


def test_while_a_text_waits_for_a_person_the_next_waits_too() -> None:
    world = written("Something unclear about your carrier.")

    world.now.pass_(minutes=1)
    world = written(GO_AHEAD, world=world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_SUPPORT_GO_AHEAD
    assert len(port_out.facts["to_decide"]) == 2


def test_where_the_case_is_not_in_english_a_person_reads() -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True)
    before = world.port_outs.get(ID)
    world.port_outs.change(before, order=an_order(contact_language="es"))

    written(GO_AHEAD, world=world)

    assert world.port_outs.get(ID).state is S.AWAIT_SUPPORT_GO_AHEAD


def test_the_same_text_told_twice_moves_once() -> None:
    world = written(GO_AHEAD)
    before = len(world.port_outs.transitions(ID))

    case_id = str(world.port_outs.get(ID).facts["case_id"])
    happened(world, "AddCommunicationToCase", case_id, origin="AWS")
    settle(world)

    assert len(world.port_outs.transitions(ID)) == before
