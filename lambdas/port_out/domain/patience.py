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
    S.AWAIT_SECOND_PERSON: Patience(1, 5),
    S.AWAIT_MANUAL_CASE: Patience(2, 6),
    S.AWAIT_SUPPORT_GO_AHEAD: Patience(2, 10),
    S.AWAIT_CARRIER_SUBMISSION: Patience(5, 8),
    S.AWAIT_APPROVAL: Patience(5, 10),
    S.AWAIT_PORT_DATE: Patience(5, 10),
    S.AWAIT_COMPLETION: Patience(2, 6),
    S.AWAIT_SECOND_EVIDENCE: Patience(2, 6),
}
BY_ROC = Patience(2, 15)
"""Await Approval of toll-free numbers of +1: the registry gives a RespOrg 2 business days."""


def patience(state: State, *, by_roc: bool = False) -> Patience:
    """The patience of this wait; `by_roc` where numbers change their RespOrg."""
    return BY_ROC if by_roc and state is S.AWAIT_APPROVAL else PATIENCE[state]
