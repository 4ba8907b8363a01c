"""The ids of carriers' messages, each claimed once and for ever by one port-out."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from port_out.domain.errors import RecordMoved
from port_out.domain.record import timestamp
from port_out.store.faults import translated
from port_out.store.signal_items import MessageIdItem

MESSAGE_ID = "MESSAGE_ID"


@dataclass(frozen=True)
class Claim:
    """Who claimed a message id first, when, and the hash of what the message said then."""

    port_out_id: str
    said_sha256: str
    at: datetime


class MessageIds:
    """A message that comes again, at whatever time and under whatever URL, is known by its id."""

    def claim(self, carrier: str, message_id: str, claim: Claim) -> Claim:
        """The claim that counts: this one where it is the first of its id."""
        key = key_of(carrier, message_id)
        row = MessageIdItem(
            key,
            MESSAGE_ID,
            claimed_by=claim.port_out_id,
            said_sha256=claim.said_sha256,
            at=timestamp(claim.at),
        )
        try:
            with translated():
                row.save(condition=MessageIdItem.port_out_id.does_not_exist())
        except RecordMoved:
            with translated():
                row = MessageIdItem.get(key, MESSAGE_ID, consistent_read=True)
        return Claim(row.claimed_by, row.said_sha256, datetime.fromisoformat(row.at))


def key_of(carrier: str, message_id: str) -> str:
    """The key of a row; a message id may be long, or hold what a key can't."""
    text = f"{carrier}\n{message_id}".encode(errors="backslashreplace")
    return f"message-{hashlib.sha256(text).hexdigest()}"
