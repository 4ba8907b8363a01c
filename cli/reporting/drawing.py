"""Where the bars of the pictures begin and end, in percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from cli.reporting.figures import OfCode, TimeIn
from cli.reporting.spans import DASH, counted, days, span
from cli.reporting.story import Story
from cli.reporting.whose import PARTIES
from port_out.domain.parties import CARRIER, SUPPORT

MOST_COLUMNS = 12
_WIDTHS = (1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365)
_SEEN = timedelta(hours=1)


@dataclass(frozen=True)
class Piece:
    """A part of a bar, with the party that its colour stands for."""

    party: str
    begins: float
    width: float


@dataclass(frozen=True)
class Bar:
    """One bar with the words above it; `reach` is where its thin line ends."""

    name: str
    value: str
    pieces: Sequence[Piece]
    reach: float = 0.0

    @property
    def ends(self) -> float:
        """Where the last piece ends."""
        return max((piece.begins + piece.width for piece in self.pieces), default=0.0)


@dataclass(frozen=True)
class Column:
    """One column of a distribution; `first` to below `after` are days."""

    first: int
    after: int
    count: int
    height: float

    @property
    def name(self) -> str:
        """The days that it is for."""
        return (
            f"{self.first}"
            if self.after - self.first == 1
            else f"{self.first}{DASH}{self.after - 1}"
        )


def parties_of(waiting: Sequence[Story]) -> list[tuple[str, int, int]]:
    """Who is waited for, of how many port-outs with how many numbers, in a fixed order."""
    found = []
    for party in PARTIES:
        of_party = [one for one in waiting if one.who == party]
        if of_party:
            found.append((party, len(of_party), sum(one.numbers for one in of_party)))
    return found


def waiting_bars(waiting: Sequence[Story]) -> list[Bar]:
    """A bar for each party that is waited for."""
    counts = parties_of(waiting)
    most = max((count for _, count, _ in counts), default=1)
    return [
        Bar(
            party,
            f"{counted(count, 'port-out')}, {counted(numbers, 'number')}",
            [Piece(party, 0.0, share(count, most))],
        )
        for party, count, numbers in counts
    ]


def time_bars(times: Sequence[TimeIn]) -> list[Bar]:
    """A bar to the median and a line to what nine in ten do not exceed; no bar for seconds."""
    shown = [one for one in times if one.longest is not None and one.longest >= _SEEN]
    widest = max((one.most for one in shown if one.most), default=_SEEN)
    return [
        Bar(
            one.state,
            span(one.median),
            [Piece(one.party, 0.0, share(days(one.median), days(widest)))],
            share(days(one.most), days(widest)),
        )
        for one in shown
        if one.median is not None and one.most is not None
    ]


def code_bars(codes: Sequence[OfCode]) -> list[Bar]:
    """A bar for each code, in two pieces where both parties said it."""
    most = max((one.count for one in codes), default=1)
    bars = []
    for one in codes:
        ours = share(one.by_support, most)
        pieces = [
            Piece(SUPPORT, 0.0, ours),
            Piece(CARRIER, ours, share(one.by_carrier, most)),
        ]
        bars.append(Bar(one.code, f"{one.count}", [p for p in pieces if p.width]))
    return bars


def columns(times: Sequence[timedelta]) -> list[Column]:
    """How many took how many days, in at most twelve columns of equal width."""
    if not times:
        return []
    whole = [int(days(time)) for time in times]
    first, last = min(whole), max(whole)
    width = next((w for w in _WIDTHS if _wide(first, last, w) <= MOST_COLUMNS), None)
    width = width or ceil((last + 1) / MOST_COLUMNS)
    begins = range(first // width * width, last + 1, width)
    counts = [sum(at <= day < at + width for day in whole) for at in begins]
    most = max(counts)
    return [
        Column(at, at + width, count, share(count, most))
        for at, count in zip(begins, counts, strict=True)
    ]


def share(part: float, whole: float) -> float:
    """The part in percent, a hair at least where there is anything."""
    return round(max(100 * part / whole, 0.6), 2) if part and whole else 0.0


def _wide(first: int, last: int, width: int) -> int:
    return last // width - first // width + 1
