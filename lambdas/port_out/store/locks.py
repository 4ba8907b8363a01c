"""A number can be in one open port-out: the lock row per number."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pynamodb.exceptions import DoesNotExist

from port_out.domain.errors import RecordMoved
from port_out.store.faults import translated
from port_out.store.items import NumberLockItem


class NumberLocks:
    """Which open port-out holds which number. A lock of a port-out that is over is void."""

    def __init__(self, is_over: Callable[[str], bool]) -> None:
        self._is_over = is_over

    def take(self, numbers: Iterable[str], port_out_id: str) -> dict[str, str]:
        """Take each number for this port-out; answers who holds those that it could not take.

        Taking a number twice for the same port-out changes nothing.
        """
        refused = {}
        for number in numbers:
            holder = self._take(number, port_out_id)
            if holder is not None:
                refused[number] = holder
        return refused

    def holders(self, numbers: Sequence[str]) -> dict[str, str]:
        """The open port-out of each number that is in one; takes nothing."""
        with translated():
            rows = list(NumberLockItem.batch_get(numbers))
        over = {holder: self._is_over(holder) for holder in {row.port_out_id for row in rows}}
        return {row.number: row.port_out_id for row in rows if not over[row.port_out_id]}

    def last(self, numbers: Sequence[str]) -> dict[str, str]:
        """The last port-out that took each number (strongly consistent), be it over or not."""
        with translated():
            rows = NumberLockItem.batch_get(numbers, consistent_read=True) if numbers else ()
            return {row.number: row.port_out_id for row in rows}

    def _take(self, number: str, port_out_id: str) -> str | None:
        free = NumberLockItem.number.does_not_exist() | (NumberLockItem.port_out_id == port_out_id)
        if _saved(number, port_out_id, free):
            return None
        holder = _holder(number)
        if not self._is_over(holder):
            return holder
        still_theirs = NumberLockItem.port_out_id == holder
        return None if _saved(number, port_out_id, still_theirs) else _holder(number)


def _holder(number: str) -> str:
    with translated():
        try:
            return NumberLockItem.get(number, consistent_read=True).port_out_id
        except DoesNotExist:
            return ""


def _saved(number: str, port_out_id: str, condition: Any) -> bool:
    try:
        with translated():
            NumberLockItem(number, port_out_id=port_out_id).save(condition=condition)
    except RecordMoved:
        return False
    return True
