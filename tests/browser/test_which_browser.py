"""The pages are tested in the pinned Chromium wherever that runs."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from infra.browser import SOURCE, UNPACKED, NoBrowser, installed, pinned_runs, the_browser

LOCK = json.loads((SOURCE / "package-lock.json").read_text("utf-8"))


@pytest.mark.skipif(not pinned_runs(), reason="the pinned Chromium is for Linux on x86-64")
def test_where_the_pinned_one_runs_it_is_the_one(browser: Browser) -> None:
    """The number of the package is the first of Chromium's own."""
    pinned = json.loads((SOURCE / "package.json").read_text())["dependencies"]
    [version] = pinned.values()

    assert the_browser().program == UNPACKED / "chromium"
    assert browser.version.partition(".")[0] == version.partition(".")[0]


@pytest.mark.parametrize(
    ("system", "machine", "runs"),
    [("linux", "x86_64", True), ("linux", "aarch64", False), ("darwin", "x86_64", False)],
)
def test_the_pinned_one_is_for_linux_on_x86_64(system: str, machine: str, runs: bool) -> None:
    assert pinned_runs(system, machine) is runs


def test_elsewhere_the_named_one_comes_before_the_usual_ones(tmp_path: Path) -> None:
    mine, usual = tmp_path / "mine", tmp_path / "google-chrome"
    for program in (mine, usual):
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    path = {"PATH": str(tmp_path)}

    assert installed({**path, "CHROMIUM": str(mine)}).program == mine
    assert installed(path).program == usual
    assert installed({"PATH": ""}, places=[mine]).program == mine


@pytest.mark.parametrize("environment", [{"PATH": ""}, {"PATH": "", "CHROMIUM": "/nowhere"}])
def test_without_any_the_error_says_what_to_install(environment: dict[str, str]) -> None:
    with pytest.raises(NoBrowser, match="install Google Chrome or Chromium, or set CHROMIUM"):
        installed(environment, places=[])


def test_the_lock_pins_every_byte_and_names_no_address() -> None:
    locked = [one for name, one in LOCK["packages"].items() if name]

    assert locked
    assert all(re.match(r"sha512-\S+==$", one["integrity"]) for one in locked)
    assert not [one for one in locked if "resolved" in one]
