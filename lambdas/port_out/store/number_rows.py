"""The numbers of port-outs: one row each."""

from collections.abc import Iterable, Mapping, Sequence

from pynamodb.exceptions import DoesNotExist

from port_out.domain.numbers import Number, NumberOutcome
from port_out.store.faults import translated
from port_out.store.items import HeldItem, NumberItem
from port_out.store.rows import NUMBER, number_item, number_of

HELD = "held "
"""Before the id that Connect gave to a number, in the key of its rows."""


class NumberRows:
    """What became of each number. A write that lost a race raises RecordMoved."""

    def add_numbers(self, port_out_id: str, numbers: Iterable[str]) -> None:
        """Write the numbers of a port-out that has not begun."""
        with translated(), NumberItem.batch_write() as batch:
            for number in numbers:
                batch.save(number_item(port_out_id, Number(number)))

    def numbers(self, port_out_id: str) -> list[Number]:
        """All its numbers in order, removed ones included."""
        with translated():
            rows = NumberItem.query(
                port_out_id, NumberItem.row.startswith(NUMBER), consistent_read=True
            )
            return [number_of(row) for row in rows]

    def number(self, port_out_id: str, number: str) -> Number | None:
        """One of its numbers, None where it never had it."""
        with translated():
            try:
                row = NumberItem.get(port_out_id, NUMBER + number, consistent_read=True)
            except DoesNotExist:
                return None
            return number_of(row)

    def know_ids(self, port_out_id: str, ids: Mapping[str, str]) -> None:
        """Keep which number of the port-out has which id in Connect; twice changes nothing."""
        with translated(), HeldItem.batch_write() as batch:
            for id_, number in ids.items():
                batch.save(HeldItem(HELD + id_, port_out_id, e164=number))

    def with_id(self, id_: str) -> dict[str, str]:
        """By port-out, the number that has this id in Connect."""
        with translated():
            return {row.row: row.e164 for row in HeldItem.query(HELD + id_, consistent_read=True)}

    def numbers_with(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Of these ids in Connect, each with a port-out, the number; others are left out."""
        keys = [(HELD + id_, port_out_id) for id_, port_out_id in pairs]
        with translated():
            rows = list(HeldItem.batch_get(keys, consistent_read=True)) if keys else []
        return {(row.port_out_id.removeprefix(HELD), row.row): row.e164 for row in rows}

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


def in_order(numbers: Sequence[Number]) -> list[str]:
    """The numbers that are still in the order."""
    return [n.number for n in numbers if n.outcome is not NumberOutcome.REMOVED]
