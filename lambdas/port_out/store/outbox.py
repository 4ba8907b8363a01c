"""The outbox: messages that have to go onto the Support case, written with their reason."""

from datetime import datetime, timedelta

from port_out.domain.errors import RecordMoved
from port_out.domain.record import timestamp
from port_out.store.faults import translated
from port_out.store.items import MessageItem
from port_out.store.port_outs import MESSAGE

POST_TAKES = timedelta(minutes=1)
"""What was not posted this long after its claim could not be."""
LEASE = timedelta(minutes=5)
"""How long a message is one poster's; longer than a post may take, and then anybody's again."""


class Outbox:
    """Messages for AWS Support; PortOuts.record writes them, this reads and ticks them off."""

    def pending(self, port_out_id: str) -> list[tuple[str, str]]:
        """(key, text) of each message that is not known to be on the case, in key order."""
        with translated():
            rows = MessageItem.query(
                port_out_id, MessageItem.row.startswith(MESSAGE), consistent_read=True
            )
            return [(row.key, row.text) for row in rows if row.pending]

    def not_posted(self, port_out_id: str, now: datetime) -> list[tuple[str, str]]:
        """The pending ones, once the program has tried to post one of them and could not."""
        tried = timestamp(now + LEASE - POST_TAKES)
        with translated():
            rows = [
                row
                for row in MessageItem.query(port_out_id, MessageItem.row.startswith(MESSAGE))
                if row.pending
            ]
        failed = any(row.claimed_until and row.claimed_until < tried for row in rows)
        return [(row.key, row.text) for row in rows] if failed else []

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
