"""While the carrier has yet to file: are the numbers that its pack speaks of still there?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from port_out.domain.evidence import Inventory, number_problems
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.events.instances import look_at_instances
from port_out.gateways.connect import Connect
from port_out.observability import count
from port_out.store.inbox import Inbox
from port_out.store.number_rows import in_order
from port_out.store.port_outs import PortOuts

BY = "Connect Port-Out"


def check_ownership(
    waiting: Sequence[PortOut],
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    connect: Connect,
    now: Callable[[], datetime],
) -> Counter[str]:
    """Store a signal for each port-out that lost a number; one look at each instance.

    Where Connect can't be asked now, the next sweep asks again.
    """

    def check(port_out: PortOut, inventory: Inventory) -> int:
        return _check(port_out, inventory, port_outs, inbox, now())

    return look_at_instances(
        waiting, State.AWAIT_CARRIER_SUBMISSION, connect.seen, check, counts="numbers_gone"
    )


def _check(
    port_out: PortOut, inventory: Inventory, port_outs: PortOuts, inbox: Inbox, at: datetime
) -> int:
    numbers = in_order(port_outs.numbers(port_out.id))
    problems = number_problems(numbers, port_out.order, inventory)
    if not problems:
        return 0
    signal = Signal(
        # The same wait stores it once; the pack that follows says which number and why.
        id=f"numbers-{port_out.entered_version}",
        port_out_id=port_out.id,
        type=SignalType.CONNECT_NUMBERS_CHANGED,
        by=BY,
        received_at=at,
        facts={"count": len(problems)},
    )
    if inbox.keep(signal):
        count("NumbersGone")
    return len(problems)
