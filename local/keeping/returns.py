"""Executions that were running when the world ended: each goes back to the place where it stood.

ministack begins every execution at its first state. There it is taken to its own place, and what
its history has already had is not written again. A wait keeps its token, and its function is not
called again once it has kept it; any other task begins again, as after a failure of Lambda's.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import stepfunctions

from local.keeping.places import Place
from local.patches import task_tokens

PATIENCE_SECONDS = 30.0


class Returns:
    """The executions on their way back, and the places of all."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self._to_jump: dict[str, Place] = {}
        self._to_wait: dict[str, Place] = {}
        self._silent: dict[str, threading.Event] = {}

    def put_back(self, executions: Mapping[Any, Any], answers: Mapping[str, Any]) -> int:
        """Have all executions and tokens known again; gives how many are to go on."""
        task_tokens.issued.update(answers)
        for (account, region, arn), (execution, place) in executions.items():
            stepfunctions._executions._data[account, region, arn] = execution
            if place is not None and place.token:
                said = answers.get(place.token)
                pending: dict[str, Any] = {"result": None, "error": None, "heartbeat": None}
                pending |= {"event": threading.Event()} | (said or {})
                if said:
                    pending["event"].set()
                stepfunctions._task_tokens._data[account, region, place.token] = pending
        running = {k: place for k, (one, place) in executions.items() if one["status"] == "RUNNING"}
        self._running = running
        return len(running)

    def go_on(self) -> None:
        """Take the executions back; each is where it stood when this returns."""
        there = []
        for (account, region, arn), place in self._running.items():
            arrived = threading.Event()
            if place is not None:
                self.places[arn] = self._to_jump[arn] = place
                self._silent[arn] = arrived
                there.append(arrived)
            with request_scope(account, region):
                run = copy_context().run
            threading.Thread(target=run, args=(_run, arn, arrived), daemon=True).start()
        for each in there:
            each.wait(PATIENCE_SECONDS)

    def jump(self, arn: str) -> Place | None:
        """At the first state of one on its way back: the place that it is taken to."""
        place = self._to_jump.pop(arn, None)
        if place is not None and place.token:
            self._to_wait[arn] = place
        return place

    @contextmanager
    def landing(self, arn: str) -> Iterator[None]:
        """Around the handling of a state: a wait gets the token that it had."""
        if place := self._to_wait.get(arn):
            task_tokens.again.set(place.token)
        try:
            yield
        finally:
            task_tokens.again.set("")
            self._to_wait.pop(arn, None)
            self._arrived(arn)

    def has_had(self, arn: str, kind: str) -> bool:
        """Whether the history of one on its way back has this event already, or need not know."""
        if arn not in self._silent:
            return False
        enters = kind.endswith("StateEntered") and arn not in self._to_jump
        if kind.startswith("Execution") or (enters and arn not in self._to_wait):
            self._arrived(arn)
            return False
        return True

    def arrives(self, arn: str, token: str) -> bool:
        """Whether this is the wait that goes on; from here on its history is written again."""
        place = self._to_wait.pop(arn, None)
        self._arrived(arn)
        return place is not None and place.token == token

    def wait_on(self, place: Place, payload: Any) -> Any:
        """Wait for the answer to a token that was out, for as long as was left."""
        pending = stepfunctions._task_tokens[place.token]
        try:
            if not place.handed and not pending["event"].is_set():
                _hand_out(payload, pending)
            if not pending["event"].wait(max(0.0, place.until - time.time())):
                words = "Task timed out waiting for callback"
                raise stepfunctions._ExecutionError("States.Timeout", words)
        finally:
            stepfunctions._task_tokens.pop(place.token, None)
        if error := pending["error"]:
            raise stepfunctions._ExecutionError(error["Error"], error["Cause"])
        return json.loads(pending["result"])

    def _arrived(self, arn: str) -> None:
        if arrived := self._silent.pop(arn, None):
            arrived.set()


def _hand_out(payload: Any, pending: dict[str, Any]) -> None:
    function = stepfunctions._resolve_lambda_function_ref(payload["FunctionName"], optimized=True)
    try:
        stepfunctions._call_lambda(function, payload["Payload"])
    except stepfunctions._ExecutionError:
        if not pending["event"].is_set():
            raise


def _run(arn: str, arrived: threading.Event) -> None:
    try:
        stepfunctions._run_execution(arn)
    finally:
        arrived.set()
