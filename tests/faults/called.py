"""Which functions the flows call: a new one that no flow calls is named."""

from infra.functions import FUNCTIONS
from port_out.observability import metrics
from tests.faults.everybody import Everybody
from tests.faults.flows import EVERY
from tests.faults.world import World


def uncalled(called: set[str]) -> list[str]:
    """The functions with permissions that nobody has called."""
    return sorted(spec.name for spec in FUNCTIONS if spec.grants and spec.name not in called)


def uncalled_by_flows() -> list[str]:
    """The same for flow after flow, without a fault, until every function was called."""
    called: set[str] = set()
    for flow in EVERY.values():
        if not uncalled(called):
            break
        world = World()
        with world.open():
            flow(Everybody(world))
        called |= world.called
    metrics().clear_metrics()
    return uncalled(called)
