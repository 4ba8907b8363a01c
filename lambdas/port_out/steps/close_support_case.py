"""Close Support Case: the last message, then ResolveCase."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.support_case import message, message_mark
from port_out.former_cases import close_former_cases
from port_out.gateways.functions import Functions
from port_out.gateways.secrets import Secrets
from port_out.gateways.support import Support
from port_out.observability import count, step
from port_out.store.moves import Moves

STATE = State.CLOSE_SUPPORT_CASE
_BY_HAND = "resolve the Support case in the console; its API is not available to this account"


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return close_support_case(
        event["port_out_id"],
        port_outs=wiring.moves(),
        support=wiring.support(),
        secrets=wiring.secrets(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def close_support_case(
    port_out_id: str,
    *,
    port_outs: Moves,
    support: Support,
    secrets: Secrets,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Closed; a case that only a person can reach stays open and the record says so."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    case_id = str(port_out.facts.get("case_id", ""))
    text = message(port_out.id, "completed", _text(port_out))
    mark = message_mark(port_out.id, "completed")
    closed = bool(case_id) and support.close(case_id, text, mark)
    close_former_cases(port_out, text, mark, support)
    secrets.forget(port_out.id)
    after, line = advance(
        port_out,
        Outcome.CLOSED_UNVERIFIED if _is_unverified(port_out) else Outcome.CLOSED,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={"case": "resolved" if closed else _BY_HAND},
        learned={"left_to_do": None if closed else _BY_HAND},
    )
    port_outs.record(port_out, after, line)
    functions.notify_when_done(port_out_id)
    count("PortOutCompleted", verified="no" if _is_unverified(port_out) else "yes")
    return result(after)


def _is_unverified(port_out: PortOut) -> bool:
    """True where nobody but the winning carrier has seen the completion."""
    return port_out.facts.get("verified") is False


def _text(port_out: PortOut) -> str:
    still = port_out.facts.get("still_listed")
    lines = ["The winning carrier has completed the port. Thank you for your help."]
    if _is_unverified(port_out):
        lines = [
            "The winning carrier says that it has completed the port. We have not seen it "
            "confirmed by anybody else. Thank you for your help."
        ]
    if still:
        lines.append(
            f"Amazon Connect still lists {still} of the ported numbers; please remove them from "
            "our account and stop their charges. We have released none of them."
        )
    return "\n".join(lines)
