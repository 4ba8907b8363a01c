"""While a second witness is waited for: does Connect still list what the carrier has ported?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from port_out.domain.completion import ported
from port_out.domain.errors import PortOutError
from port_out.domain.life_cycle import State
from port_out.domain.numbers import InstanceArn
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.events.case_reading import alone
from port_out.gateways.connect import Connect
from port_out.observability import count, logger
from port_out.store.inbox import Inbox
from port_out.store.port_outs import PortOuts, in_order

BY = "Connect Port-Out"


def check_departure(
    waiting: Sequence[PortOut],
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    connect: Connect,
    now: Callable[[], datetime],
) -> Counter[str]:
    """Store a signal for each port-out whose numbers have all gone; one look at each instance.

    An instance that is gone proves nothing; where Connect can't be asked now, the next sweep asks.
    """
    done: Counter[str] = Counter()
    by_instance: dict[str, list[PortOut]] = defaultdict(list)
    for port_out in waiting:
        if port_out.state is State.AWAIT_SECOND_EVIDENCE and port_out.waiting:
            by_instance[port_out.order.instance_arn].append(port_out)
    for arn, here in sorted(by_instance.items()):
        try:
            listed = set(connect.inventory(InstanceArn.parse(arn)).numbers)
        except PortOutError as error:
            logger.warning("departure can't be checked", reason=type(error).__name__)
            done["instances_unreadable"] += 1
            continue
        for port_out in here:
            with alone(port_out, done):
                done["departed"] += _check(port_out, listed, port_outs, inbox, now())
    return done


def _check(
    port_out: PortOut, listed: set[str], port_outs: PortOuts, inbox: Inbox, at: datetime
) -> int:
    moved = ported(port_out, in_order(port_outs.numbers(port_out.id)))
    if not moved or not moved.isdisjoint(listed):
        return 0
    signal = Signal(
        id=f"gone-{port_out.entered_version}",
        port_out_id=port_out.id,
        type=SignalType.CONNECT_NUMBERS_GONE,
        by=BY,
        received_at=at,
        facts={"count": len(moved)},
    )
    if inbox.keep(signal):
        count("DepartureConfirmed")
    return 1
