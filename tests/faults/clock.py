"""Virtual time: a month costs no second."""

import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

Act = Callable[[], None]
BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """The time of a world, and what will happen in it."""

    def __init__(self) -> None:
        self.at = BEGIN
        self._order = itertools.count()
        self._coming: list[tuple[datetime, int, Act]] = []

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.at

    def pass_(self, seconds: float) -> None:
        """Time that a call takes, or a pause between two attempts of the SDK."""
        self.at += timedelta(seconds=seconds)

    def after(self, seconds: float, act: Act) -> None:
        """This happens so much later."""
        heapq.heappush(self._coming, (self.at + timedelta(seconds=seconds), next(self._order), act))

    def next_before(self, limit: datetime) -> bool:
        """Let the next thing happen; False where nothing comes until then."""
        if not self._coming or self._coming[0][0] > limit:
            return False
        at, _, act = heapq.heappop(self._coming)
        self.at = max(self.at, at)
        act()
        return True

    def rule(self, *modules: Any) -> None:
        """From now on these modules read this clock, and a pause of the SDK costs nothing."""

        class Virtual(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # one of its two forms is enough here
                return self.at

        for module in modules:
            module.datetime = Virtual
        time.sleep = self.pass_  # type: ignore[assignment]  # nobody sleeps for anything but a number
