"""The inventory: every number of the account, held against the one that was kept the day before."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from port_out.domain.life_cycle import State
from port_out.domain.numbers import HeldNumber, Number, NumberOutcome
from port_out.domain.port_date import date_of
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType

INVENTORY = "inventory"
"""Under which name its rows and notices are kept; no port-out can be called so."""
EARLY = timedelta(days=1)
"""A carrier may move a number so long before the agreed time, and be right."""
_LOST = SignalType.CONNECT_NUMBER_LOST
_TO_BE_MOVED = frozenset({NumberOutcome.REQUESTED, NumberOutcome.REFUSED, NumberOutcome.SCHEDULED})


class Place(NamedTuple):
    """What Connect called a number, and which instance had it; empty where it named none."""

    id: str
    instance_id: str


class Fate(StrEnum):
    """Why a number is no longer there."""

    MOVED = "moved"
    """Its port-out has moved it, or is about to at the agreed time."""
    NEEDED = "needed"
    """An open port-out has yet to move it, so it is gone too early."""
    UNASKED = "unasked"
    """No port-out wanted it to leave."""


@dataclass(frozen=True)
class Listing:
    """Every number that the account had, none left out; `at` is when the first page was asked."""

    at: datetime
    numbers: Mapping[str, Place]

    @classmethod
    def of(cls, held: Iterable[HeldNumber], at: datetime) -> "Listing":
        """The listing of what Amazon Connect lists."""
        return cls(at, {n.number: Place(n.id, n.instance_id) for n in held})

    def also(self, later: "Listing") -> "Listing":
        """What either saw: a number that changes its page while it is listed is in one only."""
        return Listing(self.at, {**self.numbers, **later.numbers})

    def as_data(self) -> dict[str, Any]:
        """The listing as plain data."""
        numbers = {number: list(self.numbers[number]) for number in sorted(self.numbers)}
        return {"at": timestamp(self.at), "numbers": numbers}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Listing":
        """The inverse of `as_data`."""
        numbers = {number: Place(*place) for number, place in data["numbers"].items()}
        return cls(datetime.fromisoformat(data["at"]), numbers)


@dataclass(frozen=True)
class Loss:
    """A number that left and should not have; `port_out_id` is the last one that it was in."""

    number: str
    place: Place
    fate: Fate
    port_out_id: str = ""
    is_protected: bool = False

    def as_data(self) -> dict[str, Any]:
        """The loss for people."""
        return {
            "number": self.number,
            "phone_number_id": self.place.id,
            "instance_id": self.place.instance_id,
            "last_port_out_id": self.port_out_id or None,
            "protected": self.is_protected,
        }


def left(before: Listing, now: Listing) -> dict[str, Place]:
    """What was there and is in no instance and no traffic distribution group any more."""
    return {n: place for n, place in before.numbers.items() if n not in now.numbers}


def fate(port_out: PortOut | None, number: Number | None, at: datetime) -> Fate:
    """Why the number is gone, by the last port-out that had it and how it stands there."""
    if port_out is None or number is None:
        return Fate.UNASKED
    if number.outcome is NumberOutcome.PORTED:
        return Fate.MOVED
    if port_out.is_over or number.outcome not in _TO_BE_MOVED:
        return Fate.UNASKED
    agreed = date_of(port_out.facts, number.number)
    is_time = agreed is not None and at >= agreed - EARLY
    return Fate.MOVED if port_out.state is State.AWAIT_COMPLETION and is_time else Fate.NEEDED


def emptied(before: Listing, now: Listing, losses: Iterable[Loss]) -> set[str]:
    """The instances that have none left of what they had, as one has that is deleted."""
    having = {place.instance_id for n, place in before.numbers.items() if n in now.numbers}
    return {loss.place.instance_id for loss in losses} - having - {""}


def numbers_lost(signals: Iterable[Signal], since: datetime) -> set[str]:
    """The numbers that these signals told of as lost since then."""
    told = [x.facts for x in signals if x.type is _LOST and x.received_at >= since]
    return {n for facts in told for n in [*facts.get("numbers", ()), facts.get("number")] if n}


def event_id(before: Listing, losses: Iterable[Loss]) -> str:
    """The same for the same losses since the same day, however often they are found."""
    said = "\n".join([timestamp(before.at), *sorted(loss.number for loss in losses)])
    return hashlib.sha256(said.encode()).hexdigest()[:24]
