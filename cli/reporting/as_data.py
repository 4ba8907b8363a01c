"""The figures of a report for programs."""

from datetime import timedelta
from typing import Any

from cli.reporting.drawing import columns, parties_of
from cli.reporting.figures import Figures
from cli.reporting.spans import days


def as_data(figures: Figures) -> dict[str, Any]:
    """What the page shows, as plain data; times are in days."""
    return {
        "at": figures.at.isoformat(),
        "port_outs": figures.port_outs,
        "numbers": figures.numbers,
        "completed": figures.completed,
        "open": figures.open,
        "overdue": figures.overdue,
        "ends": dict(figures.ends),
        "differences_found_by_the_program": figures.stopped,
        "waiting_for": [
            {"who": party, "port_outs": count, "numbers": numbers}
            for party, count, numbers in parties_of(figures.waiting)
        ],
        "time_in_state": [
            {"state": t.state, "usually_waits_for": t.party, "left": t.left, "in_it_now": t.here}
            | {"median_days": _days(t.median), "nine_in_ten_days": _days(t.most)}
            | {"longest_days": _days(t.longest)}
            for t in figures.times
        ],
        "lead_times": [
            {"from_day": c.first, "to_day": c.after - 1, "port_outs": c.count}
            for c in columns(figures.lead_times)
        ],
        "refusals": [
            {"code": c.code, "by_support": c.by_support, "by_carrier": c.by_carrier}
            for c in figures.codes
        ],
        "carriers": [
            {"carrier": c.carrier, "port_outs": c.port_outs, "numbers": c.numbers}
            | {"completed": c.completed, "open": c.open, "refusals": c.refusals}
            | {"median_days": _days(c.median)}
            for c in figures.carriers
        ],
    }


def _days(time: timedelta | None) -> float | None:
    return None if time is None else round(days(time), 2)
