"""The inbox: signals and Support's communications, each stored once, before it is used."""

from datetime import datetime

from port_out.domain.communications import Communication
from port_out.domain.errors import RecordMoved
from port_out.domain.reading.given import SecretKind
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType
from port_out.store.case_items import CommunicationItem
from port_out.store.faults import translated
from port_out.store.signal_items import SIGNAL, SignalItem

SAID = "SAID#"
LONGEST_RAW = 40_000
"""A raw message is kept up to this length; an item of DynamoDB holds 400 kB."""


class Inbox:
    """Everything that was said to the port-outs."""

    def keep(self, signal: Signal) -> bool:
        """Store a signal; False when it is there already, which changes nothing."""
        try:
            with translated():
                signal_item(signal).save(condition=SignalItem.port_out_id.does_not_exist())
        except RecordMoved:
            return False
        return True

    def signals(self, port_out_id: str, *, of_now: bool = True) -> list[Signal]:
        """All signals of a port-out in the order in which they came (strongly consistent).

        Who comes again in an hour may be shown those of a moment ago, at half the price.
        """
        with translated():
            rows = SignalItem.query(
                port_out_id, SignalItem.row.startswith(SIGNAL), consistent_read=of_now
            )
            return sorted((signal_of(row) for row in rows), key=lambda s: (s.received_at, s.id))

    def drop(self, signal: Signal, version: int) -> None:
        """Mark a signal that came too late to mean anything; the record stays as it is."""
        try:
            with translated():
                SignalItem(signal.port_out_id, SIGNAL + signal.id).update(
                    actions=[SignalItem.used_in.set(version)], condition=SignalItem.used_in == 0
                )
        except RecordMoved:
            return

    def keep_communication(self, port_out_id: str, said: Communication) -> bool:
        """Store a communication; False when it is there already."""
        item = CommunicationItem(
            port_out_id,
            f"{SAID}{timestamp(said.at)}#{said.id}",
            communication_id=said.id,
            by=said.by,
            at=timestamp(said.at),
            text=said.text,
            attachments=list(said.attachments),
            hidden=list(said.hidden),
        )
        try:
            with translated():
                item.save(condition=CommunicationItem.port_out_id.does_not_exist())
        except RecordMoved:
            return False
        return True

    def communications(self, port_out_id: str) -> list[Communication]:
        """The whole conversation on the case, in order."""
        with translated():
            rows = CommunicationItem.query(
                port_out_id, CommunicationItem.row.startswith(SAID), consistent_read=True
            )
            return [communication_of(row) for row in rows]


def signal_item(signal: Signal) -> SignalItem:
    """The row of a signal that nothing has used yet."""
    return SignalItem(
        signal.port_out_id,
        SIGNAL + signal.id,
        signal_id=signal.id,
        type=signal.type,
        by=signal.by,
        received_at=timestamp(signal.received_at),
        facts=dict(signal.facts),
        raw=signal.raw[:LONGEST_RAW],
        by_id=signal.by_id or None,
    )


def signal_of(row: SignalItem) -> Signal:
    """The signal of a row."""
    return Signal(
        id=row.signal_id,
        port_out_id=row.port_out_id,
        type=SignalType(row.type),
        by=row.by,
        received_at=datetime.fromisoformat(row.received_at),
        facts=row.facts,
        raw=row.raw,
        by_id=row.by_id or "",
        used_in=int(row.used_in),
    )


def communication_of(row: CommunicationItem) -> Communication:
    """The communication of a row."""
    return Communication(
        row.communication_id,
        row.by,
        datetime.fromisoformat(row.at),
        row.text,
        tuple(row.attachments),
        tuple(SecretKind(kind) for kind in row.hidden),
    )
