"""Executions of Step Functions: each is in the file with the place where it stands.

ministack runs an execution in a thread that alone knows the place; its own way to load one that
ran is to fail it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from ministack.services import stepfunctions

from local.keeping.places import Place
from local.keeping.returns import Returns
from local.keeping.store import Change, Store

SHELF, ANSWERS = "executions", "task tokens"
HANDLERS = ("task", "pass", "choice", "wait", "parallel", "map")
# What ministack takes for a wait without TimeoutSeconds.
LONGEST_SECONDS = 99999
_inside: ContextVar[bool] = ContextVar("inside_a_map_or_parallel", default=False)
_running: ContextVar[str] = ContextVar("execution_of_this_thread", default="")
_handing: ContextVar[bool] = ContextVar("a_token_is_being_handed_out", default=False)


class Executions:
    """Keeps what Step Functions does, each step before anybody can see it."""

    def __init__(self, store: Store, returns: Returns) -> None:
        self._store, self._returns, self._lock = store, returns, threading.Lock()
        self._places: dict[str, Place] = returns.places

    def watch(self) -> None:
        """Keep from now on every execution, and every answer to a task token."""
        for name in HANDLERS:
            _around(f"_execute_{name}", self._handled)
        _around("_run_sub_machine", _marked_inside)
        _around("_add_event", self._event)
        _around("_emit_execution_status_event", self._changed)
        _around("_invoke_with_callback", self._asked)
        _around("_call_lambda", self._called)
        for name in ("_send_task_success", "_send_task_failure"):
            _around(name, self._answered)

    def _keep(self, arn: str, *more: Change) -> None:
        """Put the execution into the file as it is now, and what else belongs to it."""
        with self._lock:
            execution = stepfunctions._executions[arn]
            place = self._places.get(arn) if execution["status"] == "RUNNING" else None
            key = stepfunctions._executions._scoped(arn)
            self._store.write([(SHELF, key, (execution, place)), *more])

    def _handled(self, handle: Any, state: Any, data: Any, *rest: Any) -> Any:
        if _inside.get():
            return handle(state, data, *rest)
        arn = rest[-1]["Execution"]["Id"]
        if place := self._returns.jump(arn):
            return place.input, place.name
        _running.set(arn)
        with self._returns.landing(arn):
            output, following = handle(state, data, *rest)
        if following:
            self._places[arn] = Place(following, output)
        return output, following

    def _event(self, add: Any, execution: Any, kind: str, details: Any = None) -> Any:
        arn = execution["executionArn"]
        if self._returns.has_had(arn, kind):
            return {}
        event = add(execution, kind, details)
        if kind.endswith("StateEntered"):
            entered = event["stateEnteredEventDetails"]
            self._places[arn] = Place(entered["name"], json.loads(entered["input"]))
        elif kind.endswith("StateExited"):
            self._keep(arn)
        return event

    def _changed(self, emit: Any, execution: Any) -> None:
        # It has begun, or ended in one way or another.
        self._keep(execution["executionArn"])
        emit(execution)

    def _asked(self, invoke: Any, resource: str, payload: Any, token: str, state: Any) -> Any:
        if _inside.get():
            return invoke(resource, payload, token, state)
        arn = _running.get()
        place, back = self._places[arn], self._returns.arrives(arn, token)
        if not back:
            place.token, place.handed = token, False
            place.until = time.time() + state.get("TimeoutSeconds", LONGEST_SECONDS)
            self._keep(arn, (ANSWERS, token, None))
        mark = _handing.set(True)
        try:
            if back:
                return self._returns.wait_on(place, payload)
            return invoke(resource, payload, token, state)
        finally:
            _handing.reset(mark)

    def _called(self, call: Any, function: str, event: Any) -> Any:
        result = call(function, event)
        if _handing.get():
            arn = _running.get()
            self._places[arn].handed = True
            self._keep(arn)
        return result

    def _answered(self, send: Any, data: dict[str, Any]) -> Any:
        answer = send(data)
        if answer[0] == 200:
            error = {"Error": data.get("error", "TaskFailed"), "Cause": data.get("cause", "")}
            said = {"result": data["output"]} if "output" in data else {"error": error}
            self._store.write([(ANSWERS, data["taskToken"], said)])
        return answer


def _around(name: str, around: Callable[..., Any]) -> None:
    original = getattr(stepfunctions, name)

    def call(*arguments: Any) -> Any:
        return around(original, *arguments)

    setattr(stepfunctions, name, call)


def _marked_inside(run: Any, *arguments: Any) -> Any:
    mark = _inside.set(True)
    try:
        return run(*arguments)
    finally:
        _inside.reset(mark)
