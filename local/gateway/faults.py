"""Bad luck on order: the next calls of an operation fail before or after their effect."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from typing import Any

DROP = "drop"
ANY = "*"


@dataclass
class Fault:
    """One order: `times` more calls of `service`/`operation` end in `error`."""

    service: str
    operation: str
    when: str
    error: str
    times: int
    status: int | None = None
    message: str = ""

    def strikes(self, service: str, operation: str) -> bool:
        """Whether this call is one of those that shall fail."""
        return self.service in (ANY, service) and self.operation in (ANY, operation)


class Faults:
    """The orders that are not used up, in the order they were given."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, fault: Fault) -> None:
        """Let the next calls fail."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Let everything work again."""
        with self._lock:
            self._faults.clear()

    def take(self, service: str, operation: str) -> Fault | None:
        """The fault that strikes this call, counted as used once; None for good luck."""
        with self._lock:
            for fault in self._faults:
                if fault.strikes(service, operation):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._faults.remove(fault)
                    return fault
        return None

    def rows(self) -> list[dict[str, Any]]:
        """The orders that are left, ready for JSON."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]
