"""`python -m tools.readme`: writes the generated parts of the documents; `--check` only compares.

A generated part stands between two markers, so that nobody has to keep it true by hand.
"""

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.permissions import permission_table
from tools.picture import state_picture
from tools.tables import clock_table, refusal_table, state_table, verdict_table

ROOT = Path(__file__).resolve().parent.parent

Part = Callable[[], str]
PARTS: Mapping[str, Mapping[str, Part]] = {
    "docs/process.md": {
        "state picture": state_picture,
        "state table": state_table,
        "waits and signals": verdict_table,
        "patience": clock_table,
        "refusal codes": refusal_table,
    },
    "docs/permissions.md": {"permissions": permission_table},
}


class NoSuchPart(Exception):
    """A document lacks the markers of one of its generated parts."""


def generated(text: str, parts: Mapping[str, Part]) -> str:
    """The document with every generated part as it must be now; NoSuchPart without its markers."""
    for name, part in parts.items():
        first, last = f"<!-- generated: {name} -->", f"<!-- end of {name} -->"
        block = re.compile(f"{re.escape(first)}\n.*?{re.escape(last)}", re.DOTALL)
        whole = f"{first}\n{part()}\n{last}"
        text, found = block.subn(lambda _, whole=whole: whole, text)  # type: ignore[misc]  # its default is the value of this turn
        if found != 1:
            raise NoSuchPart(name)
    return text


def out_of_date() -> list[str]:
    """The documents whose generated parts are not what they must be."""
    return [
        name
        for name, parts in PARTS.items()
        if (text := (ROOT / name).read_text("utf-8")) != generated(text, parts)
    ]


def write() -> None:
    """Write every generated part anew."""
    for name, parts in PARTS.items():
        file = ROOT / name
        file.write_text(generated(file.read_text("utf-8"), parts), "utf-8")


def main() -> int:
    """0 when all is written, or with --check, when nothing is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    if not parser.parse_args().check:
        write()
        return 0
    stale = out_of_date()
    for name in stale:
        print(f"{name} is out of date: run python -m tools.readme", file=sys.stderr)
    return len(stale)


if __name__ == "__main__":
    sys.exit(main())
