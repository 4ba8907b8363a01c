"""The versions of which the state machines are kept, and the version that is being worked on.

0.1.0.dev1 was never released: it is what was before second persons, batches and restarts, with the
rows that its own code wrote. It stays as the one that differs most from what came after.
"""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RELEASED = Path(__file__).parent / "released"
DEFINITIONS = {name: ROOT / "statemachine" / f"{name}.asl.json" for name in ("port_out", "batch")}
RECORDING = "waits.json.gz"
_HEADING = re.compile(r"^## \[(?P<version>[^]]+)\] - (?P<date>.+)$", re.MULTILINE)


def newest() -> tuple[str, bool]:
    """The version at the top of CHANGELOG.md, and whether it is out."""
    heading = _HEADING.search((ROOT / "CHANGELOG.md").read_text())
    assert heading, "CHANGELOG.md has no version"
    return heading["version"], heading["date"] != "unreleased"


def kept_versions() -> list[str]:
    """Every version of which something is kept."""
    return sorted(folder.name for folder in RELEASED.iterdir() if folder.is_dir())


@cache
def definition(version: str, name: str) -> Any:
    """A state machine of that version."""
    return json.loads((RELEASED / version / f"{name}.asl.json").read_text())


@cache
def recording(version: str) -> Any:
    """The port-outs that waited under that version, and their documents."""
    return json.loads(gzip.decompress((RELEASED / version / RECORDING).read_bytes()))


def present(name: str) -> Any:
    """The state machine as it is now."""
    return json.loads(DEFINITIONS[name].read_text())
