"""What waits for the operator: what is wanted, when it bites, and which of it is asked for."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from cli.exits import Exit, Stop
from cli.times import parsed
from port_out.domain.parties import OPERATOR

_NEVER = datetime.max.replace(tzinfo=UTC)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Wanted(StrEnum):
    """What the operator is to give."""

    DECISION = "decision"
    ANSWER = "answer"
    SIGNATURE = "signature"
    CORRECTION = "correction"
    CASE = "case"
    DATE = "date"
    WITNESS = "witness"
    APPROVAL = "approval"
    LOOK = "look"


_BY_SIGNAL = (
    ("port-out approve", Wanted.APPROVAL),
    ("operator.decided", Wanted.DECISION),
    ("operator.answered", Wanted.ANSWER),
    ("operator.uploaded_loa", Wanted.SIGNATURE),
    ("operator.registered_case", Wanted.CASE),
)
_BY_STATE = {
    "Await Correction": Wanted.CORRECTION,
    "Await Port Date": Wanted.DATE,
    "Await Completion": Wanted.DATE,
    "Await Second Evidence": Wanted.WITNESS,
}


def wanted(entry: Mapping[str, Any]) -> Wanted:
    """What is asked for first; `look` where the port-out itself must be looked at."""
    if entry["next"]["who"] != OPERATOR:
        return Wanted.LOOK
    what = str(entry["next"]["what"])
    named = next((kind for signal, kind in _BY_SIGNAL if signal in what), None)
    return named or _BY_STATE.get(entry["state"], Wanted.LOOK)


def is_mine(entry: Mapping[str, Any]) -> bool:
    """True where the operator is the one to act, or where a notice of it was not delivered."""
    return bool(entry["next"]["who"] == OPERATOR or entry.get("undelivered_notices"))


def urgent_first(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the time when it bites, overdue first, then by how long it waits."""

    def bites(entry: dict[str, Any]) -> tuple[datetime, datetime, str]:
        by = entry["next"]["by"]
        return parsed(by) if by else _NEVER, parsed(entry["since"]), entry["port_out_id"]

    return sorted(entries, key=bites)


def bites_before(entry: Mapping[str, Any], end: datetime) -> bool:
    """True for what is overdue or bites until then; never for what has no date."""
    by = entry["next"]["by"]
    return bool(by) and parsed(by) <= end


def length(text: str) -> timedelta:
    """A length of time as people type it: 2d, 36h; Stop where it is none."""
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*([mhdw])\s*", text.lower())
    if not found:
        mend = "write 90m, 36h, 2d or 1w"
        raise Stop(Exit.USAGE, f"--within {text} is no length of time", mend=mend)
    return timedelta(**{_UNITS[found.group(2)]: int(found.group(1))})
