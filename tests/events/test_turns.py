"""Once an hour the program says whose turn it is, what is overdue, and that the records hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.overdue import is_overdue
from port_out.domain.patience import PATIENCE
from port_out.events.case_reading import alone
from port_out.events.turns import in_turn
from port_out.observability import metrics
from tests.builders import ID, NOON, AWorld
from tests.events.running import swept
from tests.fakes import FakeFunctions
from tests.stage import a_world

S = State
WHOSE = {
    S.AWAIT_CORRECTION: "DaysOnOperator",
    S.AWAIT_APPROVAL: "DaysOnSupport",
    S.AWAIT_PORT_DATE: "DaysOnCarrier",
}


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """No count is left over from another test, and none for the next."""
    metrics().clear_metrics()
    yield
    metrics().clear_metrics()


def counted() -> dict[str, Any]:
    """The values of each metric."""
    return {name: each["Value"] for name, each in metrics().metric_set.items()}


def reminded(state: State, times: int) -> AWorld:
    """A world whose port-out has been reminded this often in its wait."""
    world = a_world(state, waiting=True)
    world.port_outs.change(world.port_outs.get(ID), reminders=times)
    return world


@pytest.mark.parametrize(("state", "metric"), WHOSE.items())
def test_the_sweep_tells_for_how_many_days_whose_turn_it_is(state: State, metric: str) -> None:
    world = a_world(state, waiting=True)
    since = world.port_outs.get(ID).since

    swept(world, since + timedelta(days=1, hours=12))

    assert counted()[metric] == [1.5]
    assert set(WHOSE.values()) & set(counted()) == {metric}


@pytest.mark.parametrize("state", sorted(WAITS))
def test_a_wait_whose_next_clock_is_its_last_is_overdue(state: State) -> None:
    last = PATIENCE[state].reminders
    port_out = reminded(state, last).port_outs.get(ID)

    assert is_overdue(port_out)
    assert not is_overdue(replace(port_out, reminders=0))
    assert not is_overdue(replace(port_out, waiting=False))


def test_an_agreed_date_that_passed_unsaid_is_overdue_at_once() -> None:
    late = reminded(S.AWAIT_COMPLETION, 1).port_outs.get(ID)
    patient = reminded(S.AWAIT_APPROVAL, 1).port_outs.get(ID)

    assert is_overdue(late)
    assert not is_overdue(patient)


def test_the_sweep_counts_what_is_overdue() -> None:
    world = reminded(S.AWAIT_APPROVAL, PATIENCE[S.AWAIT_APPROVAL].reminders)

    swept(world, world.port_outs.get(ID).due_at - timedelta(hours=1))

    assert counted()["PortOutOverdue"] == [1.0]


def test_what_the_sweep_has_to_leave_out_rings_like_what_is_overdue() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.functions = Refusing()
    world.signal("operator.answered", "s-1", text="hello")

    done = swept(world)

    assert done["left_out"] == 1
    assert counted()["PortOutOverdue"] == [1.0]


def test_what_somebody_else_has_moved_meanwhile_rings_nothing() -> None:
    done: Counter[str] = Counter()
    with alone(a_world(S.AWAIT_APPROVAL).port_outs.get(ID), done):
        raise RecordMoved("somebody was faster")

    assert done["left_out"] == 1
    assert "PortOutOverdue" not in counted()


class Refusing(FakeFunctions):
    """Lambda refuses every call."""

    def settle(self, port_out_id: str) -> None:
        raise TemporarilyUnavailable("lambda: TooManyRequestsException")


def test_a_record_that_was_changed_behind_our_back_is_found() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    lines = world.port_outs.lines[ID]
    lines[1] = lines[1].replace("confirmed", "rejected")

    done = swept(world)

    assert done["records_broken"] == 1
    assert counted()["ChainBroken"] == [1.0]


def test_a_record_that_holds_is_no_news() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)

    done = swept(world)

    assert "records_broken" not in done
    assert "ChainBroken" not in counted()


def test_every_open_record_has_its_turn_and_one_an_hour() -> None:
    one = a_world(S.AWAIT_APPROVAL, waiting=True).port_outs.get(ID)
    waiting = [replace(one, id=f"po-{number}") for number in range(5)]

    turns = [in_turn(waiting, NOON + timedelta(hours=hour)) for hour in range(5)]

    assert sorted(port_out.id for (port_out,) in turns) == [each.id for each in waiting]
    assert in_turn([], NOON) == []
