"""One world: the program's own handlers, its state machines, and everybody around them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from port_out import settings, wiring
from port_out.domain.port_out import PortOut
from tests.faults.aws import Answered, Aws, Bus
from tests.faults.clock import Clock
from tests.faults.environment import (
    FOLLOW_UP_CASE,
    POST_TO_CASE,
    REGION,
    SEND_NOTICES,
    SETTLE_WAIT,
)
from tests.faults.functions import Functions
from tests.faults.furnishing import billing, furnish
from tests.faults.machine import FAILED, RUNNING, Execution
from tests.faults.wire import Wire
from tests.papers import a_signed_loa

ROOT = Path(__file__).parents[2]
CARRIER_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
_OWN_NAMES = {
    SETTLE_WAIT: "settle_wait",
    POST_TO_CASE: "post_to_case",
    FOLLOW_UP_CASE: "follow_up_case",
    SEND_NOTICES: "send_notices",
}
EXPIRED = "Port-Out Expired"


class World(Functions):
    """Everything that happens, in virtual time, until nothing comes any more."""

    def __init__(self) -> None:
        clock = Clock()
        super().__init__(clock, Wire(clock, self._effect))
        self.executions: dict[str, Execution] = {}
        self.swept = self.clock.at
        own: dict[tuple[str, str], Answered] = {
            ("lambda", "Invoke"): self._invoke_later,
            ("sfn", "StartExecution"): self._start,
            ("sfn", "SendTaskSuccess"): self._send_success,
        }
        bus = Bus(partial(self.later, "receive_support_update"), self.clock)
        self.aws = Aws(self.clock, bus, own)
        self._definitions = {
            name: json.loads((ROOT / "statemachine" / f"{name}.asl.json").read_text())
            for name in ("port_out", "batch")
        }

    @contextmanager
    def open(self) -> Iterator["World"]:
        """The world, with empty tables and the carriers' keys."""
        with mock_aws():
            self.wire.take_over()
            _forget_all()
            setattr(wiring, "now", self.clock.now)  # noqa: B010 - mypy knows it as a function
            setattr(wiring, "billing", billing)  # noqa: B010 - the same
            furnish(CARRIER_KEY)
            yield self

    def settle(self, hours: float = 0.5) -> None:
        """Let everything happen that comes within these hours."""
        limit = self.clock.at + timedelta(hours=hours)
        while self.clock.next_before(limit):
            pass

    def sweep(self) -> None:
        """The next hour begins; whatever it wakes is done."""
        self.clock.at = max(self.clock.at, self.swept + timedelta(hours=1))
        self.swept = self.clock.at
        event = {"now": self.clock.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self.later("sweep", event)
        self.settle()

    def stored(self, id_: str) -> PortOut:
        """The port-out as the table has it."""
        return wiring.port_outs().get(id_)

    def put_document(self, id_: str, name: str) -> None:
        """Somebody uploads a document by its link."""
        found = {one.name: one for one in wiring.documents().list(id_)}
        boto3.client("s3", region_name=REGION).put_object(
            Bucket=settings.documents_bucket(), Key=found[name].key, Body=a_signed_loa()
        )

    def has_failed(self, id_: str) -> bool:
        """True where the execution ended red, but not for want of patience."""
        execution = self.executions.get(id_)
        return execution is not None and execution.status == FAILED and execution.state != EXPIRED

    def _effect(self, service: str, operation: str, request: Any) -> Any:
        return self.aws.answer(service, operation, request)

    def _invoke_later(self, asked: dict[str, Any]) -> None:
        self.later(_OWN_NAMES[asked["function"]], asked["payload"])

    def _start(self, asked: dict[str, Any]) -> Any:
        name, data = asked["name"], json.loads(asked["input"])
        if (known := self.executions.get(name)) is not None:
            is_same = known.status == RUNNING and known.told == data
            return _started(name) if is_same else "ExecutionAlreadyExists"
        kind = "batch" if "Batch" in asked["stateMachineArn"] else "port_out"
        execution = Execution(name, self._definitions[kind], data, self.clock, self)
        self.executions[name] = execution
        execution.begin()
        return _started(name)

    def _send_success(self, asked: dict[str, Any]) -> Any:
        token, output = asked["taskToken"], json.loads(asked["output"])
        execution = self.executions.get(token.partition("/")[0])
        if execution is None or not execution.succeed(token, output):
            return "TaskTimedOut"
        return {}


def _started(name: str) -> dict[str, Any]:
    return {"executionArn": f"arn:{name}", "startDate": 1764000000.0}


def _forget_all() -> None:
    """Nothing of the world before is known in this one."""
    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
