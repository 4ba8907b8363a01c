"""A case that AWS resolved, and that takes no text any more, stops no step."""

import pytest

from port_out.domain.life_cycle import State
from tests.builders import ID
from tests.stage import a_world, learned, on_a_case, record_holds, texts
from tests.steps.running import STEP

S = State


@pytest.mark.parametrize("step", [S.OPEN_SUPPORT_CASE, S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT])
def test_a_step_goes_on_where_the_case_takes_no_text(step: State) -> None:
    world = a_world(step)
    case_id = on_a_case(world)
    learned(world, go_ahead_at="x")
    world.support.on_resolved = "refuse"
    world.support.resolve(case_id)

    STEP[step](world)

    assert world.port_outs.get(ID).state not in (step, S.FAILED)
    assert texts(world, case_id) == ["Hello"]
    assert record_holds(world)
