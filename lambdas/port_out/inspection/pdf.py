"""Does a PDF open, without a password, with a sensible number of pages?"""

import logging
from io import BytesIO

from port_out.inspection.files import AGAIN, Flaw

MOST_PAGES = 50
_PADDING = b"\x00 \t\r\n\f\x1a"
_LIMITS = {
    "page_tree_maximum_entries": 500,
    "page_tree_maximum_depth": 30,
    "page_tree_maximum_page_entries": 50_000,
    "array_maximum_element_count": 20_000,
    "dictionary_maximum_element_count": 20_000,
    "zlib_maximum_output_length": 5_000_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 1_000_000,
    "stream_decoding_work_maximum_length": 10_000_000,
    "stream_filters_maximum_length": 4,
}
"""A scan needs far less; a file made to keep us busy is refused at these."""
_MOST_OBJECTS, _MOST_READS = 50_000, 500_000
_DAMAGED = Flaw("is a damaged PDF: it does not open", AGAIN)
_PROTECTED = Flaw(
    "is a PDF that is protected by a password or restrictions",
    "print it to a new PDF without protection, or scan it",
)


def flaw_of_pdf(content: bytes) -> Flaw | None:
    """Why a carrier could not open it, None if it can."""
    if b"%%EOF" not in content.rstrip(_PADDING)[-1024:]:
        return Flaw("is a PDF that was cut off, or has something after its end", AGAIN)
    pages = _pages(content)
    if isinstance(pages, Flaw):
        return pages
    if pages == 0:
        return Flaw("is a PDF without any page", AGAIN)
    if pages > MOST_PAGES:
        mend = "upload the signed LOA alone"
        return Flaw(f"has {pages} pages; {MOST_PAGES} is the most", mend)
    return None


class _Reading(BytesIO):
    """A file that can be read from so many times, as a parser that goes astray never ends."""

    left = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise ValueError("read from too often")
        return super().read(size)


def _pages(content: bytes) -> int | Flaw:
    # Imported here: no other call of the function should wait for it.
    from pypdf import PdfReader, apply_configuration

    # It quotes in its warnings what it reads, and an LOA has no place in a log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(None, **_LIMITS):
            reader = PdfReader(
                _Reading(content),
                strict=False,
                root_object_recovery_limit=1000,
                xref_stream_maximum_entries=_MOST_OBJECTS,
            )
            return _PROTECTED if reader.is_encrypted else len(reader.pages)
    except Exception:  # noqa: BLE001 - its makers: "broken PDF files might cause other Exceptions"
        return _PROTECTED if b"/Encrypt" in content else _DAMAGED
