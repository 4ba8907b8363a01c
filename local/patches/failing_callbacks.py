"""AWS fails a `.waitForTaskToken` task at once when its function raises.

ministack swallows the error and waits for the token until the task times out.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ministack.services import stepfunctions

_waiting: ContextVar[str] = ContextVar("token_of_the_task_that_waits", default="")


class _FunctionRaised(Exception):
    """Carries the error past the place that swallows it."""


def apply() -> None:
    """Let the error of a waiting task's function fail the task, unless its token came first."""
    call, invoke = stepfunctions._call_lambda, stepfunctions._invoke_with_callback

    def call_lambda(func_ref: str, event: Any) -> Any:
        try:
            return call(func_ref, event)
        except stepfunctions._ExecutionError as error:
            pending = stepfunctions._task_tokens.get(_waiting.get())
            if pending is None or pending["event"].is_set():
                raise
            raise _FunctionRaised from error

    def invoke_with_callback(resource: str, payload: Any, token: str, state: dict[str, Any]) -> Any:
        mark = _waiting.set(token)
        try:
            return invoke(resource, payload, token, state)
        except _FunctionRaised as raised:
            stepfunctions._task_tokens.pop(token, None)
            assert raised.__cause__
            raise raised.__cause__ from None
        finally:
            _waiting.reset(mark)

    stepfunctions._call_lambda = call_lambda
    stepfunctions._invoke_with_callback = invoke_with_callback
