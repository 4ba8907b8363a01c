"""A browser for all tests of this folder, and a new visitor for each."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from infra.browser import the_browser
from tests.browser.carrier_site import CarrierSite
from tests.browser.visitor import Visitor


# Left with the folder: as long as it is open, no other test of this thread may run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    used = the_browser()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=used.program, env={**os.environ, **used.environment}
        )
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    came = Visitor(browser)
    yield came
    came.close()


@pytest.fixture
def site() -> Iterator[CarrierSite]:
    served = CarrierSite()
    yield served
    served.close()
