"""What may be said of the date of a port: a moment, a window, the zone that people read it in."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from port_out.domain.clock import local_moment, named_zone
from port_out.domain.errors import BadInput, Problem
from port_out.domain.signals import SignalType

DATED = (SignalType.CARRIER_CONFIRMED_DATE, SignalType.CARRIER_CHANGED_DATE)
LONGEST_WINDOW = timedelta(days=7)
"""A longer one is a slip of the pen; carriers promise hours."""
_FORM = (
    "write 2026-12-15T10:00:00-08:00, with offset, or 2026-12-15T10:00:00 and `time_zone`, such as "
    "America/Los_Angeles"
)


def dated(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with moments that have an offset, in the zone that was named; BadInput.

    Facts that came out of it come out unchanged when they are put in again.
    """
    zone = facts.get("time_zone", "")
    if zone:
        _named(zone)
    moments = {n: _moment(n, facts[n], zone) for n in ("date", "until") if n in facts}
    if "until" in moments:
        _window(*(datetime.fromisoformat(moments[name]) for name in ("date", "until")))
    return dict(facts) | moments


def _named(zone: str) -> None:
    try:
        named_zone(zone)
    except BadInput as bad:
        raise BadInput([_of("time_zone", problem) for problem in bad.problems]) from None


def _moment(name: str, text: str, zone: str) -> str:
    """As it came, where it has an offset and no zone is named; else on the clocks of the zone."""
    given = _read(name, text)
    if not zone:
        if given.tzinfo is None:
            raise BadInput([Problem(f"facts.{name}", "is not what it must be", _FORM)])
        return text
    if given.tzinfo is None:
        try:
            return local_moment(given.date(), given.time(), zone).isoformat()
        except BadInput as bad:
            raise BadInput([_of(name, problem) for problem in bad.problems]) from None
    there = given.astimezone(named_zone(zone))
    if given.utcoffset() not in (timedelta(), there.utcoffset()):
        mend = f"write {there.isoformat()} if that is meant, or leave out the offset or `time_zone`"
        raise BadInput([Problem(f"facts.{name}", f"has an offset that {zone} has not then", mend)])
    return there.isoformat()


def _read(name: str, text: str) -> datetime:
    """A date with a time of this century; a day alone says nothing of when the calls move."""
    try:
        given = datetime.fromisoformat(text)
        is_one = len(text) > len("2026-12-15") and 2000 <= given.year <= 2099
    except ValueError:
        is_one = False
    if is_one:
        return given
    leap = " (that year has no 29 February)" if text[4:10] == "-02-29" else ""
    raise BadInput([Problem(f"facts.{name}", f"is not what it must be{leap}", _FORM)])


def _window(begins: datetime, ends: datetime) -> None:
    if not begins < ends <= begins + LONGEST_WINDOW:
        mend = f"leave it out, or let it end after it begins, within {LONGEST_WINDOW.days} days"
        raise BadInput([Problem("facts.until", "is no end of this window", mend)])


def _of(name: str, problem: Problem) -> Problem:
    return Problem(f"facts.{name}", problem.detail, problem.mend)


def in_utc(text: str) -> str:
    """The same moment as people write it in UTC."""
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
