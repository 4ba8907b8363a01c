"""How fast AWS lets itself be called, as tests may change it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


class Throttle:
    """A token bucket, or one for each operation: `rate` calls a second, `burst` at once."""

    def __init__(self, code: str, rate: float, burst: float, *, by_operation: bool = False) -> None:
        self.code = code
        self.rate, self.burst = rate, burst
        self._by_operation = by_operation
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def allows(self, operation: str) -> bool:
        """Whether one more call may pass now; it counts if so."""
        bucket = operation if self._by_operation else ""
        with self._lock:
            now = time.monotonic()
            tokens, at = self._buckets.get(bucket, (self.burst, now))
            tokens = min(self.burst, tokens + (now - at) * self.rate)
            passes = tokens >= 1
            self._buckets[bucket] = (tokens - passes, now)
            return passes

    def set(self, rate: float, burst: float) -> None:
        """Change the pace; the bucket is full again."""
        with self._lock:
            self.rate, self.burst = rate, burst
            self._buckets.clear()


@dataclass
class Limits:
    """AWS's quotas: 10 cases an hour, 5 Support calls a second, 2 of each Connect call."""

    cases_per_hour: int = 10
    throttles: dict[str, Throttle] = field(
        default_factory=lambda: {
            "support": Throttle("ThrottlingException", 5, 5),
            "connect": Throttle("TooManyRequestsException", 2, 5, by_operation=True),
        }
    )
