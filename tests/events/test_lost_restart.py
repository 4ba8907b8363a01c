"""A restart that was cut off between record and start is made whole by the sweep."""

from datetime import timedelta

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.restart import restarted
from tests.builders import ID, OPERATOR, AWorld
from tests.events.running import swept
from tests.stage import a_world

S = State


def cut_off(state: State) -> AWorld:
    """A port-out that is on record as restarted there, and has no execution."""
    world = a_world(state)
    stopped = world.port_outs.get(ID)
    world.port_outs.record(stopped, *restarted(stopped, at=world.now(), by=OPERATOR))
    world.workflow.started = [ID]
    return world


@pytest.mark.parametrize("state", [S.ISSUE_CARRIER_PACK, S.AWAIT_APPROVAL])
def test_the_sweep_starts_what_was_to_be_started(state: State) -> None:
    world = cut_off(state)
    world.now.pass_(hours=2)

    done = swept(world)

    assert done["started"] == 1
    assert world.workflow.started == [ID, f"{ID}-r2"]


def test_one_that_was_started_and_stands_still_is_overdue() -> None:
    world = cut_off(S.AWAIT_APPROVAL)
    world.workflow.started.append(f"{ID}-r2")

    done = swept(world, world.now() + timedelta(hours=2))

    assert done["not_begun"] == 1
