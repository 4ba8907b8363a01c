"""A release of a number that a port-out still needs is recorded and told, and no other is."""

from typing import Any

import pytest

from port_out.domain.life_cycle import FINAL, State
from port_out.domain.notices import MANDATORY, NoticeKind
from port_out.domain.numbers import NumberOutcome
from port_out.events.receive_release import receive_release
from port_out.events.record_loss import World, record_loss
from tests.builders import ACCOUNT, ID, NUMBERS, REGION, AWorld
from tests.events.running import settle
from tests.stage import a_world, record_holds
from tests.steps.running import STEP

SOMEBODY = f"arn:aws:sts::{ACCOUNT}:assumed-role/Admin/ana"
NUMBER = NUMBERS[0]
HELD = f"id-{NUMBER[1:]}"
ARN = f"arn:aws:connect:{REGION}:{ACCOUNT}:phone-number/{HELD}"


def released(world: AWorld, given: str = HELD, name: str = "PhoneNumberId", **more: Any) -> None:
    """CloudTrail tells of the call, and every loss that is found is recorded."""
    detail = {
        "eventID": f"event-{given}",
        "eventTime": "2026-11-23T12:00:00Z",
        "userIdentity": {"arn": SOMEBODY},
        "requestParameters": {name: given},
    }
    receive_release(detail | more, port_outs=world.port_outs, functions=world.functions)
    for loss in world.functions.losses:
        told = World(world.port_outs, world.inbox, world.notices, world.functions)
        record_loss(loss, told)


def waiting(state: State = State.AWAIT_APPROVAL, *, is_wait: bool = True) -> AWorld:
    """A port-out that stands there, whose numbers were confirmed."""
    world = a_world(state, waiting=is_wait)
    world.port_outs.know_ids(ID, {f"id-{number[1:]}": number for number in NUMBERS})
    return world


def lost(world: AWorld) -> list[Any]:
    """The notices of lost numbers."""
    kept = [each.notice for each in world.notices.of(ID)]
    return [notice for notice in kept if notice.kind is NoticeKind.NUMBER_LOST]


def test_confirmed_numbers_are_known_by_their_ids_and_others_are_not() -> None:
    world = AWorld()

    STEP[State.CONFIRM_OWNERSHIP](world)

    assert world.port_outs.with_id(HELD) == {ID: NUMBER}
    assert world.port_outs.with_id("id-of-another") == {}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (HELD, "PhoneNumberId"),
        (HELD, "phoneNumberId"),
        (ARN, "PhoneNumberId"),
        (ARN.replace(":", "%3A").replace("/", "%2F"), "PhoneNumberId"),
    ],
)
def test_however_the_id_is_written_the_loss_is_on_record_and_everybody_is_told(
    given: str, name: str
) -> None:
    world = waiting()

    released(world, given, name)
    settle(world)

    line = world.port_outs.transitions(ID)[-1]
    assert (line.by, line.facts["signal"]) == (SOMEBODY, "connect.number_lost")
    assert (line.facts["number"], line.facts["phone_number_id"]) == (NUMBER, HELD)
    assert line.came_from == line.went_to == State.AWAIT_APPROVAL
    record_holds(world)
    (notice,) = lost(world)
    assert notice.kind in MANDATORY
    assert NUMBER not in str(notice.as_data())
    assert (world.functions.settled, world.functions.notified) == ([ID], [ID])


def test_the_same_event_twice_and_more_releases_in_the_hour_tell_once() -> None:
    world = waiting()

    released(world)
    released(world)
    released(world, f"id-{NUMBERS[1][1:]}")
    settle(world)

    signals = [s for s in world.inbox.signals(ID) if s.type == "connect.number_lost"]
    assert [s.facts["number"] for s in signals] == list(NUMBERS[:2])
    assert len(lost(world)) == 1


def test_a_call_that_was_refused_released_nothing() -> None:
    world = waiting()

    released(world, errorCode="AccessDenied")

    assert world.functions.losses == []


def test_a_number_that_is_in_no_port_out_is_nobody_s_loss() -> None:
    world = waiting()

    released(world, "id-of-another")

    assert world.functions.losses == []


@pytest.mark.parametrize("state", sorted(FINAL))
def test_after_the_end_a_release_is_the_account_s_own_business(state: State) -> None:
    world = waiting(state, is_wait=False)

    released(world)

    assert world.functions.losses == []


@pytest.mark.parametrize("state", [State.ASSEMBLE_EVIDENCE, State.FAILED])
def test_while_no_wait_listens_people_are_told_and_the_record_follows(state: State) -> None:
    world = waiting(state, is_wait=False)

    released(world)

    assert len(lost(world)) == 1
    assert [s.used_in for s in world.inbox.signals(ID) if s.type == "connect.number_lost"] == [0]


@pytest.mark.parametrize("outcome", [NumberOutcome.REMOVED, NumberOutcome.REJECTED])
def test_a_number_that_was_taken_out_of_the_order_is_no_loss(outcome: NumberOutcome) -> None:
    world = waiting()
    world.port_outs.set_outcomes(ID, [NUMBER], outcome)

    released(world)

    assert world.functions.losses == []
