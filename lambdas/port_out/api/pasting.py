"""What a person puts onto the Support case while the program can't reach it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from port_out.domain.pasting import takes_texts
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import case_link
from port_out.store.outbox import Outbox


def not_posted(port_out: PortOut, outbox: Outbox, at: datetime) -> list[tuple[str, str]]:
    """What waits for a person: of a case that no API has reached, everything does."""
    if port_out.facts.get("case_id"):
        return outbox.not_posted(port_out.id, at)
    return outbox.pending(port_out.id) if port_out.has_case else []


def to_paste(port_out: PortOut, messages: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    """Where to paste which texts, each whole: its mark keeps the program from repeating it."""
    display_id = str(port_out.facts.get("display_id", ""))
    if not messages or not takes_texts(port_out):
        return None
    return {
        "link": case_link(display_id) if display_id else "",
        "messages": [{"message": key, "text": text} for key, text in messages],
    }
