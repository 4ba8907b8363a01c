"""The sweep on the day before the port, on its day, and after the grace."""

from datetime import datetime
from typing import Any

from port_out.domain.clock import CARRIER_GRACE
from port_out.domain.life_cycle import State
from port_out.domain.next_step import next_step
from port_out.domain.port_out import PortOut
from tests.builders import ID, NOON, AWorld
from tests.events.running import begin, settle, swept
from tests.stage import a_world, record_holds

WAIT = State.AWAIT_COMPLETION
DATE = "2026-12-15T10:00:00-08:00"  # a Tuesday
DAY_BEFORE, DAY = "2026-12-14T12:00:00+00:00", "2026-12-15T12:00:00+00:00"


def awaiting() -> AWorld:
    """The wait for the port has begun."""
    world = a_world(WAIT, port_date=DATE)
    begin(world, WAIT, "token-2")
    return world


def swept_as_of(world: AWorld, moment: str) -> PortOut:
    """The sweep of then and what it leads to."""
    swept(world, datetime.fromisoformat(moment))
    settle(world)
    return world.port_outs.get(ID)


def days_on_record(world: AWorld) -> list[dict[str, Any]]:
    """What is on record of the days of the port."""
    lines = world.port_outs.transitions(ID)
    days = ("clock.port_day_before", "clock.port_day")
    return [dict(line.facts) for line in lines if line.facts.get("signal") in days]


def test_each_day_is_on_record_once_with_the_calls_of_the_week() -> None:
    world = awaiting()
    world.traffic.count = 40

    for moment in ("2026-12-11T12:00:00+00:00", DAY_BEFORE, DAY_BEFORE, DAY, DAY):
        port_out = swept_as_of(world, moment)

    found = days_on_record(world)
    assert [facts["signal"] for facts in found] == ["clock.port_day_before", "clock.port_day"]
    assert [facts["traffic"]["read_at"] for facts in found] == [DAY_BEFORE, DAY]
    assert port_out.facts["traffic"]["calls"] == 40
    assert len(world.traffic.asked) == 2
    assert (port_out.state, port_out.reminders) == (WAIT, 0)
    assert record_holds(world)


def test_calls_of_seven_days_are_asked_for_the_instance_of_the_order() -> None:
    world = awaiting()

    swept_as_of(world, DAY_BEFORE)

    [(instance, since, until)] = world.traffic.asked
    assert world.order.instance_arn.endswith(instance)
    assert ((until - since).days, until.isoformat()) == (7, DAY_BEFORE)


def test_traffic_that_can_not_be_read_holds_nothing_up() -> None:
    world = awaiting()
    world.traffic.count = None

    port_out = swept_as_of(world, DAY_BEFORE)

    assert port_out.facts["traffic"]["calls"] is None
    assert len(days_on_record(world)) == 1


def test_after_the_grace_the_operator_is_asked_what_became_of_the_port() -> None:
    world = awaiting()
    over = datetime.fromisoformat(DATE) + CARRIER_GRACE

    inside = swept_as_of(world, "2026-12-25T17:59:59+00:00")
    after = swept_as_of(world, over.isoformat())

    assert next_step(inside).who == "winning carrier"
    assert next_step(after).who == "operator"
    assert "carrier.completed, carrier.changed_date" in next_step(after).what
    assert (after.state, after.reminders) == (WAIT, 1)


def test_the_grace_begins_when_the_window_ends() -> None:
    world = a_world(WAIT, port_date=DATE, port_until="2026-12-16T18:00:00-08:00")

    begin(world, WAIT, "token-2")

    ends = datetime.fromisoformat("2026-12-16T18:00:00-08:00")
    assert world.port_outs.get(ID).due_at == ends + CARRIER_GRACE
    assert world.now() >= NOON
