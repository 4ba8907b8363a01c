"""What lies between botocore and AWS: it records every call, and lets one of them fail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botocore import handlers
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from tests.faults.asking import text_of, token_of
from tests.faults.clock import Clock
from tests.faults.kinds import Killed, Kind, Parts, garbled, has_refusal, refusal, response

CALL_SECONDS = 0.05
TIMEOUT_SECONDS = 20.0
Key = tuple[str, str, str, int]
"""Function, service, operation, and which call of that operation in its run."""


@dataclass
class Fault:
    """One fault, of one call; `again`: only where the function runs again, after a first death."""

    key: Key
    kind: Kind
    again: bool = False
    lasting: bool = False
    """A denial lasts until somebody mends it, other faults for one call."""
    died: bool = False
    hit: bool = False
    call_id: str = ""
    cleared: bool = False

    @property
    def is_met(self) -> bool:
        """True once the call has met it."""
        return self.hit


@dataclass
class Run:
    """One run of a function, and how often it made each call."""

    function: str
    calls: dict[tuple[str, str], int] = field(default_factory=dict)
    last_id: str = ""


Effect = Callable[[str, str, AWSPreparedRequest], Parts]
Watch = Callable[[Key], Fault | None]


class Wire:
    """Calls outside any function (of the parties, of the judge) pass untouched."""

    def __init__(self, clock: Clock, effect: Effect) -> None:
        self.clock, self._effect = clock, effect
        self.run: Run | None = None
        self.fault: Fault | None = None
        self.watch: Watch = lambda key: None
        self.outages: set[tuple[str, str]] = set()
        """Services and operations that our functions may not call, until it is mended."""
        self._transactions: dict[str, Parts] = {}

    def take_over(self) -> None:
        """Every client that is made from now on calls the newest wire; moto's hook is left out."""
        _newest[:] = [self]
        kept = [one for one in handlers.BUILTIN_HANDLERS if one[0] != "before-send"]
        handlers.BUILTIN_HANDLERS[:] = [("before-send", _send), *kept]

    def send(self, request: AWSPreparedRequest, event_name: str, **_: Any) -> AWSResponse:
        service, operation = event_name.split(".")[1:]
        self.clock.pass_(CALL_SECONDS)
        fault = self._fault(service, operation, request)
        if fault is not None:
            return self._failing(fault, service, operation, request)
        if self.run is not None and (service, operation) in self.outages:
            return response(request.url, refusal(Kind.DENIED, service, operation))
        return response(request.url, self._done(service, operation, request))

    def mend(self) -> None:
        """Somebody has mended whatever was wrong."""
        self.outages.clear()
        if self.fault is not None:
            self.fault.cleared = True

    def _fault(self, service: str, operation: str, request: AWSPreparedRequest) -> Fault | None:
        """The fault that this attempt meets, if it meets one."""
        if self.run is None:
            return None
        call_id = text_of(request.headers.get("amz-sdk-invocation-id", ""))
        is_repeated = bool(call_id) and call_id == self.run.last_id
        self.run.last_id = call_id
        key = self._counted(service, operation, is_repeated)
        if self.fault is None and not is_repeated:
            self.fault = self.watch(key)
        return self.fault if self._meets(self.fault, key, call_id) else None

    def _counted(self, service: str, operation: str, is_repeated: bool) -> Key:
        assert self.run is not None
        name = (service, operation)
        self.run.calls[name] = self.run.calls.get(name, 0) + (not is_repeated)
        return (self.run.function, service, operation, self.run.calls[name])

    def _meets(self, fault: Fault | None, key: Key, call_id: str) -> bool:
        if fault is None or fault.cleared or fault.key[:3] != key[:3]:
            return False
        if fault.hit and not fault.lasting:
            # The SDK's own repetitions of the call fail alike, unless the first only is lost.
            return call_id == fault.call_id and fault.kind is not Kind.ONCE_LOST
        if fault.again and not fault.died:
            if key != fault.key:
                return False
            fault.died = True
            raise Killed
        if fault.lasting or fault.again or key == fault.key:
            fault.hit, fault.call_id = True, call_id
            return True
        return False

    def invoked(self, function: str) -> Fault | None:
        """The fault that the state machine's own call of a step meets, if it meets one."""
        key = (function, "states", "Invoke", 1)
        if self.fault is None:
            self.fault = self.watch(key)
        return self.fault if self._meets(self.fault, key, f"{self.clock.at}") else None

    def _failing(
        self, fault: Fault, service: str, operation: str, request: AWSPreparedRequest
    ) -> AWSResponse:
        kind = fault.kind
        if kind is Kind.REFUSED and not has_refusal(service, operation):
            raise EndpointConnectionError(endpoint_url=request.url)
        if kind in (Kind.DENIED, Kind.THROTTLED, Kind.BROKEN, Kind.REFUSED):
            return response(request.url, refusal(kind, service, operation))
        done = self._done(service, operation, request)
        if kind is Kind.KILLED:
            raise Killed
        if kind is Kind.MALFORMED:
            return response(request.url, garbled(done))
        if kind is Kind.ONCE_LOST:
            raise ConnectionClosedError(endpoint_url=request.url)
        self.clock.pass_(TIMEOUT_SECONDS)
        raise ReadTimeoutError(endpoint_url=request.url)

    def _done(self, service: str, operation: str, request: AWSPreparedRequest) -> Parts:
        """The effect; a transaction that comes again under its token is answered, not repeated."""
        token = token_of(request) if operation == "TransactWriteItems" else ""
        if token and token in self._transactions:
            return self._transactions[token]
        done = self._effect(service, operation, request)
        if token and done[0] == 200:
            self._transactions[token] = done
        return done


_newest: list[Wire] = []


def _send(**event: Any) -> AWSResponse:
    """Clients outlive the world that they were made in."""
    return _newest[0].send(**event)
