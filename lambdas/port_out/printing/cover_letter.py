"""The letter on top of the carrier pack, on paper."""

from port_out.domain.cover_letter import (
    CoverLetter,
    about,
    asked,
    call,
    changed,
    changed_title,
    title,
)
from port_out.printing import parts
from port_out.printing.pdf import pdf
from port_out.printing.sheet import BLACK, Sheet, paper_for


def cover_letter_pdf(letter: CoverLetter) -> bytes:
    """The letter as a PDF, on the paper of the numbers' country."""
    sheet = parts.smallest_fit(lambda size: _letter(letter, size))
    reference = f"Port-out {letter.port_out_id}, version {letter.version}, {letter.on.isoformat()}"
    return pdf(sheet, title=title(letter), reference=reference)


def _letter(letter: CoverLetter, size: float) -> Sheet:
    sheet = Sheet(paper_for(letter.country), size)
    parts.title(sheet, title(letter))
    parts.labelled(sheet, about(letter))
    if changed(letter):
        parts.heading(sheet, changed_title(letter))
        parts.bulleted(sheet, changed(letter))
    parts.heading(sheet, "What we ask of you")
    parts.numbered(sheet, asked(letter))
    sheet.together(lambda: _call(sheet, letter))
    parts.heading(sheet, "In this pack")
    parts.labelled(sheet, letter.contents, gray=BLACK)
    if letter.notes:
        parts.heading(sheet, "Notes")
        parts.bulleted(sheet, letter.notes)
    return sheet


def _call(sheet: Sheet, letter: CoverLetter) -> None:
    parts.heading(sheet, "Whom to call")
    parts.labelled(sheet, call(letter))
