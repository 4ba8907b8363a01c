"""Pages as the bytes of a PDF: the same pages always make the same bytes."""

import io

from reportlab.pdfgen.canvas import Canvas

from port_out.domain.printable import Unprintable, composed, unprintable
from port_out.printing import fonts
from port_out.printing.fonts import Weight
from port_out.printing.sheet import (
    BLACK,
    GRAY,
    MARGIN,
    PALE,
    Line,
    Mark,
    Sheet,
    Text,
    right,
    texts,
)

AUTHOR = "Connect Port-Out"


def pdf(sheet: Sheet, *, title: str, reference: str) -> bytes:
    """The document with its footers; Unprintable where the typeface lacks a character."""
    pages = [
        [*page, *_footer(sheet, f"{title}. {reference}", place)]
        for place, page in enumerate(sheet.pages, 1)
    ]
    if missing := unprintable([*texts(pages), title, reference]):
        raise Unprintable(missing)
    fonts.load()
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=sheet.paper,
        invariant=1,
        lang="en-US",
        pdfVersion=(1, 4),
        initialFontName=Weight.REGULAR.value,  # type: ignore[arg-type]  # its types say float
    )
    canvas.setTitle(composed(title))
    canvas.setSubject(composed(reference))
    canvas.setAuthor(AUTHOR)
    canvas.setCreator(AUTHOR)
    for page in pages:
        for mark in page:
            _draw(canvas, mark)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _footer(sheet: Sheet, text: str, place: int) -> list[Mark]:
    page = f"Page {place} of {len(sheet.pages)}"
    room = sheet.width - fonts.width(page, Weight.REGULAR, 7.5) - 12
    lines = fonts.wrapped(composed(text), Weight.REGULAR, 7.5, room)
    y = 38.0
    return [
        Line(MARGIN, y + 11, sheet.width, PALE),
        *(Text(MARGIN, y - 10 * i, line, 7.5, gray=GRAY) for i, line in enumerate(lines)),
        right(page, MARGIN + sheet.width, y, 7.5, GRAY),
    ]


def _draw(canvas: Canvas, mark: Mark) -> None:
    if isinstance(mark, Text):
        canvas.setFillGray(mark.gray)
        canvas.setFont(mark.weight.value, mark.size)
        canvas.drawString(mark.x, mark.y, mark.text)
    elif isinstance(mark, Line):
        canvas.setStrokeGray(mark.gray)
        canvas.setLineWidth(0.6)
        canvas.line(mark.x, mark.y, mark.x + mark.length, mark.y)
    else:
        canvas.setStrokeGray(BLACK)
        canvas.setLineWidth(0.8)
        canvas.rect(mark.x, mark.y, mark.side, mark.side)
