"""A Support plan that comes, or comes back, is used from the next hour on."""

import pytest

from port_out.domain.errors import AccessRefused, PortOutError, SupportPlanMissing
from port_out.domain.life_cycle import State
from port_out.domain.support_case import message, message_mark
from tests.builders import ID, AWorld
from tests.events.running import post, settle, swept
from tests.stage import a_world, on_a_case, record_holds, texts

KEY = "answer 1"
TEXT = message(ID, KEY, "Yes, all of them.")
NO_API = [SupportPlanMissing("basic"), AccessRefused("denied")]


def by_hand() -> tuple[AWorld, str]:
    """A port-out whose case a person opened and registered, with an answer to be posted."""
    world = a_world(State.AWAIT_APPROVAL, waiting=True)
    case_id = on_a_case(world)
    seen = world.support.by_id[case_id].seen
    world.port_outs.change(world.port_outs.get(ID), facts={"display_id": seen.display_id})
    world.outbox.write(ID, KEY, TEXT)
    return world, case_id


def an_hour(world: AWorld) -> None:
    """A sweep and whatever it sets going."""
    world.now.pass_(hours=1)
    swept(world)
    settle(world)
    post(world)


@pytest.mark.parametrize("refusal", NO_API)
def test_without_the_api_texts_stay_pending_and_nothing_breaks(refusal: PortOutError) -> None:
    world, case_id = by_hand()
    world.support.refusal = refusal

    for _ in range(3):
        an_hour(world)

    world.support.refusal = None
    assert world.outbox.pending(ID) == [(KEY, TEXT)]
    assert TEXT not in texts(world, case_id)
    assert record_holds(world)


@pytest.mark.parametrize("refusal", NO_API)
def test_with_the_plan_the_case_is_found_read_and_answered(refusal: PortOutError) -> None:
    world, case_id = by_hand()
    world.support.refusal = refusal
    said = world.support.write(case_id, "Please tell us the Region.")
    an_hour(world)

    world.support.refusal = None
    an_hour(world)

    known = world.port_outs.get(ID).facts
    assert known["case_id"] == case_id
    assert said.id in {one.id for one in world.inbox.communications(ID)}
    assert world.outbox.pending(ID) == []
    assert texts(world, case_id).count(TEXT) == 1


def test_what_a_person_has_pasted_meanwhile_is_not_posted_again() -> None:
    world, case_id = by_hand()
    world.support.write(case_id, f"Hello,\n{TEXT}", by="Ana (operator)")

    an_hour(world)

    posted = [text for text in texts(world, case_id) if message_mark(ID, KEY) in text]
    assert len(posted) == 1
    assert world.outbox.pending(ID) == []


@pytest.mark.parametrize("refusal", NO_API)
def test_a_plan_that_is_lost_and_comes_back_loses_no_text(refusal: PortOutError) -> None:
    world, case_id = by_hand()
    an_hour(world)
    later = message(ID, "answer 2", "No.")
    world.outbox.write(ID, "answer 2", later)
    world.support.refusal = refusal
    an_hour(world)
    shown = world.outbox.pending(ID)

    world.support.refusal = None
    an_hour(world)

    assert shown == [("answer 2", later)]
    assert texts(world, case_id).count(later) == 1
