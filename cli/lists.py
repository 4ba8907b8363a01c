"""The list of numbers that a command is given: how it is read, planned and shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.exits import Stop
from cli.files import content_of
from cli.groups import Planned, joined
from cli.here import Here
from cli.loas import loas
from cli.pieces import PIECE
from cli.sheet_files import LARGEST
from cli.sheets import Sheet, read_sheet, read_text

_TEXTS = ("", ".txt")
_MEND = "give a CSV, XLSX or text file of at most 20 MB, or - for what is pasted"

ColumnOption = Annotated[
    str, typer.Option(metavar="NAME", help="Heading or letter of the column with the numbers.")
]
SheetOption = Annotated[str, typer.Option(metavar="NAME", help="Sheet of the workbook.")]
CountryOption = Annotated[
    str,
    typer.Option(metavar="CC", help="Country (US, GB) whose national form numbers without + have."),
]


def read_list(name: str, *, column: str, sheet: str, country: str) -> Sheet:
    """The list in a file, or on stdin where the name is `-`; Stop where it can't be read."""
    content = content_of(name, most=LARGEST, mend=_MEND)
    # Text without a heading may have several numbers a line; of a table that would be a guess.
    is_text = name == "-" or Path(name).suffix.lower() in _TEXTS
    if is_text and not column and not _has_heading(content, sheet):
        return read_text(content, country=country)
    return read_sheet(content, column=column, sheet=sheet, country=country)


def planned(here: Here, sheet: Sheet) -> Planned:
    """How the program would split the list; nothing is stored."""
    return joined(sheet.entries, _answers(here, sheet))


def _answers(here: Here, sheet: Sheet) -> Iterator[Any]:
    for start in range(0, len(sheet.entries), PIECE):
        piece = sheet.numbers[start : start + PIECE]
        if len(sheet.entries) > PIECE:
            here.out.say(f"planning {start + 1} to {start + len(piece)} of {len(sheet.entries)}")
        yield here.api.post("/port-outs/plan", {"numbers": piece})


def _has_heading(content: bytes, sheet: str) -> bool:
    try:
        found = read_sheet(content, sheet=sheet)
    except Stop:
        return False
    # A column that was found by looks is called by its letter.
    return len(found.column) > 1


def as_data(sheet: Sheet, plan: Planned) -> dict[str, Any]:
    """All that is known of a list, for `--json`."""
    repaired = [e for e in sheet.entries if e.repairs]
    return {
        "port_outs": [group.as_data() for group in plan.groups],
        "cases": len(plan.groups),
        "hours_to_last_case": round(plan.hours, 1),
        "loas": [dict(vars(loa)) for loa in loas(plan)],
        "numbers": sum(len(group.numbers) for group in plan.groups),
        "can_not_go": [dict(vars(problem)) for problem in plan.problems],
        "unreadable": [dict(vars(flaw)) for flaw in sheet.flaws],
        "duplicates": [dict(vars(duplicate)) for duplicate in sheet.duplicates],
        "repaired": [
            {"row": e.row, "given": e.given, "number": e.number, "repairs": list(e.repairs)}
            for e in repaired
        ],
        "notes": list(sheet.notes),
    }
