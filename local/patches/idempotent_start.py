"""AWS answers StartExecution with the same name and input as a running one like the first call.

ministack answers `ExecutionAlreadyExists`.
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_account_id, get_region, json_response
from ministack.services import stepfunctions


def apply() -> None:
    """Make a repeated StartExecution succeed while the execution runs."""
    original = stepfunctions._start_execution

    def start(data: dict[str, Any]) -> Any:
        running = _named(data)
        if running is None or running["status"] != "RUNNING":
            return original(data)
        if running["input"] != data.get("input", "{}"):
            return original(data)
        arn, date = running["executionArn"], running["startDate"]
        return json_response({"executionArn": arn, "startDate": date})

    stepfunctions._start_execution = start


def _named(data: dict[str, Any]) -> dict[str, Any] | None:
    machine_arn = stepfunctions._resolve_state_machine_arn(data.get("stateMachineArn", ""))
    if machine_arn is None or not data.get("name"):
        return None
    machine = stepfunctions._state_machines[machine_arn]["name"]
    scope = f"arn:aws:states:{get_region()}:{get_account_id()}:execution"
    execution: dict[str, Any] | None = stepfunctions._executions.get(
        f"{scope}:{machine}:{data['name']}"
    )
    return execution
