"""Stands between callers and ministack's dispatcher: records every AWS call, plays the faults."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from ministack.core import iam_actions, iam_evaluator, router

from local.gateway.answers import Answer, error_answer
from local.gateway.calls import Call, CallLog
from local.gateway.faults import DROP, Faults

Headers = dict[str, str]
Query = dict[str, list[str]]
Dispatch = Callable[[str, str, Headers, bytes, Query, str], Awaitable[Answer]]
# What people call these operations, where IAM has another word.
SPOKEN = {"lambda:InvokeFunction": "Invoke"}
DOCUMENTS = "/billing/invoices/"
PROGRAM = "/_aws/execute-api/"


class ConnectionCut(Exception):
    """The caller gets no answer."""


class Front:
    """ministack's ASGI app with a record of its AWS calls and with faults on order.

    `documents` serves what AWS hands out by a link and not by a call: the bills. `keep` is told the
    service and the method of each call before it is answered. Until it is `open`, nobody from
    outside gets to the program.
    """

    def __init__(
        self,
        ministack: Any,
        calls: CallLog,
        faults: Faults,
        documents: Any,
        keep: Callable[[str, str], None],
    ) -> None:
        self._ministack, self._calls, self._faults = ministack, calls, faults
        self._documents, self._keep = documents, keep
        self.open = False
        self._dispatch: Dispatch = ministack._dispatch_service_request
        ministack._dispatch_service_request = self.dispatch

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as ministack does, but cut the connection where a fault says so."""
        if scope.get("path", "").startswith(DOCUMENTS):
            await self._documents(scope, receive, send)
            return
        if not self.open and scope.get("path", "").startswith(PROGRAM):
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            await self._ministack.app(scope, receive, send)
        except ConnectionCut:
            # Promising a body and ending without it makes the server close the connection.
            length = (b"content-length", b"1024")
            await send({"type": "http.response.start", "status": 200, "headers": [length]})

    async def dispatch(
        self, method: str, path: str, headers: Headers, body: bytes, query: Query, request_id: str
    ) -> Answer:
        """Answer one AWS call, by ministack or by a fault, and record it."""
        begun = time.monotonic()
        request = (method, path, headers, body, query)
        service, operation = self._identify(*request)
        fault = self._faults.take(service, operation)
        answer: Answer | None = None
        if fault is None or fault.when == "after":
            answer = await self._dispatch(*request, request_id)
        self._keep(service, method)
        if fault is not None and fault.error == DROP:
            self._record(headers, query, service, operation, (0, {}, b""), begun)
            raise ConnectionCut
        if fault is not None:
            words = fault.message or f"{fault.error} on order"
            answer = error_answer(service, fault.error, words, fault.status)
        assert answer is not None
        self._record(headers, query, service, operation, answer, begun)
        return answer

    def _identify(
        self, method: str, path: str, headers: Headers, body: bytes, query: Query
    ) -> tuple[str, str]:
        parameters = self._ministack._routing_params(method, path, headers, body, query)
        service = router.detect_service(method, path, headers, parameters)
        action = iam_actions.extract_iam_action(service, method, path, headers, body, parameters)
        operation = SPOKEN.get(action or "", (action or "unknown").rpartition(":")[2])
        return service, operation

    def _record(
        self,
        headers: Headers,
        query: Query,
        service: str,
        operation: str,
        answer: Answer,
        begun: float,
    ) -> None:
        status, answered, _ = answer
        principal = iam_evaluator.request_caller_arn(headers, query)
        self._calls.add(
            Call(
                at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                role=principal.split(":", 5)[5].split("/")[1] if "/" in principal else "root",
                principal=principal,
                service=service,
                operation=operation,
                status=status,
                error=_error(status, answered, answer[2]),
                milliseconds=int((time.monotonic() - begun) * 1000),
            )
        )


def _error(status: int, headers: Headers, body: bytes) -> str | None:
    if status and status < 400:
        return None
    named = {name.lower(): value for name, value in headers.items()}.get("x-amzn-errortype")
    if named:
        return named.split(":")[0]
    text = body.decode("utf-8", "replace")
    for opening, closing in (("<Code>", "</Code>"), ('"__type": "', '"'), ('"__type":"', '"')):
        if opening in text:
            return text.partition(opening)[2].partition(closing)[0].rpartition("#")[2]
    return "ConnectionCut" if not status else None
