"""AWS ends an execution as TIMED_OUT after the state machine's own TimeoutSeconds.

ministack ignores that field.
"""

from __future__ import annotations

import contextvars
import json
import threading
from typing import Any

from ministack.core.responses import now_iso
from ministack.services import stepfunctions


def apply() -> None:
    """End executions that outlive their machine's TimeoutSeconds."""
    original = stepfunctions._run_execution

    def run(execution_arn: str) -> None:
        execution = stepfunctions._executions.get(execution_arn) or {}
        seconds = _seconds(execution)
        if seconds is None or seconds > threading.TIMEOUT_MAX:
            original(execution_arn)
            return
        context = contextvars.copy_context()
        timer = threading.Timer(seconds, context.run, (_time_out, execution))
        timer.daemon = True
        timer.start()
        try:
            original(execution_arn)
        finally:
            timer.cancel()

    stepfunctions._run_execution = run


def _seconds(execution: dict[str, Any]) -> float | None:
    machine = stepfunctions._state_machines.get(execution.get("stateMachineArn", "")) or {}
    seconds = json.loads(machine.get("definition", "{}")).get("TimeoutSeconds")
    return float(seconds) if seconds is not None else None


def _time_out(execution: dict[str, Any]) -> None:
    if execution["status"] == "RUNNING":
        execution["status"], execution["stopDate"] = "TIMED_OUT", now_iso()
        details = {"executionTimedOutEventDetails": {"error": "States.Timeout"}}
        stepfunctions._add_event(execution, "ExecutionTimedOut", details)
        stepfunctions._emit_execution_status_event(execution)
