"""Port-outs: state, numbers and record; the only code that knows the keys of their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from typing import Any

from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from port_out.domain.errors import PortOutNotFound, RecordMoved
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import Kind, Number, NumberOutcome
from port_out.domain.port_out import Identity, Order, PortOut, Release
from port_out.domain.record import Transition, timestamp
from port_out.domain.signals import Signal
from port_out.store.faults import translated
from port_out.store.items import (
    MessageItem,
    NumberItem,
    SignalItem,
    StateItem,
    TransitionItem,
)

STATE = "STATE"
NUMBER = "NUMBER#"
SIGNAL = "SIGNAL#"
MESSAGE = "MESSAGE#"


class PortOuts:
    """All port-outs. A write that lost a race raises RecordMoved and changes nothing."""

    def add(self, port_out: PortOut, line: Transition, numbers: Iterable[str]) -> bool:
        """Store a new port-out with the first line of its record; False if its id exists.

        The state row wins the id, then the numbers are written. A call that was cut off between
        the two shows in their count, and `add_numbers` mends it.
        """
        try:
            self._write(port_out, line, StateItem.port_out_id.does_not_exist())
        except RecordMoved:
            return False
        self.add_numbers(port_out.id, numbers)
        return True

    def add_numbers(self, port_out_id: str, numbers: Iterable[str]) -> None:
        """Write the numbers of a port-out that has not begun."""
        with translated(), NumberItem.batch_write() as batch:
            for number in numbers:
                batch.save(_number_item(port_out_id, Number(number)))

    def get(self, port_out_id: str) -> PortOut:
        """The port-out as of now (strongly consistent); PortOutNotFound if there is none."""
        with translated():
            try:
                return _port_out(StateItem.get(port_out_id, STATE, consistent_read=True))
            except DoesNotExist:
                raise PortOutNotFound(port_out_id) from None

    def numbers(self, port_out_id: str) -> list[Number]:
        """All its numbers in order, removed ones included."""
        with translated():
            rows = NumberItem.query(
                port_out_id, NumberItem.row.startswith(NUMBER), consistent_read=True
            )
            return [_number(row) for row in rows]

    def set_outcomes(
        self, port_out_id: str, numbers: Iterable[str], outcome: NumberOutcome, reason: str = ""
    ) -> None:
        """Write what became of these numbers; writing it twice changes nothing."""
        with translated():
            for number in numbers:
                NumberItem(port_out_id, NUMBER + number).update(
                    actions=[NumberItem.outcome.set(outcome), NumberItem.reason.set(reason)],
                    condition=NumberItem.number.exists(),
                )

    def record(
        self,
        before: PortOut,
        after: PortOut,
        line: Transition,
        *,
        signal: Signal | None = None,
        messages: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Move the port-out and write the line, the used signal and messages in ONE transaction.

        RecordMoved when `before` is no longer what is stored.
        """
        unmoved = StateItem.revision == before.revision
        self._write(after, line, unmoved, signal=signal, messages=messages)

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        """Change what is no transition (a stored token, a delivery); RecordMoved as above."""
        after = replace(before, **changes, revision=before.revision + 1)
        with translated():
            _state_item(after).save(condition=StateItem.revision == before.revision)
        return after

    def in_state(
        self,
        state: State,
        *,
        due_before: datetime | None = None,
        limit: int | None = None,
        cursor: dict[str, Any] | None = None,
    ) -> tuple[list[PortOut], dict[str, Any] | None]:
        """Port-outs in a state, the most urgent first, and where the next page begins."""
        condition = None if due_before is None else StateItem.due_at <= timestamp(due_before)
        with translated():
            rows = StateItem.by_state.query(
                state, condition, limit=limit, last_evaluated_key=cursor
            )
            found = [_port_out(row) for row in rows]
            return found, rows.last_evaluated_key

    def by_case(self, *, case_id: str = "", display_id: str = "") -> PortOut | None:
        """The port-out of a Support case, found by either of its ids."""
        with translated():
            for row in StateItem.by_case_id.query(case_id) if case_id else ():
                return self.get(row.port_out_id)
            for row in StateItem.by_display_id.query(display_id) if display_id else ():
                return self.get(row.port_out_id)
        return None

    def with_number(self, number: str) -> list[PortOut]:
        """Every port-out that this number was ever in."""
        with translated():
            ids = [row.port_out_id for row in NumberItem.by_number.query(number)]
        return [found for id_ in ids if (found := self._find(id_)) is not None]

    def transitions(self, port_out_id: str) -> list[Transition]:
        """The whole record of a port-out, in order."""
        with translated():
            rows = TransitionItem.query(port_out_id, consistent_read=True)
            return [Transition.from_data(row.data) for row in rows]

    def _find(self, port_out_id: str) -> PortOut | None:
        try:
            return self.get(port_out_id)
        except PortOutNotFound:
            return None

    def _write(
        self,
        port_out: PortOut,
        line: Transition,
        condition: Any,
        *,
        signal: Signal | None = None,
        messages: Iterable[tuple[str, str]] = (),
    ) -> None:
        with translated(), TransactWrite(connection=_connection()) as transaction:
            moved = replace(port_out, revision=port_out.revision + 1)
            transaction.save(_state_item(moved), condition=condition)
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


