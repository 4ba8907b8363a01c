"""Confirm Batch: was every group of the batch tried?"""

from typing import Any

from port_out import wiring
from port_out.domain.batch import BatchOutcome, GroupOutcome, untried
from port_out.observability import step
from port_out.store.batches import Batches


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return confirm_batch(event["batch_id"], batches=wiring.batches())


def confirm_batch(batch_id: str, *, batches: Batches) -> dict[str, Any]:
    """How many groups were requested, refused, and not tried; incomplete where some were not."""
    batch, results = batches.get(batch_id), batches.results(batch_id)
    left = untried(batch, results)
    refused = sum(result.outcome is GroupOutcome.REFUSED for result in results)
    return {
        "outcome": BatchOutcome.INCOMPLETE if left else BatchOutcome.REQUESTED,
        "requested": len(results) - refused,
        "refused": refused,
        "not_tried": len(left),
    }
