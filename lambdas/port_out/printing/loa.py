"""The letter of authorization on paper: one page to sign, and the list of numbers behind it."""

from port_out.domain.loa import (
    DRAFT,
    TITLE,
    Loa,
    attached,
    carriers,
    clauses,
    customer,
    reference,
)
from port_out.printing.columns import columns
from port_out.printing.fonts import Weight
from port_out.printing.parts import LABELS, heading, labelled, numbered, smallest_fit, title
from port_out.printing.pdf import pdf
from port_out.printing.sheet import BLACK, GRAY, MARGIN, Line, Sheet, Text, paper_for

INK = 36.0
"""The height that a signature by hand needs."""


def loa_pdf(loa: Loa) -> bytes:
    """The letter as a PDF, on the paper of the numbers' country; ready to be signed by hand."""
    sheet = smallest_fit(lambda size: _letter(loa, size))
    if loa.is_attached:
        _attachment(sheet, loa)
    return pdf(sheet, title=TITLE, reference=reference(loa))


def _letter(loa: Loa, size: float) -> Sheet:
    sheet = Sheet(paper_for(loa.country), size)
    title(sheet, TITLE, DRAFT)
    heading(sheet, "Customer")
    labelled(sheet, customer(loa))
    heading(sheet, "Numbers to be ported")
    labelled(sheet, carriers(loa))
    if loa.is_attached:
        labelled(sheet, [("Telephone numbers", attached(loa))])
    else:
        sheet.together(lambda: _numbers(sheet, loa))
    sheet.together(lambda: _signed_part(sheet, loa))
    return sheet


def _numbers(sheet: Sheet, loa: Loa) -> None:
    top = sheet.y
    sheet.write("Telephone numbers", gray=GRAY)
    sheet.y = top
    columns(sheet, loa.numbers, count=2, numbered=False, indent=LABELS)


def _signed_part(sheet: Sheet, loa: Loa) -> None:
    """What is confirmed and who confirms it: nobody signs a page that says nothing."""
    heading(sheet, "Authorization")
    numbered(sheet, clauses(loa))
    sheet.together(lambda: _signature(sheet, loa))


def _signature(sheet: Sheet, loa: Loa) -> None:
    heading(sheet, "Signature")
    half = sheet.width / 2
    sheet.need(INK)
    sheet.y -= INK
    _to_fill_in(sheet, 0, half + 40, "Signature, by hand")
    _to_fill_in(sheet, half + 60, half - 60, "Date signed")
    sheet.y -= 18
    person = (("Name", loa.identity.authorized_person), ("Title", loa.identity.title))
    labelled(sheet, person)


def _to_fill_in(sheet: Sheet, x: float, length: float, caption: str) -> None:
    sheet.put(Line(MARGIN + x, sheet.y, length, BLACK))
    sheet.put(Text(MARGIN + x, sheet.y - 10, caption, 7.5, gray=GRAY))


def _attachment(sheet: Sheet, loa: Loa) -> None:
    """Every number of the letter, on pages of their own."""
    sheet.on_each_page = lambda: _attachment_head(sheet, loa)
    sheet.new_page()
    columns(sheet, loa.numbers, count=4, numbered=True)


def _attachment_head(sheet: Sheet, loa: Loa) -> None:
    sheet.write("Attachment A", size=13, weight=Weight.BOLD)
    of = f"{len(loa.numbers)} telephone numbers of {loa.identity.company_name}"
    sheet.write(f"{of}, to be ported to {loa.winning_carrier}", size=8.5, gray=GRAY)
    sheet.y -= 4
    sheet.line()
    sheet.y -= 6
