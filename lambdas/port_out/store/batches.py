"""Batches, and what became of each of their groups."""

from datetime import datetime
from typing import Any

from pynamodb.exceptions import DoesNotExist

from port_out.domain.batch import Batch, GroupOutcome, GroupResult
from port_out.domain.errors import BatchNotFound, Problem, RecordMoved
from port_out.domain.record import timestamp
from port_out.store.batch_items import BatchItem, GroupItem
from port_out.store.faults import translated

BATCH, GROUP = "BATCH", "GROUP#"
LISTED = "Batch"
"""A list of its own in the index of port-outs."""


class Batches:
    """All batches. What is written of a batch or of a group stays as it was written first."""

    def add(self, batch: Batch) -> bool:
        """Store a new batch; False if its id exists."""
        try:
            with translated():
                _batch_item(batch).save(condition=BatchItem.port_out_id.does_not_exist())
        except RecordMoved:
            return False
        return True

    def get(self, batch_id: str) -> Batch:
        """The batch; BatchNotFound if there is none."""
        with translated():
            try:
                row = BatchItem.get(batch_id, BATCH, consistent_read=True)
            except DoesNotExist:
                raise BatchNotFound(batch_id) from None
        return _batch_of(row)

    def newest(
        self, limit: int, cursor: dict[str, Any] | None = None
    ) -> tuple[list[Batch], dict[str, Any] | None]:
        """Up to `limit` batches, the newest first, and where the next page begins."""
        with translated():
            rows = BatchItem.by_state.query(
                LISTED, scan_index_forward=False, limit=limit, last_evaluated_key=cursor
            )
            ids = [row.port_out_id for row in rows]
            whole = BatchItem.batch_get([(id_, BATCH) for id_ in ids])
            known = {row.port_out_id: _batch_of(row) for row in whole}
            return [known[id_] for id_ in ids if id_ in known], rows.last_evaluated_key

    def keep(self, batch_id: str, result: GroupResult) -> None:
        """Write what became of a group; where that is known already, nothing changes."""
        try:
            with translated():
                _group_item(batch_id, result).save(condition=GroupItem.port_out_id.does_not_exist())
        except RecordMoved:
            return

    def results(self, batch_id: str) -> list[GroupResult]:
        """What became of the groups that were tried, in order."""
        with translated():
            rows = GroupItem.query(batch_id, GroupItem.row.startswith(GROUP), consistent_read=True)
            return [_result_of(row) for row in rows]


def _batch_item(batch: Batch) -> BatchItem:
    return BatchItem(
        batch.id,
        BATCH,
        requested_at=timestamp(batch.requested_at),
        requested_by=batch.requested_by,
        caller=batch.caller,
        request_sha256=batch.request_sha256,
        listed=batch.listed,
        group_count=batch.group_count,
        plan_key=batch.plan_key,
        requester_id=batch.requester_id or None,
        in_list=LISTED,
        place=timestamp(batch.requested_at),
    )


def _batch_of(row: BatchItem) -> Batch:
    return Batch(
        id=row.port_out_id,
        requested_at=datetime.fromisoformat(row.requested_at),
        requested_by=row.requested_by,
        caller=row.caller,
        request_sha256=row.request_sha256,
        listed=int(row.listed),
        group_count=int(row.group_count),
        plan_key=row.plan_key,
        requester_id=row.requester_id or "",
    )


def _group_item(batch_id: str, result: GroupResult) -> GroupItem:
    return GroupItem(
        batch_id,
        f"{GROUP}{result.group:05}",
        group=result.group,
        outcome=result.outcome,
        requested_as=result.port_out_id,
        at=timestamp(result.at),
        problems=[dict(vars(problem)) for problem in result.problems],
    )


def _result_of(row: GroupItem) -> GroupResult:
    return GroupResult(
        group=int(row.group),
        outcome=GroupOutcome(row.outcome),
        port_out_id=row.requested_as,
        at=datetime.fromisoformat(row.at),
        problems=tuple(Problem(**problem) for problem in row.problems),
    )
