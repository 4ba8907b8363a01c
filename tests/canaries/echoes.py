"""Calls of AWS that fail with everything that was sent in their message, each in a fork."""

import json
from collections.abc import Callable
from typing import Any

from local.gateway.answers import error_answer
from tests.canaries.forks import Fork
from tests.canaries.planted import Planted
from tests.canaries.watched import Watched
from tests.faults.asking import body_of
from tests.faults.functions import _MODULES
from tests.faults.kinds import _MODELS, Parts

Key = tuple[str, str, str]
"""Function, service and operation."""
_CODES = {"refused": ("ValidationException", 400), "denied": ("AccessDeniedException", 403)}
_RAISED: dict[str, Callable[[str], Exception]] = {
    "raised": RuntimeError,
    "missing": KeyError,
    "unfit": ValueError,
}
WAYS = (*_CODES, "broken", "garbled", *_RAISED)


class Echoing(Watched):
    """A world in which each call fails once in each wanted way; a fork ends with its function."""

    def __init__(self, planted: Planted, seen: set[Key], ways: int = len(WAYS)) -> None:
        super().__init__(planted)
        self.cases, self.found = 0, list[dict[str, str]]()
        self._ways, self._seen = ways, seen
        self._way, self._key = "", ("", "", "")
        self._fork: Fork | None = None

    def _effect(self, service: str, operation: str, request: Any) -> Parts:
        if self.wire.run is not None:
            key = (self.wire.run.function, service, operation)
            if self._fork is None and key not in self._seen:
                self._seen.add(key)
                self._fail_at(key)
            if self._fork is not None and key == self._key:
                return self._echo(service, request)
        return super()._effect(service, operation, request)

    def _fail_at(self, key: Key) -> None:
        """In a fork for each way; the calls differ in the way that comes first."""
        for n in range(self._ways):
            fork = Fork()
            if fork.is_child:
                self._fork, self._key = fork, key
                self._way = WAYS[(len(self._seen) + n * 3) % len(WAYS)]
                self.sinks.texts.clear()
                return
            self.found += fork.told
            self.cases += 1

    def _echo(self, service: str, request: Any) -> Parts:
        """The answer to this call: the request, and a value of each kind."""
        told = f"{body_of(request).decode(errors='replace')[:4000]} {request.url} {self._samples()}"
        if self._way in _RAISED:
            raise _RAISED[self._way](told)
        if self._way == "garbled":
            return 200, {"Content-Type": "text/plain"}, told.encode()
        code, status = _CODES.get(self._way, ("InternalServerError", 500))
        return error_answer(_MODELS.get(service, service), code, told, status)

    def _samples(self) -> str:
        by_kind = {canary.kind: canary.text for canary in self.planted}
        return json.dumps(list(by_kind.values()))

    def call(self, function: str, event: Any) -> Any:
        try:
            return super().call(function, event)
        finally:
            if self._fork is not None and not _MODULES[function].startswith("port_out.steps."):
                self._end(self._fork)

    def run(self, function: str, payload: Any) -> Any:
        try:
            return super().run(function, payload)
        finally:
            if self._fork is not None:
                self._end(self._fork)

    def _end(self, fork: Fork) -> None:
        where = {"way": self._way, "at": " ".join(self._key)}
        fork.end([hit.words() | where for hit in self.sinks.hits(self.planted)])
