"""A person with a browser: what the page did, and what a ruler laid on it says."""

from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page

RULER = (Path(__file__).parent / "ruler.js").read_text("utf-8")
HEIGHT = {390: 844, 1280: 900}
A4 = 718
"""The width that a sheet of A4 has between its margins."""
Theme = Literal["light", "dark"]


class Visitor:
    """Opens pages in a browser of their own; `requests` and `messages` are all that ever came."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[BrowserContext] = []
        self.requests: list[str] = []
        self.messages: list[str] = []

    def page(self, width: int = 390, theme: Theme = "light", *, script: bool = True) -> Page:
        """A page of this width, with nothing on it yet."""
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT.get(width, 900)},
            color_scheme=theme,
            java_script_enabled=script,
            locale="en-US",
        )
        context.set_default_timeout(10_000)
        self._opened.append(context)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda message: self.messages.append(message.text))
        context.on("weberror", lambda error: self.messages.append(str(error.error)))
        return context.new_page()

    def close(self) -> None:
        """Close whatever was opened."""
        for context in self._opened:
            context.close()


def measured(page: Page) -> dict[str, Any]:
    """What is wrong with where things stand; every list is empty on a page that is right."""
    found: dict[str, Any] = page.evaluate(RULER)
    return found


RIGHT: dict[str, Any] = {"wider": [], "cut": [], "overlaps": []}
"""What `measured` says of a page that fits its width and has no text on another."""
