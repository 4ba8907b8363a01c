"""State machines that the interpreter runs in the tests' own process."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from ministack.services import stepfunctions

from tests.waiting import until

ROLE = "arn:aws:iam::000000000000:role/machine"
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:step"


def raising(*errors: tuple[str, str]) -> Callable[[Any], Any]:
    left = list(errors)

    def work(event: Any) -> Any:
        if left:
            raise stepfunctions._ExecutionError(*left.pop(0))
        return {"done": True}

    return work


def machine(**fields: Any) -> str:
    waiting = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {"FunctionName": FUNCTION, "Payload": {"token.$": "$$.Task.Token"}},
        "TimeoutSeconds": 1,
        "End": True,
    }
    definition = {"StartAt": "Wait", "States": {"Wait": waiting | fields.pop("wait", {})}}
    arn = f"arn:aws:states:us-east-1:000000000000:stateMachine:m{time.monotonic_ns()}"
    stepfunctions._state_machines[arn] = {
        "name": arn.rpartition(":")[2],
        "stateMachineArn": arn,
        "definition": json.dumps(definition | fields),
        "roleArn": ROLE,
        "revisionId": "1",
    }
    return arn


def start(arn: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
    status, _, body = stepfunctions._start_execution({"stateMachineArn": arn, **parameters})
    return status, json.loads(body)


def ended(arn: str, **parameters: Any) -> dict[str, Any]:
    execution = stepfunctions._executions[start(arn, **parameters)[1]["executionArn"]]
    until(lambda: execution["status"] != "RUNNING")
    result: dict[str, Any] = execution
    return result
