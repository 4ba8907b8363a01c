"""The outbox: messages that have to go onto the Support case, written with their reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from port_out.domain.errors import RecordMoved
from port_out.domain.record import timestamp
from port_out.store.case_items import MESSAGE, MessageItem
from port_out.store.faults import translated

POST_TAKES = timedelta(minutes=1)
"""What was not posted this long after its claim could not be."""
LEASE = timedelta(minutes=5)
"""How long a message is one poster's; longer than a post may take, and then anybody's again."""


@dataclass(frozen=True)
class Waiting:
    """A message that is not known to be on the case, and until when it is one poster's."""

    key: str
    text: str
    claimed_until: datetime | None = None


class Outbox:
    """Messages for AWS Support; PortOuts.record writes them, this reads and ticks them off."""

    def pending(self, port_out_id: str, *, of_now: bool = True) -> list[tuple[str, str]]:
        """(key, text) of each message that is not known to be on the case, in key order.

        Who comes again in an hour may be shown those of a moment ago, at half the price.
        """
        with translated():
            rows = MessageItem.query(
                port_out_id, MessageItem.row.startswith(MESSAGE), consistent_read=of_now
            )
            return [(row.key, row.text) for row in rows if row.pending]

    def claim(self, port_out_id: str, key: str, now: datetime) -> bool:
        """True for the one who may post this message now: two at once would post it twice."""
        unclaimed = MessageItem.claimed_until.does_not_exist()
        lapsed = MessageItem.claimed_until < timestamp(now)
        waits = MessageItem.pending.is_in(True)
        try:
            with translated():
                MessageItem(port_out_id, MESSAGE + key).update(
                    actions=[MessageItem.claimed_until.set(timestamp(now + LEASE))],
                    condition=waits & (unclaimed | lapsed),
                )
        except RecordMoved:
            return False
        return True

    def posted(self, port_out_id: str, key: str) -> None:
        """The message is on the case."""
        with translated():
            MessageItem(port_out_id, MESSAGE + key).update(actions=[MessageItem.pending.set(False)])


def waiting_of(row: MessageItem) -> Waiting | None:
    """The message of a row, None once it is on the case."""
    if not row.pending:
        return None
    until = row.claimed_until
    return Waiting(row.key, row.text, datetime.fromisoformat(until) if until else None)


def tried_in_vain(messages: Sequence[Waiting], now: datetime) -> bool:
    """True once the program has tried to post one of them and could not."""
    tried = now + LEASE - POST_TAKES
    return any(each.claimed_until is not None and each.claimed_until < tried for each in messages)
