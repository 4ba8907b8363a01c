"""The operator's guide as a script: the commands, answers and files that it shows, in its order."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "operators-guide.md"
_BLOCK = re.compile(r"^```(sh)?\n((?:.*\n)*?)```$", re.MULTILINE)
# A paragraph that begins with the name of a file, then what is in it.
_FILE = re.compile(r"^`([\w.]+)`(?:.+\n)+\n```(?:csv|json)\n((?:.*\n)*?)```$", re.MULTILINE)
_CODE = re.compile(r"^```(?:csv|json)\n(?:.*\n)*?```$", re.MULTILINE)
_WORD = re.compile(r"(?<![^=])[A-Z]{2,}$")
_OF_THE_DAY = (
    r"\b(?:po|ba|op|said)-[\w.]{12,}|\bhttps://\S+|\b[0-9a-f]{12,64}\b|\b\d{10,}\b"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*(?: UTC)?)?|\bin \d+ (?:days?|hours?|minutes?)"
)


@dataclass(frozen=True)
class Scene:
    """What the reader types without looking away, and what the guide says comes back."""

    commands: tuple[str, ...]
    answers: tuple[str, ...]


def scenes() -> Iterator[Scene]:
    """Every block of commands with the answers that follow it, as they stand in the guide."""
    blocks = _BLOCK.findall(_CODE.sub("", GUIDE.read_text("utf-8")))
    for (kind, text), (after, answer) in zip(blocks, [*blocks[1:], ("sh", "")], strict=True):
        if kind == "sh":
            yield Scene(
                tuple(text.splitlines()), tuple(answer.splitlines()) if after != "sh" else ()
            )


def write_files(folder: Path) -> None:
    """Write the files that the guide shows, under the names that it gives them."""
    for name, content in _FILE.findall(GUIDE.read_text("utf-8")):
        (folder / name).write_text(content, "utf-8")


def arguments(command: str, words: Mapping[str, str]) -> list[str]:
    """What stands after `port-out`; the words in capitals are replaced by the reader's own."""
    program, *given = shlex.split(command)
    assert program == "port-out", command
    return [_WORD.sub(lambda word: words[word[0]], each) for each in given]


def not_said(expected: tuple[str, ...], answer: str) -> list[str]:
    """The parts of the answers in the guide that did not come back; `...` leaves something out."""
    came = _plain(answer)
    parts = [part for line in expected for part in line.split("...")]
    return [part for part in parts if _plain(part) not in came]


def _plain(text: str) -> str:
    """Without frames, columns, and what differs from day to day."""
    masked = re.sub(_OF_THE_DAY, "<>", re.sub("[\u2500-\u257f]", " ", text))
    return " ".join(masked.replace(": ", " ").split())
