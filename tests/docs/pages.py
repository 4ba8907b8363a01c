"""The documents of the repository, as a reader meets them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = sorted(
    str(file.relative_to(ROOT)) for file in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
)


def text_of(name: str) -> str:
    """The whole document."""
    return (ROOT / name).read_text("utf-8")


def links(text: str) -> Iterator[str]:
    """Where the links of a document lead, those of its reference list included."""
    yield from re.findall(r"\]\(([^)\s]+)\)", _without_code(text))
    yield from re.findall(r"^\[[^\]]+\]: (\S+)$", text, re.MULTILINE)


def undefined(text: str) -> set[str]:
    """References such as [AWS][case] that the document does not define."""
    used = set(re.findall(r"\]\[([^\]]+)\]", _without_code(text)))
    return used - set(re.findall(r"^\[([^\]]+)\]: ", text, re.MULTILINE))


def anchors(text: str) -> set[str]:
    """The names that headings get on the usual sites."""
    headings = re.findall(r"^#+ (.+)$", _without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in headings}


def _without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
