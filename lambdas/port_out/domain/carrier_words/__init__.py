"""What carriers' words mean here: every status and refusal code that they publish, as data."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from port_out.domain.refusals import REFUSALS

NOTHING = "nothing"
"""The meaning of a status that is known and moves nothing."""
OTHER = "OTHER"


def means(carrier: str, of: str, status: str) -> str:
    """The type of signal that this status is, NOTHING, or carrier.wrote where nobody knows it."""
    return _statuses(carrier).get((of, _plain(status)), "carrier.wrote")


def knows(carrier: str, code: str) -> bool:
    """True when the carrier publishes such a code."""
    return _plain(code) in _codes(carrier)


def normalised(carrier: str, code: str) -> str:
    """Our refusal code for the carrier's; one of our own stays, OTHER for what nobody knows."""
    ours = _plain(code).upper()
    return _codes(carrier).get(_plain(code), ours if ours in REFUSALS else OTHER)


@cache
def tables(carrier: str) -> tuple[dict[str, Any], ...]:
    """Each table of the carrier: what it speaks of, its source, and its statuses or codes."""
    return tuple(json.loads((files(__package__) / f"{carrier}.json").read_text("utf-8")))


@cache
def _statuses(carrier: str) -> dict[tuple[str, str], str]:
    return {
        (table["of"], _plain(status)): meaning
        for table in tables(carrier)
        for status, meaning in table.get("statuses", {}).items()
    }


@cache
def _codes(carrier: str) -> dict[str, str]:
    return {
        _plain(code): ours
        for table in tables(carrier)
        for code, ours in table.get("codes", {}).items()
    }


def _plain(word: str) -> str:
    """Carriers differ from copy to copy in letter case and in what joins the words."""
    return word.strip().casefold().replace(" ", "_").replace("-", "_")
