"""Functions that nobody waits for: AWS keeps such a call until the function has run.

ministack keeps it in a thread, which ends with the world; and what comes by a rule of EventBridge
it tries only once.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from typing import Any

from ministack.services import eventbridge, lambda_svc

from local.keeping.store import NOTHING, Store

SHELF = "errands"
MOST_RETRIES = 2
_errand: ContextVar[str] = ContextVar("errand_of_this_thread", default="")
_tries_left: ContextVar[int] = ContextVar("tries_left_of_this_errand", default=0)


class Errands:
    """Keeps each call before it is made, and forgets it when it has been made."""

    def __init__(self, store: Store, undelivered: Callable[[], None]) -> None:
        self._store, self._undelivered = store, undelivered

    def watch(self) -> None:
        """Keep from now on every call that nobody waits for."""
        self._invoke = lambda_svc.invoke_async_with_retry
        self._execute = lambda_svc._execute_function
        self._route = lambda_svc._route_async_failure
        lambda_svc.invoke_async_with_retry = self._invoked
        lambda_svc._execute_function = self._executed
        lambda_svc._route_async_failure = self._routed
        eventbridge._dispatch_to_lambda = self._sent

    def go_on(self, left: Mapping[str, tuple[str, Any]]) -> None:
        """Make the calls that were not done when the world ended; a function may run twice."""
        for name, (arn, event) in left.items():
            self._begin(name, arn, event)

    def _invoked(self, function: dict[str, Any], event: Any) -> None:
        self._keep((function.get("config") or function)["FunctionArn"], event)

    def _sent(self, arn: str, payload: str) -> None:
        self._keep(arn, json.loads(payload))

    def _keep(self, arn: str, event: Any) -> None:
        name = str(uuid.uuid4())
        self._store.write([(SHELF, name, (arn, event))])
        self._begin(name, arn, event)

    def _done(self, name: str) -> None:
        self._store.write([(SHELF, name, NOTHING)])

    def _begin(self, name: str, arn: str, event: Any) -> None:
        function, config, _ = lambda_svc._get_func_record_for_ref(arn)
        if not function or not config:  # the template has it no more
            self._done(name)
            return
        record = lambda_svc._execution_record_for_config(function, config)
        # ministack's thread copies the context: so a run knows whose it is.
        copy_context().run(self._send, name, record, event)

    def _send(self, name: str, record: dict[str, Any], event: Any) -> None:
        retries = (record.get("event_invoke_config") or {}).get("MaximumRetryAttempts")
        _errand.set(name)
        _tries_left.set(1 + (MOST_RETRIES if retries is None else int(retries)))
        self._invoke(record, event)

    def _executed(self, function: dict[str, Any], event: Any) -> dict[str, Any]:
        result: dict[str, Any] = self._execute(function, event)
        if name := _errand.get():
            _tries_left.set(_tries_left.get() - 1)
            if not result.get("error") or (_tries_left.get() <= 0 and not _is_routed(function)):
                self._done(name)
        return result

    def _routed(self, *failure: Any) -> None:
        self._route(*failure)
        self._undelivered()
        if name := _errand.get():
            self._done(name)


def _is_routed(function: dict[str, Any]) -> bool:
    """Whether somebody is told when the function has failed for the last time."""
    told = (function.get("event_invoke_config") or {}).get("DestinationConfig") or {}
    dead_letters = (function.get("config") or function).get("DeadLetterConfig") or {}
    return bool(told.get("OnFailure") or dead_letters.get("TargetArn"))
