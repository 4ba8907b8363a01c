"""Port-outs: state, numbers and record; the only code that knows the keys of their rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from port_out.domain.errors import PortOutNotFound, RecordMoved
from port_out.domain.follow_up import generation
from port_out.domain.life_cycle import State
from port_out.domain.notices import Notice, notice_of
from port_out.domain.numbers import Number, NumberOutcome
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition, timestamp
from port_out.domain.signals import Signal
from port_out.store.faults import translated
from port_out.store.items import (
    FormerCaseItem,
    MessageItem,
    NumberItem,
    SignalItem,
    StateItem,
    TransitionItem,
)
from port_out.store.notices import notice_item
from port_out.store.rows import NUMBER, STATE, number_item, number_of, port_out_of, state_item

SIGNAL = "SIGNAL#"
MESSAGE = "MESSAGE#"
FORMER_CASE = "FORMER_CASE#"


class PortOuts:
    """All port-outs. A write that lost a race raises RecordMoved and changes nothing."""

    def add(self, port_out: PortOut, line: Transition, numbers: Iterable[str]) -> bool:
        """Store a new port-out with the first line of its record; False if its id exists.

        The state row wins the id, then the numbers are written. A call that was cut off between
        the two shows in their count, and `add_numbers` mends it.
        """
        try:
            unknown = StateItem.port_out_id.does_not_exist()
            self._write(port_out, line, unknown, notice=notice_of(None, port_out, line))
        except RecordMoved:
            return False
        self.add_numbers(port_out.id, numbers)
        return True

    def add_numbers(self, port_out_id: str, numbers: Iterable[str]) -> None:
        """Write the numbers of a port-out that has not begun."""
        with translated(), NumberItem.batch_write() as batch:
            for number in numbers:
                batch.save(number_item(port_out_id, Number(number)))

    def get(self, port_out_id: str) -> PortOut:
        """The port-out as of now (strongly consistent); PortOutNotFound if there is none."""
        with translated():
            try:
                return port_out_of(StateItem.get(port_out_id, STATE, consistent_read=True))
            except DoesNotExist:
                raise PortOutNotFound(port_out_id) from None

    def many(self, port_out_ids: Sequence[str]) -> dict[str, PortOut]:
        """Those of these port-outs that exist, as of now."""
        with translated():
            keys = [(id_, STATE) for id_ in port_out_ids]
            rows = StateItem.batch_get(keys, consistent_read=True)
            return {row.port_out_id: port_out_of(row) for row in rows}

    def numbers(self, port_out_id: str) -> list[Number]:
        """All its numbers in order, removed ones included."""
        with translated():
            rows = NumberItem.query(
                port_out_id, NumberItem.row.startswith(NUMBER), consistent_read=True
            )
            return [number_of(row) for row in rows]

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

    def write_numbers(self, port_out_id: str, numbers: Iterable[Number]) -> None:
        """Write numbers that were changed once since they were read; RecordMoved else."""
        with translated():
            for number in numbers:
                before = number.changes - 1
                unchanged = NumberItem.changes == before
                if before == 0:
                    # A row of an earlier release does not count its writes.
                    has_none = NumberItem.changes.does_not_exist()
                    unchanged |= NumberItem.number.exists() & has_none
                number_item(port_out_id, number).save(condition=unchanged)

    def reject(self, port_out_id: str, problems: Mapping[str, str]) -> None:
        """Write of each of these numbers why it can't leave."""
        for reason in sorted(set(problems.values())):
            numbers = [number for number, why in problems.items() if why == reason]
            self.set_outcomes(port_out_id, numbers, NumberOutcome.REJECTED, reason)

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

        What people are told of it is written too (`domain/notices`). A case that was followed by
        another stays known to `by_case`. RecordMoved when `before` is no longer what is stored.
        """
        unmoved = StateItem.revision == before.revision
        former = before if generation(after) > generation(before) else None
        notice = notice_of(before, after, line)
        self._write(
            *(after, line, unmoved),
            signal=signal,
            messages=messages,
            former=former,
            notice=notice,
        )

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        """Change what is no transition (a stored token, a delivery); RecordMoved as above."""
        after = replace(before, **changes, revision=before.revision + 1)
        with translated():
            state_item(after).save(condition=StateItem.revision == before.revision)
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
            found = [port_out_of(row) for row in rows]
            return found, rows.last_evaluated_key

    def by_case(self, *, case_id: str = "", display_id: str = "") -> PortOut | None:
        """The port-out of a Support case, also of a former one, found by either of its ids."""
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
        former: PortOut | None = None,
        notice: Notice | None = None,
    ) -> None:
        with translated(), TransactWrite(connection=_connection()) as transaction:
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


@cache
def _connection() -> Connection:
    return Connection()


def in_order(numbers: Sequence[Number]) -> list[str]:
    """The numbers that are still in the order."""
    return [n.number for n in numbers if n.outcome is not NumberOutcome.REMOVED]
