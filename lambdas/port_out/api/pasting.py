"""What a person puts onto the Support case while the program can't reach it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from port_out.domain.pasting import takes_texts
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import case_link
from port_out.store.outbox import Waiting, tried_in_vain


def to_paste(
    port_out: PortOut, messages: Sequence[Waiting], now: datetime
) -> dict[str, Any] | None:
    """Where to paste which texts, each whole: its mark keeps the program from repeating it."""
    display_id = str(port_out.facts.get("display_id", ""))
    if not _is_for_a_person(port_out, messages, now) or not takes_texts(port_out):
        return None
    return {
        "link": case_link(display_id) if display_id else "",
        "messages": [{"message": each.key, "text": each.text} for each in messages],
    }


def _is_for_a_person(port_out: PortOut, messages: Sequence[Waiting], now: datetime) -> bool:
    """Of a case that no API has reached, everything that waits is."""
    if port_out.facts.get("case_id"):
        return tried_in_vain(messages, now)
    return port_out.has_case and bool(messages)
