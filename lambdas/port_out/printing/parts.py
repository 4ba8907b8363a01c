"""What all documents are made of: titles, headings, labelled values, numbered and ticked lists."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from port_out.printing.fonts import Weight, width
from port_out.printing.sheet import (
    BASELINE,
    BLACK,
    GRAY,
    LEADING,
    MARGIN,
    Line,
    Sheet,
    Square,
    Text,
)

LABELS = 162.0
"""The width of the column of labels, the same in all documents."""
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
"""From what reads well down to what is still clearly legible."""


def smallest_fit(
    draw: Callable[[float], Sheet], pages: int = 1, sizes: Sequence[float] = SIZES
) -> Sheet:
    """The sheet in the largest size that fits these pages; where none does, in the first size."""
    for size in sizes:
        if len((sheet := draw(size)).pages) <= pages:
            return sheet
    return draw(sizes[0])


def title(sheet: Sheet, text: str, small: str = "") -> None:
    """The name of the document, with a small line about it."""
    sheet.write(text, size=17.0, weight=Weight.BOLD)
    if small:
        sheet.write(small, size=8.0, gray=GRAY)
    sheet.gap(sheet.size * 0.8)


def heading(sheet: Sheet, text: str) -> None:
    """A heading over a hairline, never left alone at the foot of a page."""
    sheet.gap(sheet.size * 1.1)
    sheet.need(sheet.size * LEADING * 4)
    sheet.write(text, size=sheet.size + 1, weight=Weight.BOLD)
    sheet.y -= 2
    sheet.line()
    sheet.y -= 3


def labelled(sheet: Sheet, rows: Iterable[tuple[str, str]], *, gray: float = GRAY) -> None:
    """Labels in one column, values in the other; a value that is empty is a line to fill in."""
    for label, value in rows:
        sheet.together(partial(_row, sheet, label, value, gray))


def _row(sheet: Sheet, label: str, value: str, gray: float) -> None:
    sheet.need(sheet.size * LEADING)
    top = sheet.y
    sheet.write(label, room=LABELS - 10, gray=gray)
    foot, sheet.y = sheet.y, top
    if value:
        sheet.write(value, indent=LABELS, size=_fitting(value, sheet))
    else:
        at = top - sheet.size * LEADING + sheet.size * BASELINE
        sheet.put(Line(MARGIN + LABELS, at - 2, 160, BLACK))
        sheet.y -= sheet.size * (LEADING + 0.4)
    sheet.y = min(sheet.y, foot) - sheet.size * 0.15


def _fitting(value: str, sheet: Sheet) -> float:
    """A smaller size for one long word (an ARN, a hash) that would else be broken."""
    room = sheet.width - LABELS
    if " " in value:
        return sheet.size
    for size in (sheet.size, 9.0, 8.5, 8.0, 7.5):
        if size <= sheet.size and width(value, Weight.REGULAR, size) <= room:
            return size
    return sheet.size


def numbered(sheet: Sheet, texts: Iterable[str]) -> None:
    """A list with figures in front, each entry on one page."""
    for place, text in enumerate(texts, 1):
        sheet.together(partial(_entry, sheet, f"{place}.", text))


def bulleted(sheet: Sheet, texts: Iterable[str]) -> None:
    """A list with dots in front, each entry on one page."""
    for text in texts:
        sheet.together(partial(_entry, sheet, "\u2022", text))


def ticked(sheet: Sheet, texts: Iterable[str]) -> None:
    """A list with boxes to tick, each entry on one page."""
    for text in texts:
        sheet.together(partial(_entry, sheet, "", text))


def _entry(sheet: Sheet, sign: str, text: str) -> None:
    sheet.need(sheet.size * LEADING)
    at = sheet.y - sheet.size * LEADING + sheet.size * BASELINE
    if sign:
        sheet.put(Text(MARGIN, at, sign, sheet.size, gray=GRAY))
    else:
        sheet.put(Square(MARGIN, at - sheet.size * 0.12, sheet.size))
    sheet.write(text, indent=18)
    sheet.y -= sheet.size * 0.3
