"""Post To Case: pending messages go onto the Support case, each once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.errors import AccessRefused, SupportPlanMissing
from port_out.domain.support_case import message_mark
from port_out.gateways.support import Support
from port_out.observability import logger, step
from port_out.store.outbox import Outbox
from port_out.store.port_outs import PortOuts


@step
def handler(event: dict[str, Any], context: Any) -> None:
    post_to_case(
        event["port_out_id"],
        port_outs=wiring.port_outs(),
        outbox=wiring.outbox(),
        support=wiring.support(),
        now=wiring.now,
    )


def post_to_case(
    port_out_id: str,
    *,
    port_outs: PortOuts,
    outbox: Outbox,
    support: Support,
    now: Callable[[], datetime],
) -> None:
    """Every message is on the case once; without a case to reach by API it stays pending.

    Each is claimed before it is looked up and posted, so that two runs do not both post it.
    """
    case_id = port_outs.get(port_out_id).facts.get("case_id")
    if not case_id:
        return
    try:
        for key, text in outbox.pending(port_out_id):
            if outbox.claim(port_out_id, key, now()):
                support.say(case_id, text, message_mark(port_out_id, key))
                outbox.posted(port_out_id, key)
    except (SupportPlanMissing, AccessRefused) as error:
        logger.warning("messages stay pending", reason=type(error).__name__)
