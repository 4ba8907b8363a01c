"""The labelled set: what AWS may write, and what a careful person would do with it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from port_out.domain.life_cycle import State
from port_out.domain.reading.reader import Reading, read

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
    rows = json.loads((Path(__file__).parent / "labelled.json").read_text("utf-8"))
    return tuple(
        Labelled(
            row["group"], State(row["state"]), row["text"], row["expected"]["move"],
            row["expected"]["kind"], row["expected"].get("code", ""), row.get("held_out", False),
        )
        for row in rows
    )  # fmt: skip


def moved() -> list[Labelled]:
    """The messages that the rules make signals of."""
    return [one for one in labelled() if one.reading.meaning]
