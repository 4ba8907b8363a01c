"""The forms behind a one-time link: from what was typed to facts, with a sentence per mistake."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from port_out.api.link_reader import Known, Reader, Typed
from port_out.domain.clock import local_moment
from port_out.domain.errors import BadInput
from port_out.domain.reading.given import SecretKind
from port_out.domain.reading.hiding import hidden
from port_out.domain.refusals import REFUSALS

LONGEST_PON = 64
LONGEST_REASON = 1000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ALL, REST_LATER, REST_STAYS = "all", "rest-later", "rest-stays"


@dataclass(frozen=True)
class Filled:
    """A form as it came back: what was typed, the facts in it, and by field what is wrong."""

    what: str
    typed: Typed
    facts: Mapping[str, Any]
    errors: Mapping[str, str]


def filled(typed: Typed, known: Known) -> Filled | None:
    """The form, None where it is none of ours; the same fields always give the same facts."""
    what = (typed.get("what") or [""])[0]
    if what not in _READERS:
        return None
    reader = Reader(typed, known)
    facts = _READERS[what](reader)
    return Filled(what, typed, facts, reader.errors)


def _submitted(form: Reader) -> dict[str, Any]:
    return {"pon": form.text("pon", LONGEST_PON, missing="Give your order number (PON).")}


def _refused(form: Reader) -> dict[str, Any]:
    code = form.choice("code", REFUSALS, "Choose the reason that fits best.")
    why = "Say in your own words why it is refused." if code == "OTHER" else ""
    reason = form.text("reason", LONGEST_REASON, missing=why, lines=True)
    if SecretKind.PIN in hidden(reason).kinds:
        form.errors["reason"] = "Leave the PIN out, please: it must not be written here."
    named = {"reason": reason, "numbers": form.numbers()}
    return {"code": code} | {name: fact for name, fact in named.items() if fact}


def _completed(form: Reader) -> dict[str, Any]:
    choices = (ALL, REST_LATER, REST_STAYS)
    scope = form.choice("scope", choices, "Say whether all numbers are ported.")
    if scope in ("", ALL):
        return {}
    numbers = form.numbers(missing="Name the numbers that are ported.")
    return {"numbers": numbers} | ({"more_to_come": True} if scope == REST_LATER else {})


def _date(form: Reader) -> dict[str, Any]:
    day = _day(form)
    begins = form.moment("time", "Give the time at which the port begins.")
    ends = form.moment("until", "")
    zone = form.choice("zone", form.known.zones, "Choose the time zone of these times.")
    if not (day and begins and zone):
        return {}
    if ends and ends <= begins:
        form.errors["until"] = "The end must be later than the beginning, on the same day."
    start = _moment(form, "time", day, begins, zone)
    end = _moment(form, "until", day, ends, zone) if ends else None
    only = {"until": end.isoformat() if end else "", "numbers": form.numbers()}
    said = {name: fact for name, fact in only.items() if fact}
    return {"date": start.isoformat(), "time_zone": zone} | said if start else {}


def _day(form: Reader) -> date | None:
    given = form.text("date", 10, missing="Give the date.")
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    form.errors.setdefault("date", "Write the date as year-month-day, such as 2026-12-15.")
    return None


def _moment(form: Reader, name: str, day: date, at: time, zone: str) -> datetime | None:
    try:
        return local_moment(day, at, zone)
    except BadInput as error:
        [problem] = error.problems
        skipped = "does not exist" in problem.detail
        what = "is skipped: the clocks go forward" if skipped else "comes twice: the clocks go back"
        mend = "Choose a time an hour earlier or later" if skipped else "Give the time in UTC"
        form.errors[name] = f"On this day {at:%H:%M} {what} in {zone}. {mend}."
        return None


_READERS = {
    "submitted": _submitted,
    "refused": _refused,
    "date": _date,
    "completed": _completed,
}
