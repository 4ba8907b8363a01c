"""What kind of file it is, from its first bytes; its name and its declared type say nothing."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """The kinds that carriers take, by their media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"

    @property
    def extension(self) -> str:
        """How the name of such a file ends."""
        return {"jpeg": "jpg", "tiff": "tif"}.get(self.name.lower(), self.name.lower())


@dataclass(frozen=True)
class Flaw:
    """Why a file can't be used, and the mend; never a word of its content."""

    detail: str
    mend: str


AGAIN = "print it to a new PDF or scan it again"
_AS_PDF = "save it as PDF and upload that"
_AS_PICTURE = "save it as PDF, PNG or JPEG and upload that"
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_OTHERS = (
    (b"GIF8", "a GIF picture", _AS_PICTURE),
    (b"BM", "a BMP picture", _AS_PICTURE),
    (b"8BPS", "a Photoshop picture", _AS_PICTURE),
    (b"II+\x00", "a BigTIFF picture", _AS_PICTURE),
    (b"MM\x00+", "a BigTIFF picture", _AS_PICTURE),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC, XLS) or an e-mail (MSG)", _AS_PDF),
    (b"{\\rtf", "a text with formatting (RTF)", _AS_PDF),
    (b"%!PS", "a PostScript file", _AS_PDF),
    (b"7z\xbc\xaf", "an archive (7z)", "unpack it and upload what is in it"),
    (b"Rar!", "an archive (RAR)", "unpack it and upload what is in it"),
    (b"\x1f\x8b", "an archive (GZIP)", "unpack it and upload what is in it"),
    (b"MZ", "a program", _AS_PDF),
)
_PARTS_OF_ZIP = (
    (b"word/document", "a Word document (DOCX)"),
    (b"xl/workbook", "an Excel workbook (XLSX)"),
    (b"ppt/presentation", "a PowerPoint presentation (PPTX)"),
    (b"vnd.oasis.opendocument", "an OpenDocument file (ODT)"),
)
_BLANK = b"\xef\xbb\xbf\x00 \t\r\n\f"
"""What scanners and mail programs put before a file, and what means nothing there."""


def kind_of(content: bytes) -> FileKind | Flaw:
    """The kind, if carriers take it; else what the file seems to be, and what to do."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    head = content[:1024].lstrip(_BLANK)
    if head.startswith(b"%PDF-"):
        return FileKind.PDF
    name, mend = _seems(content, head)
    return Flaw(f"seems to be {name}; carriers take PDF, PNG, JPEG and TIFF", mend)


def _seems(content: bytes, head: bytes) -> tuple[str, str]:
    for start, name, mend in _OTHERS:
        if content.startswith(start):
            return name, mend
    if content.startswith(b"PK"):
        found = [name for part, name in _PARTS_OF_ZIP if part in content]
        return (found[0], _AS_PDF) if found else ("a ZIP archive", "unpack it and upload the LOA")
    if content[4:8] == b"ftyp":
        return _seems_filmed(content[8:12])
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "a WebP picture", _AS_PICTURE
    if b"%PDF-" in head:
        return "a PDF with something else before its beginning", AGAIN
    return _seems_text(head)


def _seems_filmed(brand: bytes) -> tuple[str, str]:
    if brand in (b"avif", b"avis"):
        return "an AVIF picture", _AS_PICTURE
    if brand[:2] == b"he" or brand in (b"mif1", b"msf1"):
        return "an iPhone picture (HEIC)", _AS_PICTURE
    return "a film", "upload the signed LOA"


def _seems_text(head: bytes) -> tuple[str, str]:
    start = head[:512].lower()
    if start.startswith(b"<svg") or b"<svg" in start:
        return "an SVG drawing", _AS_PDF
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "a web page (HTML)", _AS_PDF
    if start.startswith(b"<"):
        return "an XML file", _AS_PDF
    if all(byte in b"\t\r\n\f" or byte >= 32 for byte in head) and head:
        return "a text", "print it, sign it, and scan or photograph it"
    return "of a kind that is not known here", "scan or photograph the signed LOA"
