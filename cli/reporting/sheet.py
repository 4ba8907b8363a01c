"""The report as CSV: a row for each port-out, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta

from cli.reporting.spans import days, moment
from cli.reporting.story import STATES, Story
from port_out.domain.number_list import safe_cell

_OF_EACH = (
    *("PortOut", "Reference", "WinningCarrier", "Country", "Kind", "Numbers", "RequestedAt"),
    *("State", "Since", "Attempt", "CompletedAt", "LeadTimeDays", "Refusals", "RefusalCodes"),
    *("WaitsFor", "For", "By", "Overdue"),
)
HEADER = (*_OF_EACH, *(f"Days in {state}" for state in STATES))


def as_csv(stories: Iterable[Story], now: datetime) -> bytes:
    """RFC 4180 in UTF-8 with the mark that Excel knows it by; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for one in stories:
        writer.writerow([safe_cell(cell) for cell in (*_of(one, now), *_times(one, now))])
    return out.getvalue().encode("utf-8-sig")


def _of(one: Story, now: datetime) -> tuple[str, ...]:
    waits = ("", "", "") if one.is_over else (one.who, one.what, moment(one.by))
    return (
        *(one.id, one.reference, one.carrier, one.country, one.kind, str(one.numbers)),
        *(moment(one.requested_at), one.state, moment(one.since), str(one.attempt)),
        moment(one.completed_at) if one.completed_at else "",
        _days(one.lead_time),
        str(len(one.refusals)),
        " ".join(refused.code for refused in one.refusals),
        *waits,
        "yes" if one.is_overdue(now) else "",
    )


def _times(one: Story, now: datetime) -> list[str]:
    found = dict.fromkeys(STATES, timedelta())
    for stay in one.stays:
        found[stay.state] += stay.lasted(now)
    been = {stay.state for stay in one.stays}
    return [_days(time) if state in been else "" for state, time in found.items()]


def _days(time: timedelta | None) -> str:
    return "" if time is None else f"{days(time):.2f}"
