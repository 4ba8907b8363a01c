"""What AWS Support does as it likes and documents nowhere: slow, silent, double, out of order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from local.twins.support.catalogue import BEST_EFFORT

REOPEN, REFUSE, KEEP = "reopen", "refuse", "keep"
SUBMITTED_BY_AWS = "Amazon Web Services"
REOPENED_WITHIN = timedelta(days=14)
"""A resolved case can be reopened so long; after that AWS wants a new one."""


@dataclass(eq=False)
class Lag:
    """How long something new stays hidden: for so many seconds, and from so many calls.

    What was seen once is never hidden again.
    """

    seconds: float = 0
    calls: int = 0
    _looked: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)

    def hides(self, name: str, since: datetime, now: datetime) -> bool:
        """Whether this call does not see it yet; the call counts."""
        self._looked[name] += 1
        late = now - since >= timedelta(seconds=self.seconds)
        if self._looked[name] > self.calls and late:
            self._seen.add(name)
        return name not in self._seen


@dataclass
class Habits:
    """All habits, as a fresh world has them."""

    on_resolved: str = REOPEN
    # How often the events of the customer's own calls are delivered.
    deliver: int = 1
    # Events are kept back until somebody releases them.
    hold_events: bool = False
    # A new case in DescribeCases, a new word in the correspondence.
    visible: Lag = field(default_factory=Lag)
    readable: Lag = field(default_factory=Lag)
    signed_by: str = SUBMITTED_BY_AWS
    # How well a language is spoken, where it is not simply available; AWS lists no such table.
    spoken: dict[str, str] = field(default_factory=lambda: {"tr": BEST_EFFORT})
