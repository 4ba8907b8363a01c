"""Whom a port-out waits for, state by state."""

from collections.abc import Mapping

from port_out.domain.life_cycle import STEPS, State
from port_out.domain.parties import CARRIER, OPERATOR, PROGRAM, SUPPORT

S = State
PARTIES = (OPERATOR, SUPPORT, CARRIER, PROGRAM)
_WAITS_FOR = {
    S.AWAIT_SECOND_PERSON: OPERATOR,
    S.AWAIT_MANUAL_CASE: OPERATOR,
    S.AWAIT_CORRECTION: OPERATOR,
    S.AWAIT_SECOND_EVIDENCE: OPERATOR,
    S.AWAIT_SUPPORT_GO_AHEAD: SUPPORT,
    S.AWAIT_APPROVAL: SUPPORT,
    S.AWAIT_CARRIER_SUBMISSION: CARRIER,
    S.AWAIT_PORT_DATE: CARRIER,
    S.AWAIT_COMPLETION: CARRIER,
}
PARTY_OF: Mapping[str, str] = {
    str(state): _WAITS_FOR.get(state, PROGRAM) for state in [*_WAITS_FOR, *STEPS]
}
"""Whom a state usually waits for; a question of AWS Support may turn it for a while."""
