"""Post To Case: pending messages go onto the Support case, each once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.errors import AccessRefused, SupportPlanMissing, TextRefused
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import message_mark
from port_out.domain.upkeep import is_stale
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

    Each is claimed before it is looked up and posted, so that two runs do not both post it. What
    has lost its meaning meanwhile is let go.
    """
    port_out = port_outs.get(port_out_id)
    if not port_out.facts.get("case_id"):
        return
    try:
        for key, text in outbox.pending(port_out_id):
            if outbox.claim(port_out_id, key, now()):
                _post(port_out, key, text, support)
                outbox.posted(port_out_id, key)
    except (SupportPlanMissing, AccessRefused, TextRefused) as error:
        logger.warning("messages stay pending", reason=type(error).__name__)


def _post(port_out: PortOut, key: str, text: str, support: Support) -> None:
    if is_stale(port_out, key):
        logger.info("message let go", key=key)
        return
    try:
        support.say(port_out.facts["case_id"], text, message_mark(port_out.id, key))
    except TextRefused:
        # Nobody opens a case any more for a port-out that has ended.
        if not port_out.is_over:
            raise
        logger.warning("case takes no text any more", key=key)
