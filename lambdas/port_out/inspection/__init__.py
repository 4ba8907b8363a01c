"""Is an uploaded LOA a document that a carrier can open and read? Told from its content alone."""

from port_out.inspection.files import FileKind, Flaw, kind_of
from port_out.inspection.pdf import flaw_of_pdf
from port_out.inspection.pictures import flaw_of_picture

LARGEST = 10_000_000
"""Bytes; the most that is read into memory, and more than scanned pages need."""


def flaw_of_size(size: int) -> Flaw | None:
    """What is wrong with a file of so many bytes, before anything of it is read."""
    if size == 0:
        return Flaw("is empty: it has 0 bytes", "upload it again, and look at it before")
    if size > LARGEST:
        given, most = f"{size / 1e6:.1f}", LARGEST // 1_000_000
        mend = "scan it at 200 to 300 dpi, or print it to a new PDF"
        return Flaw(f"has {given} MB; {most} MB is the most", mend)
    return None


def inspected(content: bytes) -> FileKind | Flaw:
    """What kind of file it is, or why a carrier could not use it; no content makes it raise."""
    if flaw := flaw_of_size(len(content)):
        return flaw
    kind = kind_of(content)
    if isinstance(kind, Flaw):
        return kind
    flaw = flaw_of_pdf(content) if kind is FileKind.PDF else flaw_of_picture(content, kind)
    return flaw or kind


__all__ = ["LARGEST", "FileKind", "Flaw", "flaw_of_size", "inspected"]
