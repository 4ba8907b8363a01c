"""Confirm Batch: was every group of the batch tried? People are told how it ended."""

from typing import Any

from port_out import wiring
from port_out.domain.batch import BatchOutcome, GroupOutcome, untried
from port_out.domain.batch_notice import batch_notice
from port_out.gateways.topic import Topic
from port_out.observability import step
from port_out.store.batches import Batches


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return confirm_batch(event["batch_id"], batches=wiring.batches(), topic=wiring.topic())


def confirm_batch(batch_id: str, *, batches: Batches, topic: Topic) -> dict[str, Any]:
    """How many groups were requested, refused, and not tried; incomplete where some were not.

    It is told once it is published: where it can't be, the step fails, and is tried again.
    """
    batch, results = batches.get(batch_id), batches.results(batch_id)
    left = untried(batch, results)
    notice = batch_notice(batch, results)
    topic.publish(notice.subject, notice.text, notice.attributes)
    refused = sum(result.outcome is GroupOutcome.REFUSED for result in results)
    return {
        "outcome": BatchOutcome.INCOMPLETE if left else BatchOutcome.REQUESTED,
        "requested": len(results) - refused,
        "refused": refused,
        "not_tried": len(left),
    }
