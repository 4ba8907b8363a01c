"""A port-out with all that is kept with it, in one read of its part of the table."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from port_out.domain.communications import Communication
from port_out.domain.errors import PortOutNotFound
from port_out.domain.links import Link
from port_out.domain.numbers import Number
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal
from port_out.domain.uses import Use
from port_out.store.case_items import MESSAGE, CommunicationItem, MessageItem
from port_out.store.document_items import DocumentItem, UsesItem
from port_out.store.documents import DOCUMENT, Document, document_of
from port_out.store.faults import translated
from port_out.store.inbox import SAID, communication_of, signal_of
from port_out.store.items import NumberItem, PortOutRow, StateItem
from port_out.store.links import LINK, link_of
from port_out.store.notice_items import NoticeItem
from port_out.store.notices import NOTICE, Kept, kept_of
from port_out.store.outbox import Waiting, waiting_of
from port_out.store.rows import NUMBER, STATE, number_of, port_out_of
from port_out.store.signal_items import SIGNAL, LinkItem, SignalItem
from port_out.store.uses import USES, uses_of

_KINDS: Mapping[str, tuple[type[PortOutRow], Callable[[Any], Any]]] = {
    STATE: (StateItem, port_out_of),
    NUMBER: (NumberItem, number_of),
    SIGNAL: (SignalItem, signal_of),
    SAID: (CommunicationItem, communication_of),
    DOCUMENT: (DocumentItem, document_of),
    USES: (UsesItem, uses_of),
    MESSAGE: (MessageItem, waiting_of),
    LINK: (LinkItem, link_of),
    NOTICE: (NoticeItem, kept_of),
}
"""By what its key begins with; a row of another kind is nobody's to see."""


@dataclass(frozen=True)
class Whole:
    """A port-out with everything that is kept with it, each in the order of its own store."""

    port_out: PortOut
    numbers: Sequence[Number] = ()
    signals: Sequence[Signal] = ()
    communications: Sequence[Communication] = ()
    documents: Sequence[Document] = ()
    uses: list[Use] | None = None
    messages: Sequence[Waiting] = ()
    carrier_links: Sequence[Link] = ()
    notices: Sequence[Kept] = ()


class AnyRow(PortOutRow):
    """A row of whichever kind; `said` is what it says, None where that is nobody's to see."""

    class Meta(PortOutRow.Meta):
        pass

    kind = ""
    said: Any = None

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """The row, read as its own kind."""
        key = data["row"]["S"]
        row = cls(data["port_out_id"]["S"], key)
        row.kind = key.partition("#")[0] + ("#" if "#" in key else "")
        if known := _KINDS.get(row.kind):
            model, read = known
            row.said = read(model.from_raw_data(data))
        return row


class Wholes:
    """Port-outs for people who look at one of them."""

    def get(self, port_out_id: str) -> Whole:
        """All of it as of one moment (strongly consistent); PortOutNotFound if there is none.

        One read up to 1 MB, and one more for each further MB.
        """
        found: dict[str, list[Any]] = defaultdict(list)
        with translated():
            for row in AnyRow.query(port_out_id, consistent_read=True):
                found[row.kind].append(row.said)
        if not found[STATE]:
            raise PortOutNotFound(port_out_id)
        return Whole(
            found[STATE][0],
            found[NUMBER],
            sorted(found[SIGNAL], key=lambda signal: (signal.received_at, signal.id)),
            found[SAID],
            found[DOCUMENT],
            found[USES][0] if found[USES] else None,
            [message for message in found[MESSAGE] if message is not None],
            sorted(found[LINK], key=lambda link: link.issued_at),
            sorted(found[NOTICE], key=lambda kept: kept.notice.at),
        )
