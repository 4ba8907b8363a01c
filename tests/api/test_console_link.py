"""From one port-out a person gets to its execution."""

from port_out.domain.life_cycle import State
from tests.api.batches import a_batch
from tests.api.builders import ID, a_port_out
from tests.api.world import World


def test_one_port_out_leads_to_its_execution_in_the_console(world: World) -> None:
    world.holding(a_port_out(State.AWAIT_APPROVAL))

    link = world.get(f"/port-outs/{ID}").body["links"]["console"]

    assert link.startswith("https://us-east-1.console.aws.amazon.com/states/")
    assert link.endswith(f"arn:aws:states:us-east-1:123456789012:execution:PortOut:{ID}")


def test_each_line_of_a_list_leads_there_too(world: World) -> None:
    world.holding(a_port_out(State.AWAIT_APPROVAL))

    (shown,) = world.get("/port-outs", state="Await Approval").body["port_outs"]

    assert shown["links"]["console"] == world.get(f"/port-outs/{ID}").body["links"]["console"]


def test_a_batch_leads_to_its_runs(world: World) -> None:
    here = world.post("/batches", a_batch()).body["links"]["self"]

    link = world.get(here).body["links"]["console"]

    assert link.endswith(
        "#/statemachines/view/arn:aws:states:us-east-1:123456789012:stateMachine:Batch"
    )
