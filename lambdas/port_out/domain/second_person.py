"""The two-person rule: what takes a second person's word, and whose word that may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from port_out.domain.life_cycle import Outcome
from port_out.domain.order import Order
from port_out.domain.people import Person, may_be_one
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType

ORDER = "order"
"""What is to be approved: the whole order, before its case is opened."""
TO_APPROVE, SECONDED = "to_approve", "seconded"
"""Under which names a port-out knows what waits for a second person, and what was approved."""
ANSWER_WITHIN = timedelta(days=7)
"""For so long a second person may approve what a first one has asked for."""


@dataclass(frozen=True)
class TwoPersons:
    """Whether the rule holds here, and from more than how many numbers on an order needs it."""

    is_on: bool
    above: int

    def wants(self, order: Order) -> bool:
        """True for an order that takes a second person."""
        return self.is_on and order.number_count > self.above


def content_of(order: Order, numbers: Sequence[str]) -> str:
    """The SHA-256 of exactly what is asked for: another carrier, name or number is another one."""
    from port_out.domain.asked import Asked

    return Asked(order, tuple(numbers)).sha256


def is_seconded(facts: Mapping[str, Any], content: str) -> bool:
    """True where a second person has approved exactly this."""
    return bool(facts.get(SECONDED, {}).get("sha256") == content)


def waits_for(content: str, order: Order) -> dict[str, Any]:
    """What the port-out knows while it waits for a second person's word on its order."""
    return {"what": ORDER, "sha256": content, "numbers": order.number_count}


def makers(requested_by: str, facts: Mapping[str, Any]) -> list[Person]:
    """Everybody whose work an approval of the order would approve: none of them may give it."""
    first = Person(requested_by, str(facts.get("requester_id", "")))
    return [first, *(Person(**each) for each in facts.get("correctors", ()))]


def answered(signal: Signal, outcome: Outcome) -> dict[str, Any]:
    """What is known once the order waits for nobody any more: who approved it, or who declined."""
    if outcome is Outcome.SECONDED:
        at = timestamp(signal.received_at)
        known = {"sha256": signal.facts["sha256"], "by": signal.by, "at": at}
        return {TO_APPROVE: None, SECONDED: known}
    if signal.type is SignalType.APPROVER_DECLINED:
        why = f"declined by a second person: {signal.facts['reason']}"
        return {TO_APPROVE: None, "cancel_reason": why}
    return {TO_APPROVE: None}


def is_one_of(person: Person, others: Sequence[Person]) -> bool:
    """True where the person may be one of them."""
    return any(may_be_one(person, other) for other in others)


def is_in_time(asked_at: datetime, at: datetime) -> bool:
    """True while what was asked for then can still be approved."""
    return asked_at <= at <= asked_at + ANSWER_WITHIN
