"""Answers that are no JSON: PDF pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Line = str | tuple[str, str]
"""What stands on one line: at the left, or at the left and at the right."""
_LEFT, _RIGHT, _TOP, _STEP = 54, 330, 750, 16


@dataclass(frozen=True)
class Document:
    """A document and its kind."""

    kind: str
    content: bytes


def pdf(lines: Sequence[Line], heading: str = "") -> Document:
    """One page with a heading and these lines in Helvetica."""
    text = "BT " + " ".join([*_text(_LEFT, _TOP, "/F2 16", heading), *_body(lines)]) + " ET"
    stream = text.encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    return Document("application/pdf", _file(objects))


def _body(lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines, 2):
        left, right = (line, "") if isinstance(line, str) else line
        yield from _text(_LEFT, _TOP - number * _STEP, "/F1 10", left)
        yield from _text(_RIGHT, _TOP - number * _STEP, "/F1 10", right)


def _text(x: int, y: int, font: str, words: str) -> Iterator[str]:
    if words:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        yield f"{font} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj"


def _file(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return content + trailer % (len(objects) + 1, start)
