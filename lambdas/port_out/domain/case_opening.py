"""Exactly one case, though CreateCase has no client token: what to do next, and nothing else.

An attempt that stands may have opened a case, so it is looked up by the marker and never simply
repeated. Whoever acts on these decisions holds the fence (store/fence.py) while it calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from port_out.domain.cases import CaseSeen
from port_out.domain.follow_up import case_subject
from port_out.domain.port_out import PortOut

SETTLED = timedelta(minutes=15)
"""After this long without finding it, a case was not opened (tests/simulation proves it)."""
CLOCK_SKEW = timedelta(minutes=5)
"""So much earlier than the attempt its case is looked for: AWS's clock is not ours."""
MOST_ATTEMPTS = 2


@dataclass(frozen=True)
class CaseAttempt:
    """The right to call CreateCase once, and to whom and when it was given."""

    attempt: int
    nonce: str
    at: datetime


@dataclass(frozen=True)
class WantedCase:
    """Which case of which port-out; each generation has a marker, a fence and turns of its own."""

    port_out: PortOut
    generation: int
    body: str

    @property
    def key(self) -> tuple[str, int]:
        """What fence and pace know it by."""
        return self.port_out.id, self.generation

    @property
    def subject(self) -> str:
        """Under what it is opened."""
        return case_subject(self.port_out, self.generation)


@dataclass(frozen=True)
class UseCase:
    """This is the case; the others are double and have to be resolved."""

    case: CaseSeen
    double: tuple[CaseSeen, ...]


class Otherwise(StrEnum):
    """What to do while no case is known."""

    CREATE = "create"
    LOOK_AGAIN = "look again"
    ASK_A_PERSON = "ask a person"


def what_next(
    stands: CaseAttempt | None, found: Sequence[CaseSeen], now: datetime
) -> UseCase | Otherwise:
    """The next act, given the attempt that stands and the cases that carry the marker."""
    if found:
        oldest, *double = sorted(found, key=lambda case: case.created_at)
        return UseCase(oldest, tuple(double))
    if stands is None:
        return Otherwise.CREATE
    if now - stands.at < SETTLED:
        return Otherwise.LOOK_AGAIN
    return Otherwise.CREATE if stands.attempt < MOST_ATTEMPTS else Otherwise.ASK_A_PERSON
