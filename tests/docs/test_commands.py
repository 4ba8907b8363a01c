"""The documents name only commands that the command line takes, once they are filled in."""

import re
from collections.abc import Iterator

import pytest

from tests.cli.accepting import accepts, verbs
from tests.docs.pages import NAMES, text_of

# docs/cli.md is made from the commands; the changelog and the decisions tell of other days.
OF_TODAY = [n for n in NAMES if n not in ("docs/cli.md", "docs/decisions.md", "CHANGELOG.md")]
_BLOCK = re.compile(r"^```(?:sh)?\n((?:.*\n)*?) *```$", re.MULTILINE)
_LINE = re.compile(r"^(?:\.venv/bin/)?(port-out [a-z][^\n|]*)", re.MULTILINE)
_INLINE = re.compile(r"`(?:\.venv/bin/)?(port-out [a-z][^`|]*)`")
_FILE = {"FILE": __file__, "loa.pdf": __file__, "numbers.csv": __file__, "order.json": __file__}


def named(name: str) -> Iterator[str]:
    """Every command line that the document shows, in blocks and in its text."""
    text = text_of(name)
    for block in _BLOCK.findall(text):
        yield from (line.split(" #")[0].strip() for line in _LINE.findall(block))
    yield from _INLINE.findall(text)


NAMED = sorted({(name, line) for name in OF_TODAY for line in named(name)})


@pytest.mark.parametrize(("name", "line"), NAMED)
def test_a_command_of_the_documents_is_taken_once_it_is_filled_in(name: str, line: str) -> None:
    for word, file in _FILE.items():
        line = re.sub(rf"(?<=\s){re.escape(word)}(?=\s|$)", file, line)
    _, verb, *given = line.split()

    assert verb in verbs(), name

    # A bare name, such as `port-out decide`, only says which command is meant.
    if given:
        accepts(line)


def test_the_guide_and_the_runbook_name_commands() -> None:
    found = {name for name, _ in NAMED}

    assert {"README.md", "docs/operators-guide.md", "docs/runbook.md"} <= found
