"""EventBridge Scheduler puts the scheduled time in place of `<aws.scheduler.scheduled-time>`.

ministack's scheduler sends the words as they are.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ministack.services import eventbridge

SCHEDULED_TIME = "<aws.scheduler.scheduled-time>"


def apply() -> None:
    """Fill in the scheduled time of every schedule's input."""
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], *rest: Any) -> Any:
        if event.get("Source") == "aws.scheduler" and SCHEDULED_TIME in target.get("Input", ""):
            at = datetime.fromtimestamp(event["Time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            target = {**target, "Input": target["Input"].replace(SCHEDULED_TIME, at)}
        return original(target, event, *rest)

    eventbridge._invoke_target = invoke
