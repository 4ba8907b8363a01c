"""Which column has the numbers, and where they begin; where that is not clear, nobody guesses."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cli.exits import Exit, Stop

_NAMED = (
    {"phonenumber", "phonenumbers", "e164", "telephonenumber", "telephonenumbers", "msisdn"}
    | {"rufnummer", "telefonnummer", "numerodetelephone", "did", "tn"},
    {"number", "numbers", "phone", "telephone", "tel", "telefon"},
)
_TITLE_ROWS = 10
_MOST_LISTED = 12


@dataclass(frozen=True)
class Columns:
    """The column of the numbers, the first row that has one, and the other columns by name."""

    index: int
    name: str
    first: int
    others: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()


def columns(found: Sequence[tuple[int, list[str]]], wanted: str = "") -> Columns:
    """Where the numbers are: `wanted` by heading or letter, else by heading, else by looks."""
    for at, (row, cells) in enumerate(found[:_TITLE_ROWS]):
        index = _wanted(cells, wanted) if wanted else _named(cells)
        if index is not None:
            if not wanted:
                _refuse_counter(found[at + 1 :], cells, index)
            notes = (f"the headings are in row {row}; what is above was left out",) if at else ()
            return _with_heading(cells, index, at + 1, notes)
        if any(_looks_like_number(cell) for cell in cells):
            break
    return _by_letter(found, wanted) if wanted else _by_looks(found)


def left_out(found: Sequence[tuple[int, list[str]]], at: Columns) -> list[str]:
    """A note for each other column that has numbers too: nothing is left out silently."""
    named = dict(at.others)
    counts = Counter(
        index
        for _, cells in found[at.first :]
        for index, cell in enumerate(cells)
        if index != at.index and cell.strip().startswith("+") and _looks_like_number(cell)
    )
    return [
        f"column {named.get(index) or letter(index)} has {count} cells like phone numbers too; "
        "it was left out (--column reads it)"
        for index, count in sorted(counts.items())
    ]


def letter(index: int) -> str:
    """A column as spreadsheets call it: A, Z, AA."""
    return (letter(index // 26 - 1) if index > 25 else "") + chr(ord("A") + index % 26)


def plain(heading: str) -> str:
    """A heading without what people write differently: `Phone Number` and phone_number are one."""
    return re.sub(r"[^a-z0-9]", "", heading.lower().replace("\xe9", "e"))


def _with_heading(cells: list[str], index: int, first: int, notes: tuple[str, ...]) -> Columns:
    others = [(i, plain(cell)) for i, cell in enumerate(cells) if i != index and plain(cell)]
    return Columns(index, cells[index].strip(), first, tuple(others), notes)


def _wanted(cells: list[str], wanted: str) -> int | None:
    return next((i for i, cell in enumerate(cells) if plain(cell) == plain(wanted)), None)


def _named(cells: list[str]) -> int | None:
    for names in _NAMED:
        found = [i for i, cell in enumerate(cells) if plain(cell) in names]
        if len(found) > 1:
            raise _unclear([cells[i] for i in found])
        if found:
            return found[0]
    return None


def _refuse_counter(rows: Sequence[tuple[int, list[str]]], cells: list[str], index: int) -> None:
    """Stop where a heading promises numbers, and only another column has any."""

    def has_any(at: int) -> bool:
        return any(_looks_like_number(row[at]) for _, row in rows if at < len(row))

    others = [i for i in range(len(cells)) if i != index and has_any(i)]
    if others and not has_any(index):
        raise _unclear([cells[i] or letter(i) for i in (index, *others)])


def _by_letter(found: Sequence[tuple[int, list[str]]], wanted: str) -> Columns:
    width = max(len(cells) for _, cells in found)
    named = wanted.strip().upper()
    index = next((at for at in range(width) if letter(at) == named), width)
    if index >= width:
        known = ", ".join(cell.strip() for cell in found[0][1][:_MOST_LISTED])
        raise Stop(Exit.USAGE, f"there is no column {wanted}", mend=f"the first row has: {known}")
    return Columns(index, named, _start(found, index))


def _by_looks(found: Sequence[tuple[int, list[str]]]) -> Columns:
    width = max(len(cells) for _, cells in found)
    looks = [
        index
        for index in range(width)
        if any(_looks_like_number(cells[index]) for _, cells in found if index < len(cells))
    ]
    if not looks:
        mend = "head the column PhoneNumber, and give one number a row"
        raise Stop(Exit.USAGE, "no column has phone numbers in it", mend=mend)
    if len(looks) > 1:
        raise _unclear([letter(index) for index in looks])
    return Columns(looks[0], letter(looks[0]), _start(found, looks[0]))


def _start(found: Sequence[tuple[int, list[str]]], index: int) -> int:
    """1 where the first row is a heading: something without any digit."""
    first = found[0][1][index] if index < len(found[0][1]) else ""
    return 0 if re.search(r"[0-9]", first) else 1


def _looks_like_number(cell: str) -> bool:
    digits = sum(c.isdecimal() for c in cell)
    return (digits >= 7 and digits * 2 > len(cell.strip())) or bool(_SCIENTIFIC.fullmatch(cell))


_SCIENTIFIC = re.compile(r"\s*[0-9][.,]?[0-9]*[eE]\+?[0-9]+\s*")


def _unclear(names: Sequence[str]) -> Stop:
    shown = ", ".join(name.strip() for name in names[:_MOST_LISTED])
    mend = f"say which with --column: {shown}"
    return Stop(Exit.USAGE, "more than one column may have the numbers", mend=mend)
