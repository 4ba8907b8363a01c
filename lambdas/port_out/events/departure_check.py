"""While a second witness is waited for: does Connect still list what the carrier has ported?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from port_out.domain.completion import ported
from port_out.domain.life_cycle import State
from port_out.domain.numbers import InstanceArn
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.events.instances import look_at_instances
from port_out.gateways.connect import Connect
from port_out.observability import count
from port_out.store.inbox import Inbox
from port_out.store.number_rows import in_order
from port_out.store.port_outs import PortOuts

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

    def listed(instance: InstanceArn) -> set[str]:
        return set(connect.inventory(instance).numbers)

    def check(port_out: PortOut, listed: set[str]) -> int:
        return _check(port_out, listed, port_outs, inbox, now())

    return look_at_instances(waiting, State.AWAIT_SECOND_EVIDENCE, listed, check, counts="departed")


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
