"""The agreed date of a port-out, and those of its parts where numbers move on different days.

`part_dates` is known only where the dates differ, or where some numbers have none yet.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from port_out.domain.clock import day_at
from port_out.domain.dated import in_utc
from port_out.domain.port_out import PortOut

_OF_A_DATE = ("date", "until", "time_zone")
NO_DATE: dict[str, None] = dict.fromkeys(("port_date", "port_until", "time_zone", "part_dates"))
"""What is forgotten with an attempt that was refused."""


def agreed(
    known: Mapping[str, Any], facts: Mapping[str, Any], numbers: Collection[str]
) -> dict[str, Any]:
    """What is learned when a date is confirmed or changed for all numbers, or for those named.

    `port_date` is the last one: a port-out is over when its last number has moved.
    """
    said = {name: facts[name] for name in _OF_A_DATE if facts.get(name)}
    everything = set(numbers)
    named = set(facts.get("numbers") or everything) & everything
    if not named:
        return {}
    parts = [_without(part, named) for part in _parts(known, everything)]
    parts = [*(p for p in parts if p["numbers"]), said | {"numbers": sorted(named)}]
    last = max(parts, key=lambda part: datetime.fromisoformat(part["date"]))
    is_one = all(_same(p["date"], last["date"]) for p in parts)
    is_whole = sum(len(part["numbers"]) for part in parts) == len(everything)
    learned = {
        "port_date": last["date"],
        "port_until": last.get("until"),
        "time_zone": last.get("time_zone"),
        "part_dates": None if is_one and is_whole else parts,
    }
    # Only what is known can be forgotten.
    return {name: fact for name, fact in learned.items() if fact is not None or name in known}


def is_agreed(known: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """True when this date is the one that these numbers have already."""
    named = set(facts.get("numbers", ()))
    concerned = _concerned(known, named)
    covered = {n for part in concerned for n in part.get("numbers", named)}
    return bool(concerned) and named <= covered and not dates_changed(known, facts)


def dates_changed(known: Mapping[str, Any], facts: Mapping[str, Any]) -> list[datetime]:
    """The agreed dates that would count no longer for these numbers, the first one first."""
    concerned = _concerned(known, set(facts.get("numbers", ())))
    return sorted(_at(p["date"]) for p in concerned if not _same(p["date"], facts["date"]))


def dates(known: Mapping[str, Any]) -> list[datetime]:
    """Every agreed date, the first one first."""
    return sorted({_at(part["date"]) for part in _concerned(known, set())})


def date_of(known: Mapping[str, Any], number: str) -> datetime | None:
    """The first agreed date of this number, None where it has none."""
    return min((_at(part["date"]) for part in _concerned(known, {number})), default=None)


def numbers_on(known: Mapping[str, Any], date: datetime) -> int | None:
    """How many numbers move at this moment; None where there is one date for all of them."""
    if not known.get("part_dates"):
        return None
    return sum(len(p["numbers"]) for p in known["part_dates"] if _at(p["date"]) == date)


def port_days(port_out: PortOut) -> list[date]:
    """The days on which numbers move, where the numbers are."""
    country = port_out.order.country
    return sorted({day_at(moment, country) for moment in dates(port_out.facts)})


def end_of_port(known: Mapping[str, Any]) -> datetime | None:
    """The end of the last window, or its beginning where no end is known; None without a date."""
    last = known.get("port_until") or known.get("port_date")
    return _at(last) if last else None


def date_as_data(known: Mapping[str, Any]) -> dict[str, Any] | None:
    """The agreed date for people: as it was said, in UTC, its window and its zone."""
    if not known.get("port_date"):
        return None
    begins, ends = known["port_date"], known.get("port_until")
    return {
        "begins": begins,
        "begins_utc": in_utc(begins),
        "ends": ends,
        "ends_utc": in_utc(ends) if ends else None,
        "time_zone": known.get("time_zone"),
        "parts": known.get("part_dates"),
    }


def _parts(known: Mapping[str, Any], numbers: Collection[str]) -> list[dict[str, Any]]:
    """What each number is agreed for; a date that was said of no part is that of all numbers."""
    if known.get("part_dates"):
        return list(known["part_dates"])
    if not known.get("port_date"):
        return []
    names = {"date": "port_date", "until": "port_until", "time_zone": "time_zone"}
    whole = {name: known[fact] for name, fact in names.items() if known.get(fact)}
    return [whole | {"numbers": sorted(numbers)}]


def _concerned(known: Mapping[str, Any], named: Collection[str]) -> list[Mapping[str, Any]]:
    """The parts in which these numbers are; all parts where none is named."""
    if not known.get("part_dates"):
        return [{"date": known["port_date"]}] if known.get("port_date") else []
    parts: list[Mapping[str, Any]] = known["part_dates"]
    return [part for part in parts if not named or set(named) & set(part["numbers"])]


def _without(part: Mapping[str, Any], numbers: Collection[str]) -> dict[str, Any]:
    left = [number for number in part["numbers"] if number not in numbers]
    return {**part, "numbers": left}


def _same(one: str, other: str) -> bool:
    return _at(one) == _at(other)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
