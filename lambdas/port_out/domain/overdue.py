"""Which waits somebody should look at although nothing has failed yet."""

from port_out.domain.life_cycle import State
from port_out.domain.patience import patience
from port_out.domain.port_out import PortOut
from port_out.domain.roc import goes_by_roc


def is_overdue(port_out: PortOut) -> bool:
    """True where the agreed date has passed unsaid, or no reminder is left before it expires."""
    if not port_out.is_waiting:
        return False
    if port_out.state is State.AWAIT_COMPLETION:
        return port_out.reminders > 0
    allowed = patience(port_out.state, by_roc=goes_by_roc(port_out.order)).reminders
    return port_out.reminders >= allowed
