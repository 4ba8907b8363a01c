"""One-time links in memory."""

from dataclasses import replace
from datetime import datetime

from port_out.domain.links import Link
from port_out.domain.signals import Signal
from port_out.store.links import Links
from tests.fakes.stores import FakeInbox


class FakeLinks(Links):
    """A link is used at most once, and its signal is stored in the same moment."""

    def __init__(self, inbox: FakeInbox) -> None:
        self.inbox = inbox
        self.rows: dict[tuple[str, str], Link] = {}

    def add(self, link: Link) -> None:
        self.rows[link.port_out_id, link.hash] = link

    def get(self, port_out_id: str, hash_: str) -> Link | None:
        return self.rows.get((port_out_id, hash_))

    def list(self, port_out_id: str) -> list[Link]:
        found = (link for (id_, _), link in sorted(self.rows.items()) if id_ == port_out_id)
        return sorted(found, key=lambda link: link.issued_at)

    def revoke(self, link: Link, at: datetime) -> bool:
        if not self._is_unused(link):
            return False
        self._change(link, revoked_at=at)
        return True

    def use(self, link: Link, signal: Signal, answer: str) -> bool:
        if not self._is_unused(link) or not self.inbox.keep(signal):
            return False
        self._change(link, used_at=signal.received_at, used_for=str(signal.type), answer=answer)
        return True

    def _is_unused(self, link: Link) -> bool:
        row = self.rows.get((link.port_out_id, link.hash))
        return row is not None and not row.used_at and not row.revoked_at

    def _change(self, link: Link, **changes: object) -> None:
        key = link.port_out_id, link.hash
        self.rows[key] = replace(self.rows[key], **changes)  # type: ignore[arg-type]  # its types are narrower than what it takes
