"""What is made ready before a fault, and made good after it."""

from port_out import wiring
from port_out.observability import metrics
from tests.faults.everybody import Everybody
from tests.faults.flows import EVERY, SHORT
from tests.faults.judge import Verdict, judge
from tests.faults.parties import Parties
from tests.faults.world import World


def warm_up(name: str) -> None:
    """Make clients and read models once, before anything is forked."""
    world = World()
    with world.open():
        (EVERY | SHORT)[name](Everybody(world))
    metrics().clear_metrics()


def get_ready() -> None:
    """Make every collaborator once, so that no fork has to make it for itself."""
    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made()


def finish(world: World, parties: Parties, wrong: str) -> Verdict:
    """The fault is over; what the sweep makes good is made good."""
    world.wire.mend()
    world.wire.watch = lambda key: None
    world.settle()
    parties.take_up_failed()
    world.redrive()
    world.sweep()
    if parties.take_up_failed():
        world.sweep()
    return judge(world, parties, wrong)
