"""Time, faults and AWS Support as the simulation has them; a second of it costs no second."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from port_out.domain.case_pace import Turn
from port_out.domain.cases import CaseKind, CaseSeen
from port_out.domain.errors import (
    CaseLimitReached,
    CaseUncertain,
    PortOutError,
    TemporarilyUnavailable,
)
from port_out.domain.numbers import Number
from port_out.domain.order import Order
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition, timestamp
from port_out.gateways.support import Support
from port_out.store.moves import Moves
from tests.builders import NOON, NUMBERS
from tests.fakes import FakeFence, FakePace

T = TypeVar("T")
LAMBDA_TIMEOUT = 60.0
MEAN_LAG, LATE_SHARE, LATE_LAG = 3.0, 0.01, 120.0
"""Seconds until DescribeCases shows a new case; a guess, as AWS documents nothing."""
REFUSED_SHARE = 0.01
"""How often CreateCase says no for a reason that passes: the limit, or slow down."""


class Killed(Exception):
    """The function ended in the middle of its work."""


@dataclass
class Virtual:
    """The clock and the dice of one world."""

    dice: random.Random
    rate: float
    at: float = 0.0
    interlude: Callable[[], None] | None = None
    """What happens elsewhere before the call whose turn `calls` counts down to."""
    calls: int = -1

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.at)

    def call(self) -> None:
        """A call to the outside takes its time, now and then a long one."""
        self.at += self.dice.uniform(20, 70) if self.dice.random() < 0.002 else 0.05
        self.calls -= 1
        if self.calls == 0 and self.interlude is not None:
            self.interlude()

    def read(self) -> None:
        """A look-up that may fail."""
        self.call()
        if self.dice.random() < self.rate:
            raise TemporarilyUnavailable("read")

    def write(self, effect: Callable[[], T], lost: type[Exception] = TemporarilyUnavailable) -> T:
        """An effect: it fails before, or its answer is lost, or the function dies after it."""
        self.call()
        luck = self.dice.random() * 3
        if luck < self.rate:
            raise lost("before the effect")
        done = effect()
        if luck < 2 * self.rate:
            raise lost("after the effect")
        if luck < 3 * self.rate:
            raise Killed
        return done


class VirtualPortOuts(Moves):
    """The state rows, and how many lines their records have."""

    def __init__(self, virtual: Virtual) -> None:
        self.virtual = virtual
        self.rows: dict[str, PortOut] = {}
        self.moved: PortOutError = TemporarilyUnavailable("RecordMoved")
        """What a lost race raises; by default as the state machine sees it (observability.py)."""

    def get(self, port_out_id: str) -> PortOut:
        self.virtual.call()
        return self.rows[port_out_id]

    def numbers(self, port_out_id: str) -> list[Number]:
        return [Number(number) for number in NUMBERS]

    def record(self, before: PortOut, after: PortOut, line: Transition, **_: object) -> None:
        self.virtual.write(lambda: self._record(before, after))

    def _record(self, before: PortOut, after: PortOut) -> None:
        if self.rows[before.id].revision != before.revision:
            raise self.moved
        self.rows[before.id] = replace(after, revision=before.revision + 1)


class VirtualFence(FakeFence):
    """The fence, whose writes fail like all others."""

    def __init__(self, virtual: Virtual) -> None:
        super().__init__()
        self.virtual = virtual

    def acquire(self, *args: object, **kwargs: object) -> bool:
        take = super().acquire
        return self.virtual.write(lambda: take(*args, **kwargs))  # type: ignore[arg-type]  # its types are narrower than what it takes

    def give_back(self, *args: object, **kwargs: object) -> None:
        give = super().give_back
        self.virtual.write(lambda: give(*args, **kwargs))  # type: ignore[arg-type]  # its types are narrower than what it takes


class VirtualPace(FakePace):
    """The turns, with all that were ever given."""

    def __init__(self, virtual: Virtual) -> None:
        super().__init__()
        self.virtual = virtual
        self.all: list[datetime] = []

    def take(
        self, port_out_id: str, asked_at: datetime, *, after: Turn | None, generation: int = 1
    ) -> Turn:
        return self.virtual.write(lambda: self._taken(port_out_id, asked_at, after, generation))

    def _taken(
        self, port_out_id: str, asked_at: datetime, after: Turn | None, generation: int
    ) -> Turn:
        before = self.rows.get((port_out_id, generation))
        turn = super().take(port_out_id, asked_at, after=after, generation=generation)
        if turn != before:
            self.all.append(turn.at)
        return turn


@dataclass
class VirtualSupport(Support):
    """Cases that show late, and some that come into being after the caller has given up."""

    virtual: Virtual
    opened: dict[str, list[tuple[float, CaseSeen]]] = field(default_factory=dict)
    """Subject -> when each of its cases shows, and the case."""
    resolved: set[str] = field(default_factory=set)
    count: int = 0

    def kind_of_case(self) -> CaseKind:
        self.virtual.call()
        return CaseKind("service", "category", "low")

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        if self.virtual.dice.random() < REFUSED_SHARE:
            refusals = [CaseLimitReached("10 an hour"), TemporarilyUnavailable("slow down")]
            raise self.virtual.dice.choice(refusals)
        return self.virtual.write(lambda: self._open(subject), CaseUncertain)

    def _open(self, subject: str) -> str:
        dice, self.count = self.virtual.dice, self.count + 1
        at = self.virtual.at + (dice.uniform(0, 30) if dice.random() < self.virtual.rate else 0)
        lag = dice.expovariate(1 / (LATE_LAG if dice.random() < LATE_SHARE else MEAN_LAG))
        created = timestamp(NOON + timedelta(seconds=at))
        case = CaseSeen(f"case-{self.count}", f"{self.count}", subject, "opened", created)
        self.opened.setdefault(subject[subject.rindex("[") :], []).append((at + lag, case))
        return case.case_id

    def find(self, marker: str, after: datetime) -> list[CaseSeen]:
        self.virtual.read()
        since = timestamp(after)
        cases = [c for shows, c in self.opened.get(marker, ()) if shows <= self.virtual.at]
        return sorted((c for c in cases if c.created_at >= since), key=lambda c: c.created_at)

    def cases(self, case_ids: object) -> list[CaseSeen]:
        self.virtual.call()
        return []

    def resolve(self, case_id: str) -> None:
        self.virtual.write(lambda: self.resolved.add(case_id))
