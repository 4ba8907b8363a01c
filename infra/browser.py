"""`python -m infra.browser`: gets the browser in which the pages are tested.

Where it runs, that is a pinned Chromium of the npm registry, which was built for AWS Lambda and
brings its libraries and a font along; elsewhere it is one that is installed.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from infra.inputs import ROOT

SOURCE = ROOT / "tools" / "browser"
FOLDER = Path(sys.prefix) / "browser"
UNPACKED = FOLDER / "unpacked"
NAMES = ("google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome")
_MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
PLACES = tuple(Path(_MAC.format(name)) for name in ("Google Chrome", "Chromium"))
_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier")


class NoBrowser(Exception):
    """Nothing on this machine can show a page; says what to install."""


@dataclass(frozen=True)
class Browser:
    """A Chromium, and what its environment needs beyond the usual."""

    program: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def the_browser() -> Browser:
    """The one for this machine, or NoBrowser."""
    return _pinned() if pinned_runs() else installed(os.environ)


def pinned_runs(system: str = sys.platform, machine: str = platform.machine()) -> bool:
    """True where the pinned Chromium runs; no other one is used there."""
    return (system, machine) == ("linux", "x86_64")


def installed(environment: Mapping[str, str], places: Sequence[Path] = PLACES) -> Browser:
    """The one that CHROMIUM names, else the first of a usual name or place; or NoBrowser."""
    named = environment.get("CHROMIUM")
    on_path = (shutil.which(name, path=environment.get("PATH", "")) for name in NAMES)
    for program in [Path(named)] if named else [*map(Path, filter(None, on_path)), *places]:
        if program.is_file():
            return Browser(program)
    found = f"CHROMIUM is {named}, which is no file" if named else "no browser was found"
    raise NoBrowser(
        f"{found}. The pinned Chromium runs on Linux on x86-64 only: to test the pages here, "
        "install Google Chrome or Chromium, or set CHROMIUM to its program"
    )


def install() -> int:
    """Unpack the pinned Chromium; elsewhere say which browser the tests will use."""
    if pinned_runs():
        print("set-up: Chromium for the tests of the pages (70 MB the first time)", flush=True)
        return _unpack()
    try:
        print(f"set-up: the pages are tested in {installed(os.environ).program}", flush=True)
    except NoBrowser as problem:
        # Everything else can be tested; the tests of the pages fail with these words.
        print(f"set-up: {problem}", file=sys.stderr)
    return 0


def _pinned() -> Browser:
    program = UNPACKED / "chromium"
    if not program.is_file():
        raise NoBrowser("the pinned Chromium is not installed: make .venv/.browser")
    needed = {
        "LD_LIBRARY_PATH": UNPACKED / "al2023" / "lib",
        "FONTCONFIG_FILE": UNPACKED / "fonts" / "pinned.conf",
        "XDG_CACHE_HOME": FOLDER / "cache",
    }
    return Browser(program, {name: str(path) for name, path in needed.items()})


def _unpack() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "unpack.js"):
        shutil.copy(SOURCE / name, FOLDER)
    code = _npm("ci", *_QUIET) or _npm("run", "--silent", "unpack", into=UNPACKED)
    if code == 0:
        shutil.copy(SOURCE / "fonts.conf", UNPACKED / "fonts" / "pinned.conf")
        # Packed it is a quarter of the whole, and nobody reads it again.
        shutil.rmtree(FOLDER / "node_modules")
    return code


def _npm(*words: str, into: Path | None = None) -> int:
    command = [sys.executable, "-m", "infra.npm", "--prefix", str(FOLDER), *words]
    more = {"TMPDIR": str(into)} if into else {}
    return subprocess.run(command, env=os.environ | more, check=False).returncode


if __name__ == "__main__":
    sys.exit(install())
