"""The pages of a one-time link, as a person at a carrier has them in the hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from port_out.domain.signals import SignalType
from tests.api.builders import ID, NUMBERS
from tests.browser.carrier_site import CarrierSite
from tests.browser.visitor import RIGHT, Theme, Visitor, measured

MANY = tuple(f"+1206{5550100 + n}" for n in range(300))
FOCUSED = """() => {
  const at = document.activeElement;
  return [(at.labels?.[0] ?? at).textContent.trim(), getComputedStyle(at).outlineStyle];
}"""
SCREENS: list[tuple[int, Theme]] = [
    (390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_is_loaded_or_complained_of(site: CarrierSite, visitor: Visitor) -> Iterator[None]:
    """After each test: the browser asked nobody else, and had nothing to say."""
    yield
    strangers = [url for url in visitor.requests if not url.startswith(f"{site.url}/links/")]
    # That the answer to a mistake is no 200 is told too, and is no complaint.
    told = [m for m in visitor.messages if "responded with a status of 4" not in m]
    assert (strangers, told) == ([], [])


def refuse(page: Page, why: str = "The PIN or passcode is wrong") -> None:
    """Fill in the form of a refusal by mouse, and send it."""
    page.get_by_text("The request is refused or cancelled").click()
    page.get_by_label("Why").select_option(label=why)
    page.get_by_label("In your own words").fill("They say 4 digits")
    page.get_by_label(NUMBERS[0]).locator("visible=true").check()
    send(page, "Send: request is refused")


def send(page: Page, button: str) -> None:
    """Press the button and wait for the next page."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_opens_the_link_and_says_the_news(
    site: CarrierSite, visitor: Visitor, script: bool
) -> None:
    page = visitor.page(script=script)
    page.goto(site.link())
    assert page.get_by_role("heading", level=1).inner_text() == "Port request of Example Corp."
    assert "Please tell us once the numbers are ported" in page.locator(".stage").inner_text()

    refuse(page)

    assert page.title() == "Thank you: it is recorded"
    assert "They say 4 digits" in page.locator("main").inner_text()
    [signal] = site.world.inbox.signals(ID)
    assert signal.type is SignalType.CARRIER_REFUSED
    assert signal.facts["numbers"] == [NUMBERS[0]]


def test_the_keyboard_alone_is_enough(site: CarrierSite, visitor: Visitor) -> None:
    page = visitor.page(1280)
    page.goto(site.link())

    tab_to(page, "All of them")
    page.keyboard.press("Space")
    tab_to(page, "Send: numbers are ported")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.title() == "Thank you: it is recorded"
    [signal] = site.world.inbox.signals(ID)
    assert signal.type is SignalType.CARRIER_COMPLETED


def tab_to(page: Page, name: str) -> None:
    """Go on with Tab to what has this name, and see that the place is marked."""
    passed = []
    for _ in range(30):
        page.keyboard.press("Tab")
        said, outline = page.evaluate(FOCUSED)
        passed.append(said)
        if said.startswith(name):
            assert outline == "solid"
            return
    raise AssertionError(f"Tab leads to {passed}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_mistake_is_shown_first_and_what_was_typed_is_kept(
    site: CarrierSite, visitor: Visitor, script: bool
) -> None:
    page = visitor.page(script=script)
    page.goto(site.link())

    refuse(page, why="Choose the reason that fits best")

    assert page.title().startswith("Error: ")
    assert page.locator(":focus").get_attribute("class") == "summary"
    assert page.get_by_label("In your own words").input_value() == "They say 4 digits"
    assert page.get_by_label(NUMBERS[0]).locator("visible=true").is_checked()
    page.locator(".summary a").first.click()
    assert page.locator(":target").get_attribute("id") == "refused-code"
    assert page.locator("#refused-code").is_visible()
    assert site.world.inbox.signals(ID) == []


def test_a_link_that_is_used_or_too_old_says_so_and_has_no_form(
    site: CarrierSite, visitor: Visitor
) -> None:
    page = visitor.page()
    used, late = site.link(), site.link()
    page.goto(used)
    refuse(page)

    page.goto(used)
    titles = [page.title()]
    site.world.now += timedelta(days=400)
    page.goto(late)
    titles.append(page.title())

    assert titles == ["This link has been used", "This link is too old"]
    assert page.locator("form").count() == 0
    assert measured(page) == RIGHT


@pytest.mark.parametrize(("width", "theme"), SCREENS)
@pytest.mark.parametrize("numbers", [NUMBERS, MANY], ids=["few", "many"])
def test_every_page_fits_every_screen(
    site: CarrierSite, visitor: Visitor, width: int, theme: Theme, numbers: tuple[str, ...]
) -> None:
    site.holding(numbers)
    page = visitor.page(width, theme)
    page.goto(site.link())

    for summary in page.locator("summary").all():
        summary.click()
        assert measured(page) == RIGHT, summary.inner_text()
    send(page, "Send: request is refused")
    assert page.title().startswith("Error: ")
    assert measured(page) == RIGHT
    page.get_by_label("Why").select_option(index=1)
    send(page, "Send: request is refused")
    assert page.title() == "Thank you: it is recorded"
    assert measured(page) == RIGHT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_the_device_is_the_theme_of_the_page(
    site: CarrierSite, visitor: Visitor, theme: Theme
) -> None:
    page = visitor.page(theme=theme)
    page.goto(site.link())

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[theme]
