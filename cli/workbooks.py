"""Workbooks (XLSX), read as text: no formula is followed, no link opened."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from cli.exits import Exit, Stop

_OLD = b"\xd0\xcf\x11\xe0"
_LARGEST_UNPACKED = 200_000_000
_SAVE = "open it in the spreadsheet program and save it as CSV (UTF-8)"


def is_workbook(content: bytes) -> bool:
    """True for a zip; Stop for the format before XLSX."""
    if content.startswith(_OLD):
        raise Stop(Exit.USAGE, "the file is an XLS, or has a password", mend=_SAVE)
    return content.startswith(b"PK")


def workbook_rows(content: bytes, wanted: str = "") -> list[tuple[int, list[str]]]:
    """The rows of the sheet that is `wanted`, or of the only visible one that has any."""
    from openpyxl import load_workbook

    try:
        _refuse_bomb(content)
        # Not the values that formulas had: a formula that was never calculated would be empty.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        if wanted and wanted not in book.sheetnames:
            mend = "use one of " + ", ".join(book.sheetnames)
            raise Stop(Exit.USAGE, f"the workbook has no sheet {wanted}", mend=mend)
        shown = [s for s in book.worksheets if s.title == wanted or not wanted]
        shown = [s for s in shown if wanted or s.sheet_state == "visible"]
        filled = {sheet.title: found for sheet in shown if (found := _rows(sheet))}
    except (zipfile.BadZipFile, KeyError, ValueError, ParseError, OSError, TypeError) as error:
        raise Stop(Exit.USAGE, f"the workbook can't be read: {error}", mend=_SAVE) from None
    if len(filled) > 1:
        mend = "say which with --sheet: " + ", ".join(filled)
        raise Stop(Exit.USAGE, "several sheets of the workbook have something in them", mend=mend)
    return next(iter(filled.values()), [])


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_UNPACKED:
            raise Stop(Exit.USAGE, "the workbook is too large when it is unpacked", mend=_SAVE)


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    # What a file says of its own size is not always true.
    sheet.reset_dimensions()
    found = [
        (index, [_text(value) for value in row])
        for index, row in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
    return [(index, cells) for index, cells in found if any(cells)]


def _text(value: Any) -> str:
    """A cell as its digits, not as a column too narrow for it would show it."""
    if value is None:
        return ""
    if isinstance(value, float):
        whole = Decimal(value)
        return str(int(whole)) if whole == int(whole) and abs(whole) < 10**15 else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    # What is left are formulas over several cells.
    return str(value) if isinstance(value, str | int) else "="
