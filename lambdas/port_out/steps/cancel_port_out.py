"""Cancel Port-Out: tells Support, and says what the winning carrier must still be told."""

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

STATE = State.CANCEL_PORT_OUT
_TEXT = (
    "We cancel this request: please do not release the numbers to another carrier. They stay in "
    "our instance and keep working. Nothing else is needed from you."
)


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return cancel_port_out(
        event["port_out_id"],
        port_outs=wiring.moves(),
        support=wiring.support(),
        secrets=wiring.secrets(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def cancel_port_out(
    port_out_id: str,
    *,
    port_outs: Moves,
    support: Support,
    secrets: Secrets,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Cancelled; `carrier_must_be_told` has what the program can't say to the carrier itself."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    case_id = str(port_out.facts.get("case_id", ""))
    text = message(port_out.id, "cancelled", _TEXT)
    mark = message_mark(port_out.id, "cancelled")
    told = bool(case_id) and support.close(case_id, text, mark)
    close_former_cases(port_out, text, mark, support)
    tell = _carrier_must_be_told(port_out)
    secrets.forget(port_out.id)
    after, line = advance(
        port_out,
        Outcome.CANCELLED,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={"case": "told and resolved" if told else "none to tell by API", "carrier": tell},
        learned={
            "carrier_must_be_told": tell or None,
            "left_to_do": None if told else _left_to_do(port_out),
        },
    )
    port_outs.record(port_out, after, line)
    functions.notify_when_done(port_out_id)
    count("PortOutCancelled")
    return result(after)


def _carrier_must_be_told(port_out: PortOut) -> str:
    """What the operator tells the winning carrier; empty where it has nothing of us."""
    if not port_out.facts.get("pack_version"):
        return ""
    pon = port_out.facts.get("pon")
    order = f"its order {pon}" if pon else "any order that it has prepared"
    date = port_out.facts.get("port_date")
    when = f" before {date}" if date else ""
    return f"tell {port_out.order.winning_carrier} to cancel {order}{when}, and to confirm that"


def _left_to_do(port_out: PortOut) -> str | None:
    if not port_out.has_case:
        return None
    case = port_out.facts.get("display_id") or port_out.facts["case_id"]
    return f"tell Support on case {case} that the request is cancelled"
