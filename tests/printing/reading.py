"""PDFs read back by programs that did not write them."""

import io
from dataclasses import dataclass

import pypdfium2
from pypdf import PdfReader
from pypdfium2 import raw


@dataclass(frozen=True)
class Run:
    """A run of text where it stands: its origin, and the box that its ink fills."""

    page: int
    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str

    def overlaps(self, other: "Run") -> bool:
        """True when ink lies on ink; boxes that merely touch do not."""
        return (
            self.page == other.page
            and min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.top, other.top) - max(self.bottom, other.bottom) > 0.5
        )


def runs(pdf: bytes) -> list[Run]:
    """Every run of text in the document."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for place in range(len(document)):
            page = document[place]
            text_page = page.get_textpage()
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=text_page):
                _, _, _, _, x, y = each.get_matrix().get()
                size, font = each.get_font_size(), each.get_font().get_base_name()
                text = each.extract().strip()
                found.append(Run(place + 1, text, x, y, *each.get_bounds(), size, font))
    return found


def on_page(pdf: bytes, page: int) -> list[str]:
    """The texts of one page, in the order of drawing."""
    return [run.text for run in runs(pdf) if run.page == page]


def said(pdf: bytes) -> str:
    """All text with single spaces, as a person reads it."""
    return " ".join(" ".join(run.text for run in runs(pdf)).split())


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def paper(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in points."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width), round(box.height)
