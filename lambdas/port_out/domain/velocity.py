"""Velocity: how many numbers and port-outs one caller may request in an hour and in a day."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from port_out.domain.errors import OverLimit

PORT_OUTS, NUMBERS = "port-outs", "numbers"
HOUR, DAY = "hour", "day"


@dataclass(frozen=True)
class Limits:
    """The most of each, by hour and by day (UTC); 0 is no limit."""

    port_outs_an_hour: int
    port_outs_a_day: int
    numbers_an_hour: int
    numbers_a_day: int

    def each(self) -> list[tuple[str, str, int]]:
        """What is counted, in which span, and the most of it; without those that are off."""
        every = [
            (PORT_OUTS, HOUR, self.port_outs_an_hour),
            (PORT_OUTS, DAY, self.port_outs_a_day),
            (NUMBERS, HOUR, self.numbers_an_hour),
            (NUMBERS, DAY, self.numbers_a_day),
        ]
        return [(what, span, most) for what, span, most in every if most]


def over(
    limits: Limits, known: dict[tuple[str, str], int], more: dict[str, int], at: datetime
) -> OverLimit | None:
    """The limit that `more` would break, the one that lasts longest first; None if it breaks none.

    `known` is what was counted before, by kind and span.
    """
    broken = [
        OverLimit(f"{most} {what} in {'a' if span == DAY else 'an'} {span}", _ends(span, at))
        for what, span, most in limits.each()
        if known.get((what, span), 0) + more[what] > most
    ]
    return max(broken, key=lambda each: each.seconds, default=None)


def _ends(span: str, at: datetime) -> int:
    """Seconds until the hour or the day is over."""
    here = at.astimezone(UTC)
    begun = here.replace(minute=0, second=0, microsecond=0)
    ends = begun + timedelta(hours=1)
    if span == DAY:
        ends = begun.replace(hour=0) + timedelta(days=1)
    return int((ends - here).total_seconds()) + 1
