"""How patient each wait is; policy, whose grounds are in docs/process.md (Clocks)."""

from dataclasses import dataclass

from port_out.domain.life_cycle import State

S = State


@dataclass(frozen=True)
class Patience:
    """Business days until a reminder, and how many reminders go before the wait expires."""

    business_days: int
    reminders: int


PATIENCE = {
    S.AWAIT_CORRECTION: Patience(3, 6),
    S.AWAIT_MANUAL_CASE: Patience(2, 6),
    S.AWAIT_SUPPORT_GO_AHEAD: Patience(2, 10),
    S.AWAIT_CARRIER_SUBMISSION: Patience(5, 8),
    S.AWAIT_APPROVAL: Patience(5, 10),
    S.AWAIT_PORT_DATE: Patience(5, 10),
    S.AWAIT_COMPLETION: Patience(2, 6),
}
