"""The outbox: messages that have to go onto the Support case, written with their reason."""

from port_out.store.faults import translated
from port_out.store.items import MessageItem
from port_out.store.port_outs import MESSAGE


class Outbox:
    """Messages for AWS Support; PortOuts.record writes them, this reads and ticks them off."""

    def pending(self, port_out_id: str) -> list[tuple[str, str]]:
        """(key, text) of each message that is not known to be on the case, in key order."""
        with translated():
            rows = MessageItem.query(
                port_out_id, MessageItem.row.startswith(MESSAGE), consistent_read=True
            )
            return [(row.key, row.text) for row in rows if row.pending]

    def posted(self, port_out_id: str, key: str) -> None:
        """The message is on the case."""
        with translated():
            MessageItem(port_out_id, MESSAGE + key).update(actions=[MessageItem.pending.set(False)])
