"""Port locks: which numbers are protected, and the append-only record of who did what to each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from port_out import settings
from port_out.domain.people import Person
from port_out.domain.port_lock import LockState, PortLock, record_id
from port_out.domain.record import Transition, timestamp
from port_out.store.connection import Row, connection
from port_out.store.faults import translated
from port_out.store.items import TransitionItem

PROTECTED = "protected "
"""Before the number in the key: the same table says which port-out a number is in."""


class PortLockItem(Row):
    """protected <number>: what stands on the lock of a number; it is never deleted."""

    class Meta:
        table_name = settings.number_locks_table()

    number = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute()
    version = NumberAttribute()
    last_hash = UnicodeAttribute()
    since = UnicodeAttribute()
    asked_by = JSONAttribute(null=True)
    free_at = UnicodeAttribute(null=True)


class PortLocks:
    """All port locks. A write that lost a race raises RecordMoved and changes nothing."""

    def get(self, number: str) -> PortLock | None:
        """What stands on the number's lock (strongly consistent), None where there is none."""
        with translated():
            try:
                return _lock(PortLockItem.get(PROTECTED + number, consistent_read=True))
            except DoesNotExist:
                return None

    def protecting(self, numbers: Sequence[str], at: datetime) -> list[str]:
        """Those of the numbers that may not be ported now (strongly consistent), in their order."""
        keys = [PROTECTED + number for number in numbers]
        with translated():
            rows = list(PortLockItem.batch_get(keys, consistent_read=True)) if keys else []
        held = {lock.number for lock in map(_lock, rows) if lock.holds(at)}
        return [number for number in numbers if number in held]

    def all(self) -> list[PortLock]:
        """Every lock there ever was, by number. It reads the whole table: for people, not steps."""
        with translated():
            rows = PortLockItem.scan(PortLockItem.number.startswith(PROTECTED))
            return sorted((_lock(row) for row in rows), key=lambda lock: lock.number)

    def record(self, before: PortLock | None, after: PortLock, line: Transition) -> None:
        """Write the lock and the line of its record in one transaction, or nothing."""
        unmoved: Any = PortLockItem.number.does_not_exist()
        if before is not None:
            unmoved = PortLockItem.version == before.version
        with translated(), TransactWrite(connection=connection()) as transaction:
            transaction.save(_item(after), condition=unmoved)
            transaction.save(
                TransitionItem(line.port_out_id, line.sequence, data=line.as_data()),
                condition=TransitionItem.port_out_id.does_not_exist(),
            )

    def history(self, number: str) -> list[Transition]:
        """The whole record of the number's lock, in order."""
        with translated():
            rows = TransitionItem.query(record_id(number), consistent_read=True)
            return [Transition.from_data(row.data) for row in rows]


def _item(lock: PortLock) -> PortLockItem:
    return PortLockItem(
        PROTECTED + lock.number,
        state=lock.state,
        version=lock.version,
        last_hash=lock.last_hash,
        since=timestamp(lock.since),
        asked_by=lock.asked_by.as_data() if lock.asked_by else None,
        free_at=timestamp(lock.free_at) if lock.free_at else None,
    )


def _lock(row: PortLockItem) -> PortLock:
    return PortLock(
        number=row.number.removeprefix(PROTECTED),
        state=LockState(row.state),
        version=int(row.version),
        last_hash=row.last_hash,
        since=datetime.fromisoformat(row.since),
        asked_by=Person(**row.asked_by) if row.asked_by else None,
        free_at=datetime.fromisoformat(row.free_at) if row.free_at else None,
    )
