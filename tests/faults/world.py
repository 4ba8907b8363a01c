"""One world: the program's own handlers, its state machines, and everybody around them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
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
    RECORD_LOSS,
    REGION,
    SEND_NOTICES,
    SETTLE_WAIT,
)
from tests.faults.executions import Executions
from tests.faults.furnishing import Receiver, billing, furnish
from tests.faults.wire import Wire
from tests.papers import a_signed_loa

_OWN_NAMES = {
    SETTLE_WAIT: "settle_wait",
    POST_TO_CASE: "post_to_case",
    FOLLOW_UP_CASE: "follow_up_case",
    SEND_NOTICES: "send_notices",
    RECORD_LOSS: "record_loss",
}
_HEARD = {"aws.support": "receive_support_update", "aws.connect": "receive_release"}
"""Whom each source of events wakes."""
_NOT_MADE_GOOD = {"receive_release", "record_loss"}
"""What no sweep looks for: the message on the queue is all that there is."""
_changed: dict[str, str] = {}
"""What the environment was before a deployment changed it; the next world has it again."""


class World(Executions):
    """Everything that happens, in virtual time, until nothing comes any more."""

    def __init__(self) -> None:
        clock = Clock()
        super().__init__(clock, Wire(clock, self._effect))
        self.swept = self.clock.at
        self.receiver = Receiver()
        own: dict[tuple[str, str], Answered] = {
            ("lambda", "Invoke"): self._invoke_later,
            ("sfn", "StartExecution"): self.start,
            ("sfn", "DescribeExecution"): self.describe,
            ("sfn", "SendTaskSuccess"): self.send_success,
        }
        self.aws = Aws(self.clock, Bus(self._hear, self.clock), own)

    @contextmanager
    def open(self) -> Iterator["World"]:
        """The world, with empty tables and the carriers' keys."""
        with mock_aws():
            self.wire.take_over()
            os.environ.update(_changed)
            _changed.clear()
            _forget_all()
            setattr(wiring, "now", self.clock.now)  # noqa: B010 - mypy knows it as a function
            setattr(wiring, "billing", billing)  # noqa: B010 - the same
            setattr(wiring, "webhook", lambda: self.receiver)  # noqa: B010 - the same
            furnish()
            yield self

    def deploy(self, **settings_: str) -> None:
        """The same program with other settings."""
        for name, value in settings_.items():
            _changed.setdefault(name, os.environ[name])
            os.environ[name] = value
        for made in (wiring.two_persons, wiring.velocity, wiring.carrier_keys):
            made.cache_clear()

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

    def redrive(self) -> None:
        """What nobody makes good by itself is taken from the queue and sent in again."""
        again = [one for one in self.undelivered if one[0] in _NOT_MADE_GOOD]
        self.undelivered = [one for one in self.undelivered if one not in again]
        for function, event in again:
            self.later(function, event)
        self.settle()

    def _effect(self, service: str, operation: str, request: Any) -> Any:
        return self.aws.answer(service, operation, request)

    def _hear(self, event: dict[str, Any]) -> None:
        self.later(_HEARD[event["source"]], event)

    def _invoke_later(self, asked: dict[str, Any]) -> None:
        self.later(_OWN_NAMES[asked["function"]], asked["payload"])


def _forget_all() -> None:
    """Nothing of the world before is known in this one."""
    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
