"""One-time links, one row each; the row and the signal that it is used for are one write."""

from datetime import datetime

from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from port_out.domain.errors import RecordMoved
from port_out.domain.links import Link
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal
from port_out.store.connection import connection
from port_out.store.faults import translated
from port_out.store.inbox import signal_item
from port_out.store.signal_items import LinkItem, SignalItem

LINK = "LINK#"


class Links:
    """All links. None of them holds a token."""

    def add(self, link: Link) -> None:
        """Store a new link."""
        with translated():
            LinkItem(
                link.port_out_id,
                LINK + link.hash,
                name=link.name,
                company=link.company,
                issued_at=timestamp(link.issued_at),
                issued_by=link.issued_by,
                expires_at=timestamp(link.expires_at),
            ).save()

    def get(self, port_out_id: str, hash_: str) -> Link | None:
        """The link as of now (strongly consistent), None where there is none."""
        with translated():
            try:
                return link_of(LinkItem.get(port_out_id, LINK + hash_, consistent_read=True))
            except DoesNotExist:
                return None

    def list(self, port_out_id: str) -> list[Link]:
        """All links of a port-out, in the order in which they were issued."""
        with translated():
            rows = LinkItem.query(port_out_id, LinkItem.row.startswith(LINK), consistent_read=True)
            return sorted((link_of(row) for row in rows), key=lambda link: link.issued_at)

    def revoke(self, link: Link, at: datetime) -> bool:
        """Revoke a link; False where it was used or revoked before."""
        unused = LinkItem.row.exists() & LinkItem.used_at.does_not_exist()
        try:
            with translated():
                LinkItem(link.port_out_id, LINK + link.hash).update(
                    actions=[LinkItem.revoked_at.set(timestamp(at))],
                    condition=unused & LinkItem.revoked_at.does_not_exist(),
                )
        except RecordMoved:
            return False
        return True

    def use(self, link: Link, signal: Signal, answer: str) -> bool:
        """Store what was said and mark the link as used, both or neither.

        False where the link was used or revoked before; nothing has changed then.
        """
        unused = LinkItem.used_at.does_not_exist() & LinkItem.revoked_at.does_not_exist()
        try:
            with translated(), TransactWrite(connection=connection()) as transaction:
                transaction.save(
                    signal_item(signal), condition=SignalItem.port_out_id.does_not_exist()
                )
                transaction.update(
                    LinkItem(link.port_out_id, LINK + link.hash),
                    actions=[
                        LinkItem.used_at.set(timestamp(signal.received_at)),
                        LinkItem.used_for.set(signal.type),
                        LinkItem.answer.set(answer),
                    ],
                    condition=LinkItem.row.exists() & unused,
                )
        except RecordMoved:
            return False
        return True


def link_of(row: LinkItem) -> Link:
    """The link of a row."""
    return Link(
        row.port_out_id,
        row.row.removeprefix(LINK),
        row.name,
        row.company,
        datetime.fromisoformat(row.issued_at),
        row.issued_by,
        datetime.fromisoformat(row.expires_at),
        datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        datetime.fromisoformat(row.used_at) if row.used_at else None,
        row.used_for,
        row.answer,
    )
