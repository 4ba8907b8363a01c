"""More than 1,000 tampers with a real record, and with a bundle of it: every one is found."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.record import GENESIS, Transition, breaks_in
from tests.builders import ID
from tests.stage import WAY, a_world

SEED = 20261122
Data = list[dict[str, Any]]
RECORDS = [state for state, way in WAY.items() if len(way) >= 2]


def a_record(state: State) -> Data:
    """The record of a port-out that went to this state, as it lies in the table."""
    return [line.as_data() for line in a_world(state).port_outs.transitions(ID)]


def found(lines: Data, last_hash: str) -> bool:
    """True where the verifier says that the record does not hold."""
    try:
        read = [Transition.from_data(line) for line in lines]
    except (KeyError, TypeError, ValueError):
        return True
    return breaks_in(read, last_hash=last_hash) != []


def edits(lines: Data, dice: Random) -> Iterator[Data]:
    """Each field of each line changed, a fact put in, one character of each text."""
    for place, line in enumerate(lines):
        for name, value in line.items():
            other: Any = value + 1 if isinstance(value, int) else f"{value}x"
            if name == "at":
                other = value.replace(".000000", ".000001")
            if name == "facts":
                other = {**value, "extra": dice.random()}
            yield [*lines[:place], {**line, name: other}, *lines[place + 1 :]]


def deletions(lines: Data, _: Random) -> Iterator[Data]:
    """Each line, and each stretch of lines, left out; the end too."""
    for first in range(len(lines)):
        for last in range(first + 1, len(lines) + 1):
            yield [*lines[:first], *lines[last:]]


def insertions(lines: Data, dice: Random) -> Iterator[Data]:
    """A line twice, and a made-up one that is sealed and follows the one before it."""
    for place in range(len(lines) + 1):
        yield [*lines[:place], dice.choice(lines), *lines[place:]]
        before = lines[place - 1]["hash"] if place else GENESIS
        made_up = {**dice.choice(lines), "sequence": place + 1, "previous_hash": before}
        sealed = Transition.from_data(made_up).sealed().as_data()
        yield [*lines[:place], sealed, *lines[place:]]


def reorderings(lines: Data, dice: Random) -> Iterator[Data]:
    """Every two lines the other way round, and whole shuffles."""
    for first in range(len(lines)):
        for second in range(first + 1, len(lines)):
            other = list(lines)
            other[first], other[second] = other[second], other[first]
            yield other
    for _ in range(10):
        yield dice.sample(lines, len(lines))


def resealed(lines: Data, _: Random) -> Iterator[Data]:
    """A line changed by somebody who knows how to seal it, and all that come after it too."""
    for place in range(len(lines)):
        forged, before = list(lines[:place]), lines[place]["previous_hash"]
        for line in lines[place:]:
            new = {**line, "by": "somebody", "previous_hash": before}
            forged.append(Transition.from_data(new).sealed().as_data())
            before = forged[-1]["hash"]
        yield forged


TAMPERS: list[Callable[[Data, Random], Iterator[Data]]] = [
    *(edits, deletions, insertions, reorderings, resealed)
]


def test_more_than_1000_tampers_are_all_found_and_no_good_record_is_blamed() -> None:
    dice, tried, missed, blamed = (
        Random(SEED),
        dict.fromkeys((t.__name__ for t in TAMPERS), 0),
        0,
        0,
    )

    for state in RECORDS:
        lines = a_record(state)
        last_hash = lines[-1]["hash"]
        blamed += found(json.loads(json.dumps(lines)), last_hash)
        for tamper in TAMPERS:
            for tampered in tamper(lines, dice):
                if tampered != lines:
                    tried[tamper.__name__] += 1
                    missed += not found(json.loads(json.dumps(tampered)), last_hash)

    assert (missed, blamed) == (0, 0)
    assert sum(tried.values()) >= 1000
    assert all(tried.values())
