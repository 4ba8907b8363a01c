"""Batches in memory: what was written first stays."""

from port_out.domain.batch import Batch, GroupResult
from port_out.domain.errors import BatchNotFound
from port_out.store.batches import Batches


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

    def keep(self, batch_id: str, result: GroupResult) -> None:
        self.kept.setdefault(batch_id, {}).setdefault(result.group, result)

    def results(self, batch_id: str) -> list[GroupResult]:
        return [result for _, result in sorted(self.kept.get(batch_id, {}).items())]
