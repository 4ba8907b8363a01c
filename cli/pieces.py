"""The calls into which a list is cut: by what its own columns say, and by what one call takes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cli.sheets import CARRIER, REFERENCE, Entry

PIECE = 10_000
"""As many numbers as one call takes."""


@dataclass(frozen=True)
class Piece:
    """Numbers that one batch takes, and what the list says of all of them."""

    carrier: str
    reference: str
    entries: tuple[Entry, ...]


def pieces(entries: Sequence[Entry]) -> list[Piece]:
    """The batches that a list becomes: the same numbers make the same ones, in whatever order."""
    apart: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.number):
        apart[entry.more.get(CARRIER, ""), entry.more.get(REFERENCE, "")].append(entry)
    return [
        Piece(carrier, reference, tuple(some[start : start + PIECE]))
        for (carrier, reference), some in sorted(apart.items())
        for start in range(0, len(some), PIECE)
    ]
