"""Signed LOAs as people upload them: PDFs and pictures, whole ones to begin with."""

from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter

from local.steering.pages import pdf

A_PAGE = (850, 1100)
"""US letter at 100 dots per inch."""


def a_signed_loa(words: str = "I authorize Example Telecom to port these numbers.") -> bytes:
    """A PDF of one page with these words."""
    return pdf(["Letter of authorization", words, "Signed"]).content


def a_pdf(pages: int = 1, **protection: Any) -> bytes:
    """A PDF of so many empty pages; `protection` is what PdfWriter.encrypt takes."""
    writer, content = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    if protection:
        writer.encrypt(**protection)
    writer.write(content)
    return content.getvalue()


def a_picture(form: str, size: tuple[int, int] = A_PAGE, **options: Any) -> bytes:
    """A picture as "PNG", "JPEG", "TIFF", or any other form that Pillow writes."""
    content = BytesIO()
    Image.new("L", size, 255).save(content, form, **options)
    return content.getvalue()
