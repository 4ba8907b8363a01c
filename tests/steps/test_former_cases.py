"""At the end every case of a port-out is closed, also those that were followed by another."""

import pytest

from port_out.domain.errors import SupportPlanMissing
from port_out.domain.life_cycle import State
from tests.builders import ID, AWorld
from tests.stage import a_world, learned, on_a_case, record_holds, texts
from tests.steps.running import STEP, Killed, mortal

S = State
LAST = [S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT]


def followed(step: State) -> tuple[AWorld, str, str]:
    """A world with the former case and the one that followed it."""
    world = a_world(step)
    former = on_a_case(world)
    present = on_a_case(world)
    learned(world, former_case_ids=[former], former_cases=["1"])
    return world, former, present


@pytest.mark.parametrize("step", LAST)
def test_a_former_case_that_is_open_hears_the_last_word_and_is_resolved(step: State) -> None:
    world, former, present = followed(step)

    with pytest.raises(Killed):
        STEP[step](mortal(world))
    STEP[step](world)

    for case_id in (former, present):
        assert world.support.by_id[case_id].seen.is_resolved
        assert len(texts(world, case_id)) == 2
    assert record_holds(world)


@pytest.mark.parametrize("step", LAST)
def test_a_former_case_that_is_resolved_hears_nothing_that_might_open_it(step: State) -> None:
    world, former, present = followed(step)
    world.support.on_resolved = "reopen"
    world.support.resolve(former)

    STEP[step](world)

    assert texts(world, former) == ["Hello"]
    assert world.support.by_id[former].seen.is_resolved
    assert world.support.by_id[present].seen.is_resolved


@pytest.mark.parametrize("step", LAST)
def test_a_former_case_that_the_api_does_not_reach_stops_nothing(step: State) -> None:
    world, _, _ = followed(step)
    world.support.refusal = SupportPlanMissing("basic")

    STEP[step](world)

    assert world.port_outs.get(ID).is_over
    assert record_holds(world)
