"""Our functions, as Lambda runs them: at once for a caller, or later and again for nobody."""

import importlib
import json
from functools import partial
from typing import Any

import boto3

from infra.functions import FUNCTIONS
from port_out import settings, wiring
from port_out.observability import metrics
from tests.faults.clock import Clock
from tests.faults.environment import REGION
from tests.faults.kinds import Killed, Kind
from tests.faults.machine import StepError
from tests.faults.wire import Run, Wire

_ASYNC_PAUSES = (60, 120)
"""After which Lambda repeats an asynchronous call; then its failure goes to the queue."""
_MODULES = {spec.name: f"port_out.{spec.module}" for spec in FUNCTIONS}
_STEPS = {spec.construct_id: spec.name for spec in FUNCTIONS if spec.is_step}
_KEY_READERS = {"authorize_carrier", "receive_carrier_update"}
_INVOKING = {
    Kind.THROTTLED: "Lambda.TooManyRequestsException",
    Kind.BROKEN: "Lambda.ServiceException",
    Kind.LOST: "Lambda.SdkClientException",
    Kind.KILLED: "Lambda.Unknown",
    Kind.DENIED: "Lambda.AccessDeniedException",
}


class Functions:
    """The real handlers."""

    def __init__(self, clock: Clock, wire: Wire) -> None:
        self.clock, self.wire = clock, wire
        self.undelivered: list[tuple[str, Any]] = []
        """What lies on the queue of the undelivered: function and event."""
        self.called: set[str] = set()

    def call(self, function: str, event: Any) -> Any:
        """One run of a function, by whoever calls it; StepError where it fails."""
        self.called.add(function)
        if function in _KEY_READERS:
            # Each is a process of its own, and this one has just started.
            wiring.carrier_keys.cache_clear()
        handler = importlib.import_module(_MODULES[function]).handler
        before, self.wire.run = self.wire.run, Run(function)
        try:
            return handler(event, None)
        except Killed:
            new_process()
            raise StepError("Lambda.Unknown") from None
        except Exception as error:
            raise StepError(type(error).__name__) from error
        finally:
            self.wire.run = before
            metrics().clear_metrics()

    def later(self, function: str, event: Any, tries: int = 0) -> None:
        """An asynchronous call, which Lambda repeats twice."""

        def act() -> None:
            try:
                self.call(function, event)
            except StepError:
                if tries < len(_ASYNC_PAUSES):
                    again = partial(self.later, function, event, tries + 1)
                    self.clock.after(_ASYNC_PAUSES[tries], again)
                else:
                    self.undelivered.append((function, event))

        self.clock.after(0.2, act)

    def run(self, function: str, payload: Any) -> Any:
        """A task of a state machine, whose own call of the function may fail too."""
        name = _STEPS[function]
        try:
            fault = self.wire.invoked(name)
        except Killed:
            raise StepError("Lambda.Unknown") from None
        if fault is None:
            return self.call(name, payload)
        if fault.kind in (Kind.LOST, Kind.KILLED):
            self.call(name, payload)
        raise StepError(_INVOKING[fault.kind])

    def items(self, key: str) -> list[Any]:
        """What the Map of the batch reads."""
        client = boto3.client("s3", region_name=REGION)
        read = client.get_object(Bucket=settings.documents_bucket(), Key=key)["Body"].read()
        found: list[Any] = json.loads(read)
        return found


def new_process() -> None:
    """What a function that starts anew has lost: all that it remembered."""
    for made in (wiring.carrier_keys, wiring.traffic):
        made.cache_clear()
