"""Told once an hour: whose turn it is and for how long, what is overdue, which record broke."""

from collections.abc import Sequence
from datetime import datetime

from port_out.domain.next_step import next_step
from port_out.domain.overdue import is_overdue
from port_out.domain.parties import CARRIER, OPERATOR, SUPPORT
from port_out.domain.port_out import PortOut
from port_out.domain.record import breaks_in
from port_out.observability import count, logger, measure
from port_out.store.port_outs import PortOuts

DAYS_ON = {OPERATOR: "DaysOnOperator", SUPPORT: "DaysOnSupport", CARRIER: "DaysOnCarrier"}
_DAY, _HOUR = 86400, 3600


def tell_turns(waiting: Sequence[PortOut], as_of: datetime) -> None:
    """Measure for each party how long every port-out has waited for it; count what is overdue."""
    for port_out in waiting:
        who = next_step(port_out).who
        if who in DAYS_ON:
            days = max(0.0, (as_of - port_out.since).total_seconds() / _DAY)
            measure(DAYS_ON[who], round(days, 2))
        if is_overdue(port_out):
            tell_overdue(port_out, who)


def tell_overdue(port_out: PortOut, who: str) -> None:
    """Count it, and say in the log where it stands and whose turn it is."""
    logger.error("overdue", port_out_id=port_out.id, state=port_out.state, who=who)
    count("PortOutOverdue")


def in_turn(waiting: Sequence[PortOut], as_of: datetime) -> list[PortOut]:
    """The one whose record is verified in this hour, if any waits; each comes round."""
    if not waiting:
        return []
    in_order = sorted(waiting, key=lambda port_out: port_out.id)
    return [in_order[int(as_of.timestamp()) // _HOUR % len(in_order)]]


def holds(port_out_id: str, port_outs: PortOuts) -> bool:
    """True when the record is what was written; counts and logs where it is not."""
    port_out = port_outs.get(port_out_id)
    # Read after the row, so it can only be longer.
    lines = [t for t in port_outs.transitions(port_out_id) if t.sequence <= port_out.version]
    breaks = breaks_in(lines, last_hash=port_out.last_hash)
    if breaks:
        logger.error("chain broken", port_out_id=port_out_id, breaks=breaks)
        count("ChainBroken")
    return not breaks
