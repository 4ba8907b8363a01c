"""While the carrier has yet to file, the sweep sees whether the numbers are still there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import (
    AccessRefused,
    PortOutError,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.numbers import Number, NumberOutcome
from port_out.domain.signals import Signal
from tests.builders import ID, INSTANCE, NOON, NUMBERS, AWorld, an_inventory, held
from tests.events.running import begin, settle, swept
from tests.fakes import FakeInbox
from tests.stage import a_world, moved, record_holds
from tests.steps.running import STEP

S = State
WAIT = S.AWAIT_CARRIER_SUBMISSION
OTHER = INSTANCE.replace("1111", "2222")


def waiting(*left: str) -> AWorld:
    """The wait for the carrier has begun, and the instance holds these numbers only."""
    world = a_world(WAIT, waiting=True)
    world.connect.inventories = {INSTANCE: an_inventory(*map(held, left or NUMBERS))}
    return world


def another(world: AWorld, id_: str, instance: str = INSTANCE, number: str = NUMBERS[0]) -> None:
    """One more port-out in the same wait, for this number of this instance."""
    first = world.port_outs.get(ID)
    order = replace(first.order, instance_arn=instance, number_count=1)
    world.port_outs.rows[id_] = replace(first, id=id_, order=order)
    world.port_outs.number_rows[id_] = {number: Number(number)}


def told(world: AWorld, id_: str = ID) -> list[Signal]:
    """What the sweep said of numbers."""
    return [s for s in world.inbox.signals(id_) if s.type == "connect.numbers_changed"]


def test_numbers_that_are_all_there_are_nothing_to_speak_of() -> None:
    world = waiting()

    done = swept(world, NOON)

    assert told(world) == []
    assert not done.get("numbers_gone")
    assert world.functions.settled == []


def test_a_number_that_is_gone_is_said_once_in_a_wait_however_often_the_sweep_runs() -> None:
    world = waiting(*NUMBERS[:2])

    for hours in range(3):
        done = swept(world, NOON + timedelta(hours=hours))

    [signal] = told(world)
    assert done["numbers_gone"] == 1
    assert (signal.by, dict(signal.facts)) == ("Connect Port-Out", {"count": 1})
    assert set(world.functions.settled) == {ID}


def test_what_is_said_makes_the_pack_look_again_and_stop() -> None:
    world = waiting(*NUMBERS[:2])
    swept(world)

    settle(world)

    port_out = world.port_outs.get(ID)
    assert (port_out.state, port_out.last_outcome) == (S.ISSUE_CARRIER_PACK, Outcome.CHANGED)
    assert STEP[S.ISSUE_CARRIER_PACK](world)["outcome"] == "differs"
    [row] = [row for row in world.port_outs.numbers(ID) if row.reason]
    assert (row.number, row.outcome) == (NUMBERS[2], "rejected")
    assert record_holds(world)


def test_a_number_that_came_back_before_anybody_looked_makes_a_new_pack_and_no_stop() -> None:
    world = waiting(*NUMBERS[:2])
    swept(world)
    settle(world)
    world.connect.inventories = {INSTANCE: an_inventory()}

    assert STEP[S.ISSUE_CARRIER_PACK](world)["outcome"] == "issued"

    begin(world, WAIT, "token-2")
    swept(world)
    settle(world)
    assert world.port_outs.get(ID).state is WAIT
    assert len(told(world)) == 1


def test_the_next_wait_speaks_of_what_is_gone_then() -> None:
    world = waiting(*NUMBERS[:2])
    swept(world)
    settle(world)
    world.connect.inventories = {INSTANCE: an_inventory()}
    STEP[S.ISSUE_CARRIER_PACK](world)
    begin(world, WAIT, "token-2")

    world.connect.inventories = {INSTANCE: an_inventory(held(NUMBERS[0]))}
    swept(world)
    settle(world)

    assert [signal.facts["count"] for signal in told(world)] == [1, 2]
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK


@pytest.mark.parametrize("state", sorted(WAITS - {WAIT, S.AWAIT_SECOND_EVIDENCE}))
def test_at_no_other_wait_is_connect_asked(state: State) -> None:
    world = a_world(state, waiting=True)
    world.connect.inventories = {}

    swept(world, NOON)

    assert (world.connect.calls, told(world)) == (0, [])


def test_a_wait_that_has_not_begun_is_not_looked_into() -> None:
    world = a_world(WAIT)

    swept(world, NOON)

    assert world.connect.calls == 0


@pytest.mark.parametrize(
    "fault",
    [AccessRefused("connect"), TemporarilyUnavailable("connect")],
)
def test_a_connect_that_can_not_be_asked_stops_nothing_else(fault: PortOutError) -> None:
    world = waiting(*NUMBERS[:2])
    world.connect.failing = fault

    done = swept(world, NOON + timedelta(days=3))
    assert (done["instances_unreadable"], done["reminder_due"]) == (1, 1)
    assert told(world) == []

    world.connect.failing = None
    swept(world, NOON + timedelta(days=3, hours=1))
    assert len(told(world)) == 1


def test_an_instance_is_asked_once_for_all_of_its_port_outs() -> None:
    world = waiting()
    for number in range(5):
        another(world, f"po-{number}")

    swept(world, NOON)

    assert world.connect.calls == 1


def test_an_instance_that_has_gone_took_all_its_numbers_with_it() -> None:
    world = waiting()
    another(world, "po-other", OTHER)

    swept(world, NOON)

    assert told(world) == []
    assert len(told(world, "po-other")) == 1


def test_only_the_port_out_that_lost_a_number_hears_of_it() -> None:
    world = waiting(*NUMBERS[:2])
    another(world, "po-other", number=NUMBERS[0])

    swept(world, NOON)

    assert (len(told(world)), told(world, "po-other")) == (1, [])


def test_a_number_that_was_removed_is_not_missed() -> None:
    world = waiting(*NUMBERS[:2])
    world.port_outs.set_outcomes(ID, [NUMBERS[2]], NumberOutcome.REMOVED)

    swept(world, NOON)

    assert told(world) == []


class FullFor(FakeInbox):
    """The inbox takes nothing for one port-out."""

    def keep(self, signal: Signal) -> bool:
        if signal.port_out_id == "po-a":
            raise TemporarilyUnavailable("dynamodb: ThrottlingException")
        return super().keep(signal)


def test_the_trouble_of_one_port_out_does_not_hide_the_loss_of_another() -> None:
    world = waiting(*NUMBERS[:2])
    another(world, "po-a", number=NUMBERS[2])
    world.inbox.__class__ = FullFor

    done = swept(world, NOON)

    assert done["left_out"] >= 1
    assert len(told(world)) == 1


def test_a_carrier_that_filed_before_the_loss_was_seen_is_not_called_back() -> None:
    world = waiting(*NUMBERS[:2])
    world.signal("carrier.submitted", "s-0", pon="PON-1")
    world.now.pass_(minutes=1)
    swept(world)

    settle(world)

    assert world.port_outs.get(ID).state is S.AWAIT_APPROVAL
    moved(world, Outcome.APPROVED)
    assert world.port_outs.get(ID).state is S.AWAIT_PORT_DATE