@cache
def _connection() -> Connection:
    return Connection()


def _state_item(port_out: PortOut) -> StateItem:
    release = port_out.release
    return StateItem(
        port_out.id,
        STATE,
        revision=port_out.revision,
        version=port_out.version,
        state=port_out.state,
        due_at=timestamp(port_out.due_at),
        case_id=port_out.facts.get("case_id"),
        display_id=port_out.facts.get("display_id"),
        since=timestamp(port_out.since),
        requested_at=timestamp(port_out.requested_at),
        requested_by=port_out.requested_by,
        last_hash=port_out.last_hash,
        attempt=port_out.attempt,
        came_from=port_out.came_from,
        last_outcome=port_out.last_outcome,
        entered_version=port_out.entered_version,
        waiting=port_out.waiting,
        reminders=port_out.reminders,
        release=None if release is None else asdict(release),
        order=asdict(port_out.order),
        facts=dict(port_out.facts),
    )


def _port_out(row: StateItem) -> PortOut:
    return PortOut(
        id=row.port_out_id,
        version=int(row.version),
        state=State(row.state),
        since=datetime.fromisoformat(row.since),
        order=_order(row.order),
        requested_at=datetime.fromisoformat(row.requested_at),
        requested_by=row.requested_by,
        last_hash=row.last_hash,
        due_at=datetime.fromisoformat(row.due_at),
        attempt=int(row.attempt),
        came_from=row.came_from,
        last_outcome=row.last_outcome,
        entered_version=int(row.entered_version),
        waiting=row.waiting,
        reminders=int(row.reminders),
        release=_release(row.release),
        facts=row.facts,
        revision=int(row.revision),
    )


def _order(data: dict[str, Any]) -> Order:
    return Order(
        **data
        | {
            "kind": Kind(data["kind"]),
            "identity": Identity(**data["identity"]),
            "contact_cc": tuple(data["contact_cc"]),
        }
    )


def _release(data: dict[str, Any] | None) -> Release | None:
    return None if data is None else Release(**data | {"outcome": Outcome(data["outcome"])})


def _number_item(port_out_id: str, number: Number) -> NumberItem:
    return NumberItem(
        port_out_id,
        NUMBER + number.number,
        number=number.number,
        outcome=number.outcome,
        reason=number.reason,
    )


def _number(row: NumberItem) -> Number:
    return Number(row.number, NumberOutcome(row.outcome), row.reason)


def in_order(numbers: Sequence[Number]) -> list[str]:
    """The numbers that are still in the order."""
    return [n.number for n in numbers if n.outcome is not NumberOutcome.REMOVED]
