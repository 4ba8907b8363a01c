"""When a port-out may open its case: at most 10 an hour over all of them, first come first served.

The first ten of an hour go at once. Whoever must wait comes six minutes after the one before, and
never within an hour of the tenth before: no hour, wherever it begins, has more than ten turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from port_out.domain.case_opening import CaseAttempt

CASES_AN_HOUR = 10
"""AWS's quota for the account (https://docs.aws.amazon.com/general/latest/gr/awssupport.html)."""
HOUR = timedelta(hours=1)
INTERVAL = HOUR / CASES_AN_HOUR
MOST_TURNS = timedelta(days=1) // INTERVAL
"""A day of turns that AWS refused by its limit; after that a person opens the case."""
CLOCKS_DIFFER = timedelta(minutes=1)
"""Whoever reads a clock that is so much behind does not wait for those who were before it."""


@dataclass(frozen=True)
class Turn:
    """The right to ask for one CreateCase from a moment on; `number` counts a port-out's turns."""

    number: int
    at: datetime


def next_turn(given: Sequence[datetime], asked_at: datetime) -> datetime:
    """The turn of whoever asks now, after the turns that were given last."""
    last = sorted(given)[-CASES_AN_HOUR:]
    behind = last[-1] if last else asked_at
    free_at = last[0] + HOUR if len(last) == CASES_AN_HOUR else asked_at
    if free_at <= asked_at and behind <= asked_at + CLOCKS_DIFFER:
        return asked_at
    return max(free_at, behind + INTERVAL)


def kept(given: Sequence[datetime], turn: datetime) -> list[datetime]:
    """The turns that the next one depends on."""
    return sorted((*given, turn))[-CASES_AN_HOUR:]


def is_used(turn: Turn, attempt: CaseAttempt | None) -> bool:
    """True where the attempt that stands was made in this turn: another needs another turn."""
    return attempt is not None and turn.at <= attempt.at


def not_before(at: datetime) -> str:
    """The time in whole seconds, as a Wait state reads it; a second late, as clocks differ."""
    later = at.astimezone(UTC) + timedelta(seconds=2) - timedelta(microseconds=1)
    return f"{later:%Y-%m-%dT%H:%M:%SZ}"
