"""What was called, by whom, and how it was answered."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """One AWS call as the gateway saw it; `status` 0 means the connection was cut."""

    at: str
    role: str
    principal: str
    service: str
    operation: str
    status: int
    error: str | None
    milliseconds: int


class CallLog:
    """Calls in the order of their answers, the latest 10,000 of them."""

    LIMIT = 10_000

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._lock = threading.Lock()

    def add(self, call: Call) -> None:
        """Record one more call."""
        with self._lock:
            self._calls.append(call)
            del self._calls[: -self.LIMIT]

    def clear(self) -> None:
        """Forget all calls so far."""
        with self._lock:
            self._calls.clear()

    def rows(self) -> list[dict[str, Any]]:
        """The calls, oldest first, ready for JSON."""
        with self._lock:
            return [asdict(call) for call in self._calls]
