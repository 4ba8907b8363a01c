"""Batches in memory: what was written first stays."""

from typing import Any

from port_out.domain.batch import Batch, GroupResult
from port_out.domain.errors import BatchNotFound
from port_out.domain.record import timestamp
from port_out.store.batches import BATCH, LISTED, Batches


class FakeBatches(Batches):
    """Keeps batches and results by id."""

    def __init__(self) -> None:
        self.rows: dict[str, Batch] = {}
        self.kept: dict[str, dict[int, GroupResult]] = {}

    def add(self, batch: Batch) -> bool:
        is_new = batch.id not in self.rows
        self.rows.setdefault(batch.id, batch)
        return is_new

    def get(self, batch_id: str) -> Batch:
        if batch_id not in self.rows:
            raise BatchNotFound(batch_id)
        return self.rows[batch_id]

    def newest(
        self, limit: int, cursor: dict[str, Any] | None = None
    ) -> tuple[list[Batch], dict[str, Any] | None]:
        ordered = sorted(self.rows.values(), key=lambda batch: batch.requested_at, reverse=True)
        ids = [batch.id for batch in ordered]
        start = ids.index(cursor["port_out_id"]["S"]) + 1 if cursor else 0
        found = ordered[start : start + limit]
        return found, _key_of(found[-1]) if found and start + limit < len(ids) else None

    def keep(self, batch_id: str, result: GroupResult) -> None:
        self.kept.setdefault(batch_id, {}).setdefault(result.group, result)

    def results(self, batch_id: str) -> list[GroupResult]:
        return [result for _, result in sorted(self.kept.get(batch_id, {}).items())]


def _key_of(batch: Batch) -> dict[str, Any]:
    at = timestamp(batch.requested_at)
    texts = {"port_out_id": batch.id, "row": BATCH, "in_list": LISTED, "place": at}
    return {name: {"S": text} for name, text in texts.items()}
