"""The labelled set: what AWS may write, and what a careful person would do with it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.reading import reader
from port_out.domain.reading.hiding import hidden
from port_out.domain.reading.reader import Reading

HERE = Path(__file__).parent
FILES = ("labelled", "labelled_later", "held_out")
NAMES = ("Example Telecom",)
MOVES = ("support.gave_go_ahead", "support.approved", "support.refused", "support.asked")


@dataclass(frozen=True)
class Labelled:
    """One message with its label. `held_out`: written when the rules were done."""

    group: str
    state: State
    text: str
    move: str
    kind: str
    code: str
    held_out: bool

    @property
    def reading(self) -> Reading:
        """What the rules make of it."""
        return reading(self.text, self.state)


def read(text: str, state: State, **more: Any) -> Reading:
    """What the rules make of a text of AWS: its secrets are hidden, then it is read."""
    found = hidden(text)
    return reader.read(found.text, state, hidden=found.kinds, **more)


@cache
def reading(text: str, state: State) -> Reading:
    """A reading of a text in a state, made once."""
    return read(text, state, names=NAMES)


def move(found: Reading) -> str:
    """What happens after a reading: a signal, nothing, or a person is asked."""
    return found.meaning or ("operator" if found.needs_a_person else "nothing")


@cache
def labelled() -> tuple[Labelled, ...]:
    """Every message of the set."""
    return tuple(_labelled(row, name == "held_out") for name in FILES for row in _rows(name))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return rows


def _labelled(row: dict[str, Any], held_out: bool) -> Labelled:
    expected = row["expected"]
    return Labelled(
        row["group"], State(row["state"]), row["text"], expected["move"], expected["kind"],
        expected.get("code", ""), held_out or row.get("held_out", False),
    )  # fmt: skip


def moved() -> list[Labelled]:
    """The messages that the rules make signals of."""
    return [one for one in labelled() if one.reading.meaning]
