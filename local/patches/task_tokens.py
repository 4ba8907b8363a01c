"""AWS makes a new token for every attempt, and answers `TaskTimedOut` for one already used.

ministack keeps the token when a task is retried, lets a second answer overwrite the first, and
answers `TaskDoesNotExist` for a token that is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from ministack.core.responses import error_response_json, new_uuid
from ministack.services import stepfunctions

issued: set[str] = set()
again: ContextVar[str] = ContextVar("token_of_a_wait_that_goes_on", default="")
"""The token that the next attempt of this thread has, where it is one that was begun before."""


def apply() -> None:
    """One token an attempt, one answer a token."""
    _new_token_for_each_attempt()
    for name in ("_send_task_success", "_send_task_failure", "_send_task_heartbeat"):
        setattr(stepfunctions, name, _only_while_open(getattr(stepfunctions, name)))
    stepfunctions._send_task_success = _only_json(stepfunctions._send_task_success)


def _new_token_for_each_attempt() -> None:
    original = stepfunctions._apply_parameters

    def apply_parameters(
        state: dict[str, Any], data: Any, ctx: dict[str, Any] | None = None
    ) -> Any:
        if ctx and ".waitForTaskToken" in str(state.get("Resource", "")) and "Task" in ctx:
            ctx["Task"]["Token"] = again.get() or new_uuid()
            again.set("")
            issued.add(ctx["Task"]["Token"])
        return original(state, data, ctx)

    stepfunctions._apply_parameters = apply_parameters


def _only_while_open(original: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    def send(data: dict[str, Any]) -> Any:
        token = data.get("taskToken", "")
        pending = stepfunctions._task_tokens.get(token)
        if pending is not None and not pending["event"].is_set():
            return original(data)
        if token in issued:
            return error_response_json(
                "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'", 400
            )
        return error_response_json("InvalidToken", "Invalid Token: 'Invalid token'", 400)

    return send


def _only_json(original: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    def send(data: dict[str, Any]) -> Any:
        try:
            json.loads(data.get("output", ""))
        except ValueError:
            return error_response_json("InvalidOutput", "Invalid Output: 'not JSON'", 400)
        return original(data)

    return send
