"""The fence before CreateCase, which has no client token: one row grants one call."""

from datetime import datetime

from pynamodb.exceptions import DoesNotExist

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.errors import RecordMoved
from port_out.domain.record import timestamp
from port_out.store.faults import translated
from port_out.store.items import CaseAttemptItem

CASE = "CASE"


class CaseFence:
    """At most one caller at a time may create the case of a port-out."""

    def current(self, port_out_id: str) -> CaseAttempt | None:
        """The attempt that stands (strongly consistent)."""
        with translated():
            try:
                row = CaseAttemptItem.get(port_out_id, CASE, consistent_read=True)
            except DoesNotExist:
                return None
        return CaseAttempt(int(row.attempt), row.nonce, datetime.fromisoformat(row.at))

    def acquire(
        self, port_out_id: str, nonce: str, now: datetime, *, after: CaseAttempt | None
    ) -> bool:
        """Take the right to call CreateCase once, if `after` is still what stands."""
        number = 1 if after is None else after.attempt + 1
        condition = (
            CaseAttemptItem.port_out_id.does_not_exist()
            if after is None
            else CaseAttemptItem.nonce == after.nonce
        )
        item = _item(port_out_id, CaseAttempt(number, nonce, now))
        try:
            with translated():
                item.save(condition=condition)
        except RecordMoved:
            current = self.current(port_out_id)
            return current is not None and current.nonce == nonce
        return True

    def give_back(self, port_out_id: str, nonce: str, before: CaseAttempt | None = None) -> None:
        """AWS definitely refused: the right is free again, and `before` stands as it stood."""
        mine = CaseAttemptItem.nonce == nonce
        try:
            with translated():
                if before is None:
                    CaseAttemptItem(port_out_id, CASE).delete(condition=mine)
                else:
                    _item(port_out_id, before).save(condition=mine)
        except RecordMoved:
            return


def _item(port_out_id: str, attempt: CaseAttempt) -> CaseAttemptItem:
    return CaseAttemptItem(
        port_out_id,
        CASE,
        attempt=attempt.attempt,
        nonce=attempt.nonce,
        at=timestamp(attempt.at),
    )
