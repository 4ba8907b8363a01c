"""The days of the port as signals: the business day before, and the day itself.

Each is noted once for each date; what calls the instance had is read for the checklist then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out.domain.clock import business_days_before, day_at
from port_out.domain.life_cycle import State
from port_out.domain.port_date import port_days
from port_out.domain.port_out import PortOut
from port_out.domain.signals import CLOCK, Signal, SignalType

LOOKS_BACK = 7
"""Days of calls that are counted: every day of the week once."""
_NAMES = {
    SignalType.CLOCK_PORT_DAY_BEFORE: "day_before",
    SignalType.CLOCK_PORT_DAY: "port_day",
}


@dataclass(frozen=True)
class Calls:
    """How many calls the instance had in the days before; None where that could not be read."""

    count: int | None
    read_at: datetime

    def as_data(self) -> dict[str, Any]:
        """The count as plain data."""
        return {"calls": self.count, "days": LOOKS_BACK, "read_at": self.read_at.isoformat()}


def port_day_signals(port_out: PortOut, as_of: datetime, received_at: datetime) -> list[Signal]:
    """The days that have come and are not on record yet, counted where the numbers are."""
    if port_out.state is not State.AWAIT_COMPLETION or not port_out.waiting:
        return []
    country = port_out.order.country
    today, noted = day_at(as_of, country), port_out.facts.get("port_days", {})
    signals = []
    for day in port_days(port_out):
        type_ = SignalType.CLOCK_PORT_DAY if day == today else SignalType.CLOCK_PORT_DAY_BEFORE
        is_time = business_days_before(day, 1, country) <= today <= day
        if is_time and _NAMES[type_] not in noted.get(day.isoformat(), {}):
            signals.append(_signal(port_out, type_, day.isoformat(), as_of, received_at))
    return signals


def _signal(
    port_out: PortOut, type_: SignalType, day: str, as_of: datetime, received_at: datetime
) -> Signal:
    return Signal(
        id=f"clock-{port_out.entered_version}-{_NAMES[type_]}-{day}",
        port_out_id=port_out.id,
        type=type_,
        by=CLOCK,
        received_at=received_at,
        facts={
            "as_of": as_of.isoformat(),
            "entered_version": port_out.entered_version,
            "day": day,
        },
    )


def with_calls(signal: Signal, calls: Calls) -> Mapping[str, Any]:
    """The facts of the signal with what was counted for it."""
    return {**signal.facts, "traffic": calls.as_data()}


def noted(known: Mapping[str, Any], means: SignalType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is learned when such a day has come."""
    days = known.get("port_days", {})
    day = days.get(facts["day"], {}) | {_NAMES[means]: facts["as_of"]}
    learned = {"port_days": days | {facts["day"]: day}}
    return learned | ({"traffic": facts["traffic"]} if "traffic" in facts else {})
