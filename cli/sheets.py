"""A list of numbers as people keep it, read with every repair named and every row accounted for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cli.exits import Exit, Stop
from cli.number_cells import Reading, read_number
from cli.number_forms import CannotRead, known_country
from cli.row_countries import agree, row_country
from cli.sheet_columns import Columns, columns, left_out
from cli.sheet_files import decoded, rows
from cli.workbooks import is_workbook

CARRIER, REFERENCE = "winningcarrier", "reference"
"""Columns of a list that part it: what they say goes into the request."""
# Not before a plus that ends a range: its two ends would look like all of it.
_PARTS = re.compile(r"[,;\t|]+|(?<![-\u2010-\u2015~])(?<!\bto)(?<!\bbis)\s+(?=\+)")


@dataclass(frozen=True)
class Entry:
    """A number in E.164, where it stood, what was repaired, and the other cells of its row."""

    number: str
    row: int
    given: str
    repairs: tuple[str, ...]
    more: Mapping[str, str]


@dataclass(frozen=True)
class Flaw:
    """A cell that is no number for certain: where, what is wrong, and the mend."""

    row: int
    column: str
    given: str
    detail: str
    mend: str


@dataclass(frozen=True)
class Duplicate:
    """A number that stood in the list before; the first one stays."""

    row: int
    number: str
    first_row: int


@dataclass(frozen=True)
class Sheet:
    """Every row with something in it is an entry, a flaw or a duplicate."""

    column: str
    entries: tuple[Entry, ...]
    flaws: tuple[Flaw, ...]
    duplicates: tuple[Duplicate, ...]
    notes: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[str]:
        """The numbers, in the order of the list."""
        return [entry.number for entry in self.entries]


def read_sheet(content: bytes, *, column: str = "", sheet: str = "", country: str = "") -> Sheet:
    """The list in a CSV or XLSX; Stop where it is not clear which column has the numbers."""
    _check(country)
    found = rows(content, sheet)
    if not found:
        raise Stop(Exit.USAGE, "the file has no row", mend="give one number a row")
    at = columns(found, column)
    cells: list[tuple[int, str, Mapping[str, str]]] = [
        (index, _cell(row, at.index), _more(row, at)) for index, row in found[at.first :]
    ]
    return _sheet(at.name, cells, country, (*at.notes, *left_out(found, at)))


def read_text(content: bytes, *, country: str = "") -> Sheet:
    """The list in pasted text: every line, and every part between commas or tabs, is a number."""
    _check(country)
    if is_workbook(content):
        raise Stop(Exit.USAGE, "a workbook can't be pasted", mend="give the file by its name")
    cells: list[tuple[int, str, Mapping[str, str]]] = [
        (index, part.strip(), {})
        for index, line in enumerate(decoded(content).splitlines(), start=1)
        for part in _PARTS.split(line)
        if part.strip()
    ]
    return _sheet("text", cells, country, ())


def _sheet(
    name: str,
    cells: Sequence[tuple[int, str, Mapping[str, str]]],
    country: str,
    notes: tuple[str, ...],
) -> Sheet:
    entries: dict[str, Entry] = {}
    flaws, duplicates, torn = list[Flaw](), list[Duplicate](), set[str]()
    for row, given, more in cells:
        try:
            read = _read(given, country.upper(), more)
        except CannotRead as error:
            flaws.append(Flaw(row, name, given[:64], error.detail, error.mend))
            continue
        entry = Entry(read.number, row, given, read.repairs, more)
        first = entries.setdefault(read.number, entry)
        if first is not entry:
            duplicates.append(Duplicate(row, read.number, first.row))
            torn |= {read.number} if _parted(first) != _parted(entry) else set()
    flaws += [_torn(entries.pop(number), name) for number in sorted(torn)]
    return Sheet(name, tuple(entries.values()), tuple(flaws), tuple(duplicates), notes)


def _parted(entry: Entry) -> tuple[str, ...]:
    """What decides on the port-out that the number goes into."""
    return tuple(entry.more.get(name, "") for name in (CARRIER, REFERENCE))


def _torn(entry: Entry, column: str) -> Flaw:
    """Which of its rows counts would hang on how the list is sorted."""
    detail = "is in the list again, with another carrier or reference"
    return Flaw(entry.row, column, entry.given[:64], detail, "leave one of its rows")


def _read(given: str, country: str, more: Mapping[str, str]) -> Reading:
    """The number of a row; what the row says of its country wins over what holds for the list."""
    try:
        own = row_country(more)
    except CannotRead:
        if not given.strip().strip("'\"").startswith(("+", "00")):
            raise
        own = ""
    read = read_number(given, own or country)
    if own:
        agree(read.number, own)
    return read


def _check(country: str) -> None:
    if country and not known_country(country.upper()):
        mend = "give the two letters of ISO 3166, for instance US or GB"
        raise Stop(Exit.USAGE, f"--country {country} is no country with phone numbers", mend=mend)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _more(row: Sequence[str], at: Columns) -> dict[str, str]:
    return {name: _cell(row, index).strip() for index, name in at.others if _cell(row, index)}
