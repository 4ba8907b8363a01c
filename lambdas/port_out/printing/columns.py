"""Many short texts in columns, over as many pages as they need."""

from collections.abc import Sequence

from port_out.printing.sheet import BASELINE, FOOT, GRAY, LEADING, MARGIN, Sheet, Text, right


def columns(
    sheet: Sheet, items: Sequence[str], *, count: int, numbered: bool, indent: float = 0.0
) -> None:
    """Read down each column, then the next; the last page has columns of equal height."""
    height = sheet.size * LEADING
    done = 0
    while done < len(items):
        if done:
            sheet.new_page()
        sheet.need(height)
        rows = min(int((sheet.y - FOOT) // height), -(-(len(items) - done) // count))
        for place in range(done, min(done + rows * count, len(items))):
            column, row = divmod(place - done, rows)
            x = MARGIN + indent + column * (sheet.width - indent) / count
            y = sheet.y - (row + 1) * height + sheet.size * BASELINE
            _item(sheet, x, y, items[place], f"{place + 1}" if numbered else "")
        sheet.y -= rows * height
        done += rows * count


def _item(sheet: Sheet, x: float, y: float, text: str, ordinal: str) -> None:
    if ordinal:
        sheet.put(right(ordinal, x + 24, y, sheet.size - 1.5, GRAY))
        x += 30
    sheet.put(Text(x, y, text, sheet.size))
