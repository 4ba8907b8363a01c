"""What each caller has requested in this hour and on this day: a row a day, a write a request."""

from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from port_out import settings
from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.domain.velocity import DAY, HOUR, NUMBERS, PORT_OUTS, Limits, over
from port_out.store.connection import Row
from port_out.store.faults import translated

KEPT = timedelta(days=3)
_COLUMN = {PORT_OUTS: "port_outs", NUMBERS: "numbers"}


class RequestedItem(Row):
    """requested by <caller> on <day>: a count of the day and one of each of its hours."""

    class Meta:
        table_name = settings.number_locks_table()

    number = UnicodeAttribute(hash_key=True)
    port_outs = NumberAttribute(null=True)
    numbers = NumberAttribute(null=True)
    expires_at = TTLAttribute()
    # The library learns of attributes from the body of the class: 24 hours of two counts each.
    locals().update(
        {
            f"{name}_{hour:02}": NumberAttribute(null=True)
            for name in ("port_outs", "numbers")
            for hour in range(24)
        }
    )


class Velocity:
    """Counts what callers request; what would break a limit is refused and not counted."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def take(self, caller: str, *, port_outs: int, numbers: int, at: datetime) -> None:
        """Count this, or OverLimit. The condition and the counting are ONE write."""
        if not self._limits.each():
            return
        more = {PORT_OUTS: port_outs, NUMBERS: numbers}
        try:
            self._count(caller, more, at)
        except RecordMoved:
            broken = over(self._limits, self._known(caller, at), more, at)
            raise broken or TemporarilyUnavailable("the counts have just changed") from None

    def _count(self, caller: str, more: dict[str, int], at: datetime) -> None:
        actions: list[Any] = [RequestedItem.expires_at.set(at + KEPT)]
        actions += [_count_of(w, span, at).add(more[w]) for w in more for span in (HOUR, DAY)]
        fits = [
            _fits(_count_of(what, span, at), most - more[what])
            for what, span, most in self._limits.each()
        ]
        with translated():
            RequestedItem(_key(caller, at)).update(actions=actions, condition=reduce(and_, fits))

    def _known(self, caller: str, at: datetime) -> dict[tuple[str, str], int]:
        with translated():
            try:
                row = RequestedItem.get(_key(caller, at), consistent_read=True)
            except DoesNotExist:
                return {}
        kinds = [(what, span) for what in _COLUMN for span in (HOUR, DAY)]
        return {kind: int(getattr(row, _name(*kind, at)) or 0) for kind in kinds}


def _key(caller: str, at: datetime) -> str:
    return f"requested by {caller} on {at.astimezone(UTC):%Y-%m-%d}"


def _name(what: str, span: str, at: datetime) -> str:
    return _COLUMN[what] + (f"_{at.astimezone(UTC):%H}" if span == HOUR else "")


def _count_of(what: str, span: str, at: datetime) -> Any:
    return getattr(RequestedItem, _name(what, span, at))


def _fits(count: Any, left: int) -> Any:
    """True of a count to which the rest can be added; more than the limit at once never fits."""
    if left < 0:
        return count.exists() & count.does_not_exist()
    return count.does_not_exist() | (count <= left)
