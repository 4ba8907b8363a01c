"""One look at each instance, for all port-outs that wait there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from port_out.domain.errors import PortOutError
from port_out.domain.life_cycle import State
from port_out.domain.numbers import InstanceArn
from port_out.domain.port_out import PortOut
from port_out.events.case_reading import alone
from port_out.observability import logger

Seen = TypeVar("Seen")


def look_at_instances(
    waiting: Sequence[PortOut],
    state: State,
    look: Callable[[InstanceArn], Seen],
    check: Callable[[PortOut, Seen], int],
    *,
    counts: str,
) -> Counter[str]:
    """Check each port-out that waits in this state against what its instance shows.

    `counts` names what the checks add up. Where an instance can't be read now, the next sweep
    looks again.
    """
    done: Counter[str] = Counter()
    by_instance: dict[str, list[PortOut]] = defaultdict(list)
    for port_out in waiting:
        if port_out.state is state and port_out.waiting:
            by_instance[port_out.order.instance_arn].append(port_out)
    for arn, here in sorted(by_instance.items()):
        try:
            seen = look(InstanceArn.parse(arn))
        except PortOutError as error:
            logger.warning("can't be checked", state=state, reason=type(error).__name__)
            done["instances_unreadable"] += 1
            continue
        for port_out in here:
            with alone(port_out, done):
                done[counts] += check(port_out, seen)
    return done
