"""Port-outs in any state, and the signals that speak to them."""

from datetime import timedelta
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from tests.builders import ID, NOON, NUMBERS, OPERATOR, an_order

ALL = set(NUMBERS)


def a_port_out(state: State = State.CONFIRM_OWNERSHIP, **changes: Any) -> PortOut:
    """A port-out that came into this state an hour after noon."""
    given: dict[str, Any] = {
        "id": ID,
        "version": 4,
        "state": state,
        "since": NOON + timedelta(hours=1),
        "order": an_order(),
        "requested_at": NOON,
        "requested_by": OPERATOR,
        "last_hash": "a" * 64,
        "due_at": NOON + timedelta(days=2),
        "entered_version": 4,
    }
    return PortOut(**given | changes)


def a_signal(type_: str, id_: str = "s-1", by: str = OPERATOR, **facts: Any) -> Signal:
    """A signal for it that has not been used."""
    return Signal(id_, ID, SignalType(type_), by, NOON, facts)
