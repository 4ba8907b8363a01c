"""The AWS of this world: moto for what it knows, the twins for the rest, our own executions."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from ministack.core import iam_evaluator
from moto.core.botocore_stubber import BotocoreStubber

from local.gateway.answers import error_answer
from local.twins import account, connect, invoicing, organizations, support
from local.twins.connect import estate as connect_estate
from local.twins.limits import Limits
from local.twins.service import Twin
from local.twins.support import case, desk, reading
from tests.faults.asking import asked, body_of, text_of
from tests.faults.clock import Clock
from tests.faults.environment import ACCOUNT, REGION
from tests.faults.kinds import Parts
from tests.faults.shortcuts import items_as_they_are, nothing_there

_OK = {"Content-Type": "application/x-amz-json-1.0"}
Answered = Callable[[dict[str, Any]], Any]


class Bus:
    """Where the twins put their events."""

    def __init__(self, deliver: Callable[[dict[str, Any]], None], clock: Clock) -> None:
        self._deliver, self._clock = deliver, clock

    def emit(self, source: str, kind: str, detail: dict[str, Any], *, deliver: int = 1) -> None:
        """Deliver one event as often as told."""
        time = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        for _ in range(deliver):
            self._deliver({"source": source, "time": time, "detail": detail})

    hold = emit


class Aws:
    """Answers one request of botocore."""

    def __init__(self, clock: Clock, bus: Bus, own: Mapping[tuple[str, str], Answered]) -> None:
        limits = Limits(cases_per_hour=10)
        self.desk = support.Desk(ACCOUNT, limits, bus)  # type: ignore[arg-type]  # it emits like the twins' own bus
        self.estate = connect.Estate(ACCOUNT, REGION, bus)  # type: ignore[arg-type]  # the same
        self.ledger = invoicing.Ledger(ACCOUNT, "https://billing.example")
        self._own = own
        ledger, estate = self.ledger, self.estate
        self._twins = {
            "support": Twin("support", support.operations(self.desk)),
            "connect": Twin("connect", connect.operations(estate)),
            "invoicing": Twin("invoicing", invoicing.operations(ledger)),
            "account": Twin("account", account.operations(ledger)),
            "organizations": Twin("organizations", organizations.operations(ledger)),
        }
        self._moto = BotocoreStubber()
        items_as_they_are()
        iam_evaluator.request_caller_arn = lambda *_: f"arn:aws:sts::{ACCOUNT}:assumed-role/role/us"
        clock.rule(case, desk, reading, invoicing, connect_estate)

    def answer(self, service: str, operation: str, request: AWSPreparedRequest) -> Parts:
        """The call has its effect, and this is its answer."""
        if (service, operation) in self._own:
            return self._of_ours(service, operation, request)
        if service in self._twins:
            method, path, headers, body, query = asked(request)
            return _finished(self._twins[service].answer(method, path, headers, body, query))
        if service == "dynamodb" and (nothing := nothing_there(operation, request)) is not None:
            return nothing
        done = self._moto.process_request(_plain(request))
        assert done is not None, f"nobody answers {service}:{operation}"
        status, headers, text = done
        content = text.encode() if isinstance(text, str) else bytes(text or b"")
        return status, {str(k): str(v) for k, v in headers.items()}, content

    def _of_ours(self, service: str, operation: str, request: AWSPreparedRequest) -> Parts:
        _, path, _, body, _ = asked(request)
        if service == "lambda":
            name = path.split("/")[3]
            self._own[service, operation]({"function": name, "payload": json.loads(body)})
            return 202, {}, b""
        told = self._own[service, operation](json.loads(body))
        if isinstance(told, str):
            return error_answer("stepfunctions", told, "refused", 400)
        return 200, _OK, json.dumps(told).encode()


def _finished(coroutine: Any) -> Parts:
    """A twin never waits: its first step is its last."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        parts: Parts = done.value
        return parts
    raise AssertionError("a twin waited")


def _plain(request: AWSPreparedRequest) -> AWSPreparedRequest:
    """As moto reads it: headers are text, a stream is bytes."""
    headers = HTTPHeaders()
    for name, value in request.headers.items():
        headers[name] = text_of(value)
    return AWSPreparedRequest(request.method, request.url, headers, body_of(request), False)
