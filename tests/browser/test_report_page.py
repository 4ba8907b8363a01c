"""The page of `port-out report`, opened from a disk as whoever got it by mail opens it."""

from pathlib import Path

import pypdfium2
import pytest

from tests.browser.visitor import A4, RIGHT, Theme, Visitor, measured
from tests.cli.past import seeded
from tests.cli.test_report import page_of

SCREENS: list[tuple[int, Theme]] = [
    (390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"),
]  # fmt: skip
COUNTS = (0, 3, 200)
PICTURES = [
    "Port-outs by the party that acts next",
    "Time in each state",
    "Days from request to completion",
    "Refusals by code",
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """The address of the page of so many port-outs."""
    folder: Path = tmp_path_factory.mktemp("reports")
    for count in COUNTS:
        (folder / f"{count}.html").write_text(page_of(seeded(count)), "utf-8")
    return {count: (folder / f"{count}.html").as_uri() for count in COUNTS}


@pytest.mark.parametrize(("width", "theme"), SCREENS)
@pytest.mark.parametrize("count", COUNTS)
def test_the_page_fits_every_screen_and_asks_nobody(
    reports: dict[int, str], visitor: Visitor, count: int, width: int, theme: Theme
) -> None:
    page = visitor.page(width, theme)
    page.goto(reports[count])

    assert measured(page) == RIGHT
    assert page.locator(".tiles dd").first.inner_text() == str(count)
    assert (visitor.requests, visitor.messages) == ([reports[count]], [])


@pytest.mark.parametrize("count", COUNTS)
def test_on_paper_nothing_is_cut_and_everything_is_there(
    reports: dict[int, str], visitor: Visitor, count: int
) -> None:
    page = visitor.page(A4, "dark")
    page.goto(reports[count])
    page.emulate_media(media="print")

    assert measured(page) == RIGHT
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    for heading in page.locator("h2").all_inner_texts():
        assert heading in words


@pytest.mark.parametrize("count", [3, 200])
def test_each_picture_has_a_name_and_its_words_in_a_table(
    reports: dict[int, str], visitor: Visitor, count: int
) -> None:
    page = visitor.page(1280)
    page.goto(reports[count])
    pictures = page.locator("svg[role=img]")

    assert pictures.count() == len(PICTURES)
    for name in PICTURES:
        assert page.get_by_role("img", name=name, exact=True).count() == 1
    tables = " ".join(page.locator("table").all_inner_texts())
    for picture in pictures.all():
        for word in picture.locator("text:not(.value)").all_text_contents():
            assert word in tables


def test_a_table_that_is_too_wide_is_reached_by_the_keyboard(
    reports: dict[int, str], visitor: Visitor
) -> None:
    page = visitor.page(700)
    page.goto(reports[200])
    regions = page.get_by_role("region")

    assert regions.count() >= 5
    regions.first.focus()
    assert regions.first.evaluate("e => e === document.activeElement && !!e.ariaLabel")


def test_the_link_to_all_that_wait_leads_to_them(reports: dict[int, str], visitor: Visitor) -> None:
    page = visitor.page()
    page.goto(reports[200])

    page.get_by_role("link", name="that are under way").click()

    assert page.locator("h2:target").inner_text() == "All that are under way"
    assert page.locator("h2:target").evaluate("e => e.getBoundingClientRect().top") < 844
