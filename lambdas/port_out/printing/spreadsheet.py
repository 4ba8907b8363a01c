"""The number list as a spreadsheet whose cells are text and stay as they are."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

TEXT = 49
"""The built-in number format of text cells, "@"."""
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the file format has no zone
"""Always the same, so that the same list is the same file."""


def number_list_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX file: a bold header that stays in view, and nothing but text cells."""
    out = io.BytesIO()
    table = [list(row) for row in rows]
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "Telephone numbers", "created": _MADE})
        sheet = book.add_worksheet("Numbers")
        sheet.freeze_panes(1, 0)
        _write(sheet, 0, header, book.add_format({"bold": True, "num_format": TEXT}))
        text = book.add_format({"num_format": TEXT})
        for place, row in enumerate(table, 1):
            _write(sheet, place, row, text)
        for column, name in enumerate(header):
            widest = max(len(name), *(len(row[column]) for row in table), 0)
            sheet.set_column(column, column, min(widest + 3, 60))
        # The green corner "number stored as text" would invite people to convert it.
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(table) + 1}"})
    return out.getvalue()


def _write(sheet: Any, row: int, cells: Sequence[str], form: Any) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(row, column, cell, form)
