"""What EventBridge says of a case is stored and used; what we say goes onto the case once."""

from typing import Any

import pytest

from port_out.conversation import UNREADABLE
from port_out.domain.errors import AccessRefused, PortOutError, SupportPlanMissing
from port_out.domain.life_cycle import FINAL, STEPS, State
from port_out.store.outbox import LEASE
from tests.builders import ID, AWorld
from tests.events.running import happened, post, settle, swept
from tests.fakes import FakeOutbox
from tests.stage import a_world, on_a_case, record_holds, texts

S = State
WROTE = "AddCommunicationToCase"


def waiting(state: State = S.AWAIT_APPROVAL) -> tuple[AWorld, str]:
    """A world whose port-out waits, and its case."""
    world = a_world(state, waiting=True)
    return world, on_a_case(world)


def stored(world: AWorld) -> list[str]:
    """The types of all stored signals."""
    return [signal.type for signal in world.inbox.signals(ID)]


def test_what_aws_writes_is_a_text_to_decide() -> None:
    world, case_id = waiting()
    said = world.support.write(case_id, "You may begin.")

    happened(world, WROTE, case_id, origin="AWS")
    settle(world)

    assert world.functions.settled == [ID]
    assert world.port_outs.get(ID).facts["to_decide"] == [said.id]
    assert world.port_outs.get(ID).state is S.AWAIT_APPROVAL, "prose moves nothing by itself"


def test_a_doubled_event_and_the_sweep_after_it_change_nothing_more() -> None:
    world, case_id = waiting()
    world.support.write(case_id, "You may begin.")

    for _ in range(3):
        happened(world, WROTE, case_id, origin="AWS")
        settle(world)
    swept(world)

    assert stored(world) == ["support.wrote"]
    assert len(world.inbox.communications(ID)) == 2
    assert record_holds(world)


def test_what_we_wrote_ourselves_is_no_signal() -> None:
    world, case_id = waiting()
    world.support.write(case_id, "From the console.", by="Admin (Role) <ana@example.com>")

    happened(world, WROTE, case_id, origin="CUSTOMER")

    assert stored(world) == []


def test_what_aws_writes_under_another_name_counts_where_the_event_says_so() -> None:
    world, case_id = waiting()
    world.support.write(case_id, "You may begin.", by="Support Engineer")

    happened(world, WROTE, case_id, origin="AWS")

    assert stored(world).count("support.wrote") >= 1


@pytest.mark.parametrize("event", [WROTE, "ResolveCase", "ReopenCase", "CreateCase"])
def test_a_case_that_is_not_ours_changes_nothing(event: str) -> None:
    world, _ = waiting()

    happened(world, event, "case-of-somebody-else", origin="AWS", display_id="555")

    assert stored(world) == []
    assert world.functions.settled == []


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_port_out_that_has_ended_hears_nothing_more(state: State) -> None:
    world = a_world(state)
    case_id = on_a_case(world)
    world.support.write(case_id, "Anything else?")

    happened(world, WROTE, case_id, origin="AWS")
    happened(world, "ResolveCase", case_id)

    assert stored(world) == []


@pytest.mark.parametrize("event", ["CreateCase", "SomethingNew"])
def test_an_event_that_means_nothing_to_us_is_let_go(event: str) -> None:
    world, case_id = waiting()

    happened(world, event, case_id)

    assert stored(world) == []
    assert world.functions.settled == []


def test_a_resolved_case_and_a_reopened_one_are_each_told_once() -> None:
    world, case_id = waiting()

    for event in ("ResolveCase", "ResolveCase", "ReopenCase", "ReopenCase"):
        happened(world, event, case_id)
        settle(world)
        world.now.pass_(minutes=1)

    assert stored(world) == ["support.resolved_case", "support.reopened_case"]
    assert "case_resolved_at" not in world.port_outs.get(ID).facts
    assert world.port_outs.get(ID).state is S.AWAIT_APPROVAL


@pytest.mark.parametrize("state", sorted(STEPS))
def test_a_case_that_our_own_step_resolves_is_no_news(state: State) -> None:
    world = a_world(state)
    case_id = on_a_case(world)

    happened(world, "ResolveCase", case_id)

    assert stored(world) == []


