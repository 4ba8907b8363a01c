"""A picture counts where it is whole and can be read; what a file is, its content says."""

import random
import struct

import pytest

from port_out.inspection import FileKind, Flaw, inspected
from tests.papers import a_pdf, a_picture, a_signed_loa

PNG, JPEG, TIFF = a_picture("PNG"), a_picture("JPEG"), a_picture("TIFF", compression="tiff_lzw")
WHOLE = {
    "png": (PNG, FileKind.PNG),
    "jpeg": (JPEG, FileKind.JPEG),
    "progressive jpeg": (a_picture("JPEG", progressive=True), FileKind.JPEG),
    "tiff": (a_picture("TIFF"), FileKind.TIFF),
    "compressed tiff": (TIFF, FileKind.TIFF),
    "a phone appends things": (JPEG + b"SEFH" * 20, FileKind.JPEG),
    "padding": (PNG + b"\x00\x00", FileKind.PNG),
}


def detail(content: bytes) -> str:
    """Why it is refused."""
    found = inspected(content)
    assert isinstance(found, Flaw)
    assert found.mend
    return found.detail


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_picture_of_a_page_is_taken(name: str) -> None:
    content, kind = WHOLE[name]

    assert inspected(content) is kind


def test_a_big_endian_tiff_is_a_tiff() -> None:
    fields = ((256, 3, 1, 850 << 16), (257, 3, 1, 1100 << 16), (273, 4, 1, 100), (279, 4, 1, 50))
    head = b"MM\x00*" + struct.pack(">IH", 8, len(fields))
    content = head + b"".join(struct.pack(">HHII", *field) for field in fields)

    assert inspected(content.ljust(150, b"\x00")) is FileKind.TIFF
    assert "cut off" in detail(content.ljust(149, b"\x00"))


@pytest.mark.parametrize(
    "content",
    [
        PNG[:-12],
        PNG[:-4] + b"oops",
        PNG + b"PK\x03\x04",
        PNG.replace(b"IHDR", b"IHDX"),
        PNG[:8],
        JPEG[:-2],
        JPEG[: len(JPEG) // 2],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xff",
        TIFF[:-20],
        TIFF[: len(TIFF) // 2],
        b"II*\x00\xff\xff\xff\xff",
        b"MM\x00*",
        b"II*\x00" + struct.pack("<IHHHII", 8, 1, 273, 4, 2**32 - 1, 0),
    ],
)
def test_a_picture_that_is_not_whole_is_refused(content: bytes) -> None:
    assert "damaged" in detail(content)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_in_which_nobody_can_read_is_refused(form: str) -> None:
    assert "LOA_ILLEGIBLE" in detail(a_picture(form, (599, 400)))
    assert "599 x 400" in detail(a_picture(form, (599, 400)))
    assert "LOA_ILLEGIBLE" in detail(a_picture(form, (2000, 20)))
    assert not isinstance(inspected(a_picture(form, (600, 400))), Flaw)


def test_a_picture_that_unpacks_to_gigabytes_is_refused() -> None:
    assert "too large" in detail(a_picture("PNG", (20_001, 400)))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04...[Content_Types].xml...word/document.xml", "Word document (DOCX)"),
        (b"PK\x03\x04...xl/workbook.xml", "Excel"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04loa.pdf" + a_signed_loa(), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
        (b"{\\rtf1 ", "RTF"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1", "HEIC"),
        (b"\x00\x00\x00\x18ftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypisom", "film"),
        (a_picture("GIF"), "GIF"),
        (a_picture("BMP"), "BMP"),
        (a_picture("WEBP"), "WebP"),
        (b"<!DOCTYPE html><title>LOA</title>", "HTML"),
        (b"\r\n<HTML>", "HTML"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"<Error><Code>AccessDenied</Code></Error>", "XML"),
        (b"I authorize Example Telecom", "a text"),
        (b"<html>" + a_signed_loa(), "something else before"),
        (b"MZ\x90\x00", "program"),
        (bytes(50), "not known"),
        (b"\x07\x08\x09", "not known"),
    ],
)
def test_what_carriers_do_not_take_is_named_with_the_mend(content: bytes, name: str) -> None:
    assert name in detail(content)
    assert "PDF, PNG, JPEG and TIFF" in detail(content)


def test_no_content_makes_the_check_fail() -> None:
    chance = random.Random(3)
    whole = [content for content, _ in WHOLE.values()] + [a_signed_loa(), a_pdf(4)]
    verdicts = set()

    for _ in range(2000):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 9))
        verdicts.add(type(inspected(bytes(content))))

    assert verdicts == {Flaw, FileKind}
