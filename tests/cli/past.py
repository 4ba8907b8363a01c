"""Port-outs with a past, played by the domain's own rules from a seed, and an API that has them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from port_out.api.views import in_list
from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.port_out import PortOut, advance, requested
from port_out.domain.record import Transition, breaks_in
from tests.api.builders import ORDER

Out = Outcome
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
CARRIERS = (
    "Example Telecom",
    "Northwind Voice",
    "Contoso Carrier Services of the Pacific Northwest",
)
CODES = ("ADDRESS_MISMATCH", "AUTHORIZED_PERSON_MISMATCH", "PIN_INVALID", "NUMBER_LOCKED", "OTHER")
_WAY = (
    *((Out.CONFIRMED, 0.003), (Out.READY, 0.01), (Out.OPENED, 0.05), (Out.GO_AHEAD, 30)),
    *((Out.ISSUED, 0.01), (Out.SUBMITTED, 70), (Out.APPROVED, 90), (Out.SCHEDULED, 40)),
    *((Out.PORTED, 200), (Out.CONFIRMED, 0.02), (Out.CLOSED, 0.01)),
)
"""The straight way with the usual hours in each state."""


@dataclass
class Past:
    """One port-out and its record."""

    port_out: PortOut
    lines: list[Transition]

    def moved(self, outcome: Outcome, hours: float, **facts: Any) -> "Past":
        """The same past with one more step in it, so many hours after the last."""
        at = self.port_out.since + timedelta(hours=hours)
        after, line = advance(
            self.port_out, outcome, at=at, by="somebody", because="s-1", facts=facts
        )
        waits = after.state in WAITS
        due = {"due_at": at + timedelta(days=5)} if waits else {}
        return Past(replace(after, waiting=waits, **due), [*self.lines, line])


def a_past(number: int = 0, *, at: datetime = NOW - timedelta(days=40), **order: Any) -> Past:
    """A port-out that was requested, and nothing more."""
    id_ = "po-" + f"{number:026}".translate(str.maketrans("0123456789", "abcdefghij"))
    port_out, line = requested(id_, replace(ORDER, **order), at=at, by="ana", facts={})
    return Past(port_out, [line])


def refused(past: Past, code: str, hours: float, party: str = "carrier") -> Past:
    """Refused where it stands, corrected, and back at Confirm Ownership."""
    facts = {"signal": f"{party}.refused", "code": code}
    return past.moved(Out.REFUSED, hours, **facts).moved(Out.CORRECTED, hours / 3)


def completed(past: Past, slow: float = 1.0) -> Past:
    """The straight way to the end, so many times as slow as usual."""
    for outcome, hours in _WAY:
        past = past.moved(outcome, hours * slow)
    return past


def seeded(count: int, seed: int = 6) -> list[Past]:
    """So many port-outs, some under way and some over; the same for the same seed."""
    luck = random.Random(seed)
    return [_one(number, luck) for number in range(count)]


def _one(number: int, luck: random.Random) -> Past:
    begun = NOW - timedelta(days=luck.uniform(1, 70))
    reference = luck.choice(["", f"Wave {number % 7}, ticket CHG-{4000 + number}"])
    past = a_past(
        number,
        at=begun,
        winning_carrier=luck.choice(CARRIERS),
        number_count=luck.choice([1, 2, 12, 40, 800]),
        reference=reference,
    )
    steps = list(_WAY)
    while steps:
        outcome, usual = steps.pop(0)
        hours = usual * luck.lognormvariate(0, 0.6)
        if past.port_out.since + timedelta(hours=hours) > NOW:
            break
        if past.port_out.state == State.AWAIT_APPROVAL and luck.random() < 0.3:
            party = luck.choice(["support", "carrier", "carrier"])
            past = refused(past, luck.choice(CODES), hours / 2, party)
            steps = [*_WAY[:2], (Out.UNDER_WAY, 0.05), *_WAY[4:]]
        elif past.port_out.state in WAITS and luck.random() < 0.02:
            past = past.moved(Out.CANCELLED, hours).moved(Out.CANCELLED, 0.01)
            break
        else:
            past = past.moved(outcome, hours)
    return past


class PastApi:
    """The two calls of a client by which a report reads, answered as the API answers them."""

    def __init__(self, pasts: Sequence[Past]) -> None:
        self.pasts = {past.port_out.id: past for past in pasts}
        self.asked: list[str] = []

    def pages(self, path: str, member: str, **query: object) -> Iterator[dict[str, Any]]:
        assert (path, member) == ("/port-outs", "port_outs")
        carrier = str(query.get("carrier", "")).lower()
        for past in self.pasts.values():
            if not carrier or past.port_out.order.winning_carrier.lower() == carrier:
                yield in_list(past.port_out)

    def get(self, path: str, **query: object) -> Any:
        self.asked.append(path)
        past = self.pasts[path.split("/")[2]]
        breaks = breaks_in(past.lines, last_hash=past.port_out.last_hash)
        return {
            "port_out_id": past.port_out.id,
            "version": past.port_out.version,
            "transitions": [line.as_data() for line in past.lines],
            "chain": {"verified": not breaks, "breaks": breaks},
        }
