"""The fence before CreateCase, which has no client token: one row grants one call."""

from datetime import datetime

from pynamodb.exceptions import DoesNotExist

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.errors import RecordMoved
from port_out.domain.record import timestamp
from port_out.store.case_items import CaseAttemptItem
from port_out.store.faults import translated

CASE = "CASE"
"""The row of the first case; that of the second follow-up is CASE#3."""


class CaseFence:
    """At most one caller at a time may create a case of a port-out; each generation has a row."""

    def current(self, port_out_id: str, generation: int = 1) -> CaseAttempt | None:
        """The attempt that stands (strongly consistent)."""
        with translated():
            try:
                row = CaseAttemptItem.get(
                    port_out_id, row_of(CASE, generation), consistent_read=True
                )
            except DoesNotExist:
                return None
        return CaseAttempt(int(row.attempt), row.nonce, datetime.fromisoformat(row.at))

    def acquire(
        self,
        port_out_id: str,
        nonce: str,
        now: datetime,
        *,
        after: CaseAttempt | None,
        generation: int = 1,
    ) -> bool:
        """Take the right to call CreateCase once, if `after` is still what stands."""
        number = 1 if after is None else after.attempt + 1
        condition = (
            CaseAttemptItem.port_out_id.does_not_exist()
            if after is None
            else CaseAttemptItem.nonce == after.nonce
        )
        item = _item(port_out_id, CaseAttempt(number, nonce, now), generation)
        try:
            with translated():
                item.save(condition=condition)
        except RecordMoved:
            current = self.current(port_out_id, generation)
            return current is not None and current.nonce == nonce
        return True

    def give_back(
        self,
        port_out_id: str,
        nonce: str,
        before: CaseAttempt | None = None,
        generation: int = 1,
    ) -> None:
        """AWS definitely refused: the right is free again, and `before` stands as it stood."""
        mine = CaseAttemptItem.nonce == nonce
        try:
            with translated():
                if before is None:
                    CaseAttemptItem(port_out_id, row_of(CASE, generation)).delete(condition=mine)
                else:
                    _item(port_out_id, before, generation).save(condition=mine)
        except RecordMoved:
            return


def row_of(name: str, generation: int) -> str:
    """The name of a row that each case of a port-out has for itself."""
    return name if generation == 1 else f"{name}#{generation}"


def _item(port_out_id: str, attempt: CaseAttempt, generation: int) -> CaseAttemptItem:
    return CaseAttemptItem(
        port_out_id,
        row_of(CASE, generation),
        attempt=attempt.attempt,
        nonce=attempt.nonce,
        at=timestamp(attempt.at),
    )
