"""Patience: when a wait is due, how often it reminds, and when it has waited long enough.

Defaults are policy; their grounds are in docs/process.md (Clocks).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from port_out.domain.errors import BadInput, Problem
from port_out.domain.life_cycle import State
from port_out.domain.patience import patience

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import holidays

S = State


CARRIER_GRACE = timedelta(days=10)
"""How long after the agreed date a winning carrier may still port (Telnyx, Bandwidth)."""
CHANGE_NOTICE = 5
"""Business days before the agreed date inside which a cancel must be confirmed (AWS)."""
LONGEST = timedelta(days=330)
"""A port-out expires before Step Functions would end it (1 year)."""


def first_due(
    state: State,
    entered: datetime,
    *,
    country: str,
    port_date: datetime | None = None,
    by_roc: bool = False,
) -> datetime:
    """When this wait, entered then, first wants a reminder."""
    if state is S.AWAIT_COMPLETION and port_date is not None:
        return max(port_date + CARRIER_GRACE, entered + timedelta(days=1))
    return after_business_days(entered, patience(state, by_roc=by_roc).business_days, country)


def next_due(state: State, now: datetime, *, country: str, by_roc: bool = False) -> datetime:
    """When the wait that was reminded now wants the next look."""
    return after_business_days(now, patience(state, by_roc=by_roc).business_days, country)


def has_expired(
    state: State, reminders: int, *, requested_at: datetime, now: datetime, by_roc: bool = False
) -> bool:
    """True when a due wait has no reminder left, or the port-out no time."""
    is_out = reminders >= patience(state, by_roc=by_roc).reminders
    return is_out or now - requested_at >= LONGEST


def after_business_days(start: datetime, days: int, country: str) -> datetime:
    """The same local time, so many business days later, in the country's time zone."""
    local = start.astimezone(zone(country))
    day = _calendar(country).get_nth_working_day(local.date(), days)
    return datetime.combine(day, local.timetz()).astimezone(UTC)


def business_days_until(end: datetime, now: datetime, country: str) -> int:
    """Whole business days from now to the end, 0 when it is past or today."""
    here = zone(country)
    first, last = now.astimezone(here).date(), end.astimezone(here).date()
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(1 for day in span if is_business_day(day, country))


def business_days_before(day: date, days: int, country: str) -> date:
    """The day that has so many business days between it and this one, itself counted."""
    return _calendar(country).get_nth_working_day(day, -days)


def day_at(moment: datetime, country: str) -> date:
    """The day that it then is in the country's time zone."""
    return moment.astimezone(zone(country)).date()


def beginning_of(day: date, country: str) -> datetime:
    """The midnight with which the day begins in the country's time zone."""
    return datetime.combine(day, time(), zone(country)).astimezone(UTC)


def is_business_day(day: date, country: str) -> bool:
    """True when carriers of this country work on that day."""
    return bool(_calendar(country).is_working_day(day))


def local_moment(day: date, at: time, time_zone: str) -> datetime:
    """That time on the clocks of an IANA zone, with its offset.

    BadInput for an unknown zone, and for an hour that the clocks skip or have twice.
    """
    here = named_zone(time_zone)
    wall = datetime.combine(day, at.replace(tzinfo=None), here)
    offsets = {wall.replace(fold=fold).utcoffset() for fold in (0, 1)}
    if len(offsets) == 1:
        return datetime.fromisoformat(wall.isoformat())
    if wall.astimezone(UTC).astimezone(here).replace(tzinfo=None) != wall.replace(tzinfo=None):
        mend = "name an hour before or after: the clocks are put forward there then"
        raise BadInput([Problem("date", f"does not exist in {time_zone}", mend)])
    both = " or ".join(wall.replace(fold=fold).isoformat() for fold in (0, 1))
    raise BadInput(
        [Problem("date", f"comes twice in {time_zone}", f"write it with offset: {both}")]
    )


@cache
def named_zone(name: str) -> "ZoneInfo":
    """The zone of that name in the tz database; BadInput where there is none."""
    from zoneinfo import ZoneInfo

    # Read as zone.tab is: the host may have no tz database, and a key must be no path.
    table = _tz_table("zones")
    if name not in table.splitlines():
        mend = "use a name of the tz database, such as America/New_York"
        raise BadInput([Problem("time_zone", "is no time zone", mend)])
    return ZoneInfo(name)


@cache
def zone(country: str) -> "ZoneInfo":
    """The first time zone that the tz database lists for the country, else UTC."""
    from zoneinfo import ZoneInfo

    table = _tz_table("zoneinfo", "zone.tab")
    for line in table.splitlines():
        if line.startswith(f"{country}\t"):
            return ZoneInfo(line.split("\t")[2])
    return ZoneInfo("UTC")


def _tz_table(*path: str) -> str:
    from importlib.resources import files

    return files("tzdata").joinpath(*path).read_text("utf-8")


@cache
def _calendar(country: str) -> "holidays.HolidayBase":
    """The country's public holidays; only weekends where the library has no calendar."""
    import holidays

    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        weekdays = holidays.HolidayBase()
        weekdays.weekend = {5, 6}
        return weekdays
