"""What holds for every document: margins, one typeface, page numbers, nothing over anything."""

import io
from itertools import combinations

import pytest
from pypdf import PdfReader

from tests.printing.reading import page_count, paper, runs
from tests.printing.samples import DOCUMENTS

MARGIN = 56


@pytest.fixture(params=DOCUMENTS, scope="module")
def pdf(request: pytest.FixtureRequest) -> bytes:
    return DOCUMENTS[request.param]()


def test_everything_stands_within_the_margins(pdf: bytes) -> None:
    width, height = paper(pdf)

    outside = [
        run
        for run in runs(pdf)
        if run.left < MARGIN - 1 or run.right > width - MARGIN + 1 or run.top > height - MARGIN
    ]

    assert outside == []


def test_no_text_lies_over_another(pdf: bytes) -> None:
    by_page: dict[int, list] = {}
    for run in runs(pdf):
        by_page.setdefault(run.page, []).append(run)

    over = [
        (one.text, other.text)
        for page in by_page.values()
        for one, other in combinations(page, 2)
        if one.overlaps(other)
    ]

    assert over == []


def test_nothing_but_the_footer_stands_at_the_foot(pdf: bytes) -> None:
    at_the_foot = [run for run in runs(pdf) if run.bottom < 55]

    assert {run.size for run in at_the_foot} == {7.5}
    assert all(run.bottom > 20 for run in at_the_foot)


def test_every_page_says_which_of_how_many_it_is(pdf: bytes) -> None:
    count = page_count(pdf)

    numbered = [run for run in runs(pdf) if run.text.startswith("Page ")]

    assert [run.text for run in numbered] == [f"Page {n} of {count}" for n in range(1, count + 1)]
    assert len({round(run.y) for run in numbered}) == 1


def test_every_page_names_the_port_out(pdf: bytes) -> None:
    pages = {run.page for run in runs(pdf) if "po-0123456789abcdef01234567" in run.text}

    assert len(pages) == page_count(pdf)


def test_there_is_one_typeface_and_it_is_embedded(pdf: bytes) -> None:
    fonts = {
        font["/BaseFont"].split("+")[-1]: font["/FontDescriptor"].get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }

    assert {run.font for run in runs(pdf)} <= set(fonts)
    assert set(fonts) == {"NotoSans-Regular", "NotoSans-SemiBold"}
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())


def test_all_text_can_be_read_at_its_size(pdf: bytes) -> None:
    assert min(run.size for run in runs(pdf)) >= 6.5


def test_the_file_says_what_it_is_and_in_which_language(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))

    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == "Connect Port-Out"
    assert "po-0123456789abcdef01234567" in (reader.metadata.subject or "")
    assert reader.trailer["/Root"]["/Lang"] == "en-US"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_is_the_same_bytes(name: str) -> None:
    assert DOCUMENTS[name]() == DOCUMENTS[name]()
