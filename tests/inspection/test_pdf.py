"""A PDF counts where a carrier can open it; one that was made to do harm does none."""

import logging
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from port_out.inspection import LARGEST, FileKind, Flaw, flaw_of_size, inspected
from tests.papers import a_pdf, a_signed_loa

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"


def made_of(*objects: bytes) -> bytes:
    """A PDF with these objects, numbered from 1; the first is its catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\n" % (len(places) + 1)
    return content + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)


def refused(content: bytes) -> Flaw:
    """Why it is refused."""
    found = inspected(content)
    assert isinstance(found, Flaw)
    assert found.mend
    return found


@pytest.mark.parametrize(
    "content",
    [
        a_signed_loa(),
        a_pdf(50),
        made_of(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE),
        b"\xef\xbb\xbf\r\n" + a_signed_loa(),
        a_signed_loa() + b"\r\n\x00\x00\x00",
        a_signed_loa().replace(b"startxref\n", b"startxref\n9"),
    ],
)
def test_a_pdf_that_opens_is_taken(content: bytes) -> None:
    assert inspected(content) is FileKind.PDF


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
@pytest.mark.parametrize(
    "passwords",
    [{"user_password": "secret"}, {"user_password": "", "owner_password": "secret"}],
)
def test_a_protected_pdf_is_refused_also_where_it_opens_without_a_password(
    algorithm: str, passwords: dict[str, str]
) -> None:
    content = a_pdf(algorithm=algorithm, **passwords)

    assert "password or restrictions" in refused(content).detail
    hidden = content.replace(b"/Encrypt", b"/#45ncrypt")
    assert "password or restrictions" in refused(hidden).detail


def test_protection_is_seen_without_the_means_to_undo_it() -> None:
    program = (
        "import sys; sys.modules['cryptography'] = sys.modules['Crypto'] = None\n"
        "from port_out.inspection import inspected\n"
        "print(inspected(sys.stdin.buffer.read()).detail)"
    )
    content = a_pdf(user_password="secret", algorithm="AES-256")

    found = subprocess.run(
        [sys.executable, "-c", program],
        input=content,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "lambdas")},
    )

    assert b"password or restrictions" in found.stdout


def test_protection_by_a_certificate_is_protection() -> None:
    handler = b"<< /Filter /Adobe.PubSec /V 4 >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    content = made_of(CATALOG, pages, PAGE, handler)
    content = content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R")

    assert "password or restrictions" in refused(content).detail


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0 bytes"),
        (b"%PDF-1.4\n%%EOF\n", "does not open"),
        (a_signed_loa()[:300], "cut off"),
        (a_signed_loa()[:-8], "cut off"),
        (a_signed_loa() + b"PK\x03\x04" + b"\x07" * 2000, "something after its end"),
        (made_of(CATALOG, b"<< /Type /Pages /Count 1 /Kids [] >>"), "without any page"),
        (made_of(CATALOG, b"<< /Type /Pages /Count 9 /Kids [2 0 R] >>"), "does not open"),
        (a_pdf(51), "51 pages"),
    ],
)
def test_a_pdf_that_a_carrier_could_not_use_is_refused_with_the_reason(
    content: bytes, words: str
) -> None:
    assert words in refused(content).detail


def compressed(content: bytes, extra: bytes) -> bytes:
    """A stream, compressed."""
    packed = zlib.compress(content, 9)
    head = b"<< /Length %d /Filter /FlateDecode %s >>" % (len(packed), extra)
    return head + b"\nstream\n" + packed + b"\nendstream"


def many_xref_sections() -> bytes:
    head = b"%PDF-1.4\nxref\n" + b"0 0\n" * 2_000_000
    return head + b"trailer << /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF"


def objects_without_a_table() -> bytes:
    objects = b"".join(b"%d 0 obj<<>>endobj\n" % number for number in range(1, 350_000))
    return b"%PDF-1.4\n" + objects + b"startxref\n0\n%%EOF"


MALICIOUS = {
    "the same page a million times": made_of(
        CATALOG, b"<< /Type /Pages /Kids [" + b"3 0 R " * 1_500_000 + b"] >>", PAGE
    ),
    "a tree of 10 to the 30 pages": made_of(
        CATALOG,
        *(b"<< /Type /Pages /Kids [%s] >>" % (b"%d 0 R " % (n + 1) * 10) for n in range(2, 32)),
        PAGE,
    ),
    "arrays in arrays": made_of(b"<< /Type /Catalog /Pages " + b"[" * 3_000_000 + b" >>"),
    "dictionaries in dictionaries": made_of(b"<< /Type /Catalog /Pages " + b"<</A " * 1_500_000),
    "a small stream that unpacks to 200 MB": made_of(
        CATALOG, compressed(b" " * 200_000_000, b"/Type /ObjStm /N 1 /First 5")
    ),
    "two million sections": many_xref_sections(),
    "objects without a table": objects_without_a_table(),
    "a table that leads to itself": b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer "
    b"<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", MALICIOUS)
def test_a_pdf_that_was_made_to_keep_us_busy_is_refused(name: str) -> None:
    content = MALICIOUS[name]
    assert len(content) < LARGEST

    assert refused(content).detail in {
        "is a damaged PDF: it does not open",
        "is a PDF without any page",
    }


def test_nothing_of_what_is_read_goes_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    broken = a_signed_loa("Ana Carolina Silva").replace(b"/Catalog", b"/Silva")
    with caplog.at_level(logging.DEBUG):
        inspected(broken)

    assert caplog.text == ""


def test_a_file_is_refused_by_its_size_before_it_is_read() -> None:
    assert flaw_of_size(LARGEST) is None
    grown = flaw_of_size(11_000_000)
    assert grown is not None
    assert "11.0 MB" in grown.detail
    assert flaw_of_size(0) is not None
    assert "MB" in refused(b"%PDF-" + bytes(LARGEST)).detail
