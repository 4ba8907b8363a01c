"""The checklist for the two screenshots, on paper."""

from functools import partial

from port_out.domain.screenshots import TITLE, WHY, Checklist, Part
from port_out.domain.screenshots import parts as parts_of
from port_out.printing import parts
from port_out.printing.pdf import pdf
from port_out.printing.sheet import Sheet, paper_for


def checklist_pdf(checklist: Checklist) -> bytes:
    """The checklist as a PDF, with boxes to tick."""
    sheet = parts.smallest_fit(lambda size: _list(checklist, size))
    reference = f"Port-out {checklist.port_out_id}, version {checklist.version}"
    return pdf(sheet, title=TITLE, reference=reference)


def _list(checklist: Checklist, size: float) -> Sheet:
    sheet = Sheet(paper_for(checklist.country), size)
    parts.title(sheet, TITLE)
    sheet.write(WHY)
    for part in parts_of(checklist):
        sheet.together(partial(_part, sheet, part))
    return sheet


def _part(sheet: Sheet, part: Part) -> None:
    parts.heading(sheet, part.title)
    parts.ticked(sheet, part.boxes)
