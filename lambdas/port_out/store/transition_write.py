"""The one transaction in which a port-out moves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pynamodb.transactions import TransactWrite

from port_out.domain.follow_up import generation
from port_out.domain.notices import Notice
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition
from port_out.domain.signals import Signal
from port_out.store.case_items import MESSAGE, FormerCaseItem, MessageItem
from port_out.store.connection import connection
from port_out.store.faults import translated
from port_out.store.items import TransitionItem
from port_out.store.notices import notice_item
from port_out.store.rows import state_item
from port_out.store.signal_items import SIGNAL, SignalItem

FORMER_CASE = "FORMER_CASE#"


def write_transition(
    port_out: PortOut,
    line: Transition,
    condition: Any,
    *,
    signal: Signal | None = None,
    messages: Iterable[tuple[str, str]] = (),
    former: PortOut | None = None,
    notice: Notice | None = None,
) -> None:
    """Store the state and the line that led to it, and all that goes with it, or nothing.

    `condition` is on the row of the state; RecordMoved when it does not hold.
    """
    with translated(), TransactWrite(connection=connection()) as transaction:
        moved = replace(port_out, revision=port_out.revision + 1)
        transaction.save(state_item(moved), condition=condition)
        transaction.save(
            TransitionItem(line.port_out_id, line.sequence, data=line.as_data()),
            condition=TransitionItem.port_out_id.does_not_exist(),
        )
        if signal is not None:
            transaction.update(
                SignalItem(signal.port_out_id, SIGNAL + signal.id),
                actions=[SignalItem.used_in.set(line.sequence)],
                condition=SignalItem.used_in == 0,
            )
        for key, text in messages:
            transaction.save(
                MessageItem(port_out.id, MESSAGE + key, key=key, text=text, pending=True)
            )
        if former is not None:
            transaction.save(_former_case(former))
        if notice is not None:
            transaction.save(notice_item(notice, notice.at))


def _former_case(port_out: PortOut) -> FormerCaseItem:
    return FormerCaseItem(
        port_out.id,
        f"{FORMER_CASE}{generation(port_out)}",
        case_id=port_out.facts.get("case_id"),
        display_id=port_out.facts.get("display_id"),
    )
