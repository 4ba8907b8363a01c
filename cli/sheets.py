"""A list of numbers as people keep it, read with every repair named and every row accounted for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cli.exits import Exit, Stop
from cli.number_cells import read_number
from cli.number_forms import CannotRead, known_country
from cli.sheet_columns import Columns, columns
from cli.sheet_files import decoded, rows
from cli.workbooks import is_workbook


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
    return _sheet(at.name, cells, country, at.notes)


def read_text(content: bytes, *, country: str = "") -> Sheet:
    """The list in pasted text: every line, and every part between commas or tabs, is a number."""
    _check(country)
    if is_workbook(content):
        raise Stop(Exit.USAGE, "a workbook can't be pasted", mend="give the file by its name")
    cells: list[tuple[int, str, Mapping[str, str]]] = [
        (index, part.strip(), {})
        for index, line in enumerate(decoded(content).splitlines(), start=1)
        for part in re.split(r"[,;\t|]+|\s+(?=\+)", line)
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
    flaws, duplicates = [], []
    for row, given, more in cells:
        try:
            read = read_number(given, country.upper())
        except CannotRead as error:
            flaws.append(Flaw(row, name, given[:64], error.detail, error.mend))
            continue
        if read.number in entries:
            duplicates.append(Duplicate(row, read.number, entries[read.number].row))
        else:
            entries[read.number] = Entry(read.number, row, given, read.repairs, more)
    return Sheet(name, tuple(entries.values()), tuple(flaws), tuple(duplicates), notes)


def _check(country: str) -> None:
    if country and not known_country(country.upper()):
        mend = "give the two letters of ISO 3166, for instance US or GB"
        raise Stop(Exit.USAGE, f"--country {country} is no country with phone numbers", mend=mend)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _more(row: Sequence[str], at: Columns) -> dict[str, str]:
    return {name: _cell(row, index).strip() for index, name in at.others if _cell(row, index)}