@pytest.mark.parametrize("refusal", [SupportPlanMissing("basic"), AccessRefused("denied")])
def test_a_text_that_the_plan_does_not_let_us_read_is_read_by_a_person(
    refusal: PortOutError,
) -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True, display_id="123")
    world.support.refusal = refusal

    for communication in ("c-1", "c-1", "c-2"):
        happened(
            world,
            WROTE,
            "case-by-hand",
            display_id="123",
            origin="AWS",
            communication_id=communication,
        )
        settle(world)
        world.now.pass_(minutes=1)

    assert stored(world) == ["support.wrote"] * 2
    assert [one.text for one in world.inbox.communications(ID)] == [UNREADABLE] * 2
    assert len(world.port_outs.get(ID).facts["to_decide"]) == 2


def test_what_we_can_not_read_and_did_not_come_from_aws_is_let_go() -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True, display_id="123")
    world.support.refusal = SupportPlanMissing("basic")

    happened(world, WROTE, "case-by-hand", display_id="123", origin="CUSTOMER")

    assert stored(world) == []


def test_an_event_brings_the_id_of_a_case_that_a_person_registered() -> None:
    world, case_id = waiting()
    seen = world.support.by_id[case_id].seen
    before = world.port_outs.get(ID)
    world.port_outs.change(before, facts={"display_id": seen.display_id})

    for _ in range(2):
        happened(world, WROTE, case_id, display_id=seen.display_id, origin="AWS")

    assert world.port_outs.get(ID).facts["case_id"] == case_id
    assert sum(t.facts == {"case_id": case_id} for t in world.port_outs.transitions(ID)) == 1
    assert record_holds(world)


def with_messages(*keys: str) -> tuple[AWorld, str]:
    """A world with pending messages, and its case."""
    world, case_id = waiting()
    for key in keys:
        world.outbox.write(ID, key, f"text of {key} [{ID} {key}]")
    return world, case_id


def test_every_message_goes_onto_the_case_once_and_in_order() -> None:
    world, case_id = with_messages("a", "b")

    for _ in range(3):
        post(world)

    assert texts(world, case_id)[1:] == ["text of a [po-test a]", "text of b [po-test b]"]
    assert world.outbox.pending(ID) == []


class Killed(Exception):
    """The function ended in the middle of its work."""


class DiesBeforeTicking(FakeOutbox):
    """The function is killed after the message is on the case, before it is ticked off."""

    deaths = 1

    def posted(self, port_out_id: str, key: str) -> None:
        if self.deaths:
            self.deaths -= 1
            raise Killed
        super().posted(port_out_id, key)


def test_a_poster_that_was_killed_in_between_posts_nothing_double() -> None:
    world, case_id = with_messages("a", "b")
    world.outbox.__class__ = DiesBeforeTicking

    with pytest.raises(Killed):
        post(world)
    post(world)
    assert texts(world, case_id)[1:] == ["text of a [po-test a]", "text of b [po-test b]"]
    assert [key for key, _ in world.outbox.pending(ID)] == ["a"], "claimed by the one that died"
    world.now.at += LEASE * 2
    post(world)

    assert world.outbox.pending(ID) == []
    assert len(texts(world, case_id)) == 3


def test_two_posters_at_once_post_each_message_once() -> None:
    world, case_id = with_messages("a", "b")
    say = world.support.say

    def say_while_another_runs(*given: Any) -> None:
        world.support.say = say  # type: ignore[method-assign]  # the fake is played otherwise here
        post(world)
        say(*given)

    world.support.say = say_while_another_runs  # type: ignore[method-assign, assignment]  # the fake is played otherwise here
    post(world)

    assert sorted(texts(world, case_id)[1:]) == ["text of a [po-test a]", "text of b [po-test b]"]
    assert world.outbox.pending(ID) == []


@pytest.mark.parametrize("refusal", [SupportPlanMissing("basic"), AccessRefused("denied")])
def test_messages_that_the_api_does_not_take_stay_pending(refusal: PortOutError) -> None:
    world, _ = with_messages("a")
    world.support.refusal = refusal

    post(world)

    assert [key for key, _ in world.outbox.pending(ID)] == ["a"]


def test_without_a_case_messages_wait_for_one() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.outbox.write(ID, "a", "text")

    post(world)
    assert [key for key, _ in world.outbox.pending(ID)] == ["a"]
    case_id = on_a_case(world)
    post(world)

    assert texts(world, case_id)[-1] == "text"
