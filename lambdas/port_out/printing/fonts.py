"""The one typeface of all documents, Noto Sans, and how wide a text is in it."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).parent / "fonts"


class Weight(StrEnum):
    """The two weights, by the names of their files."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-SemiBold"


@cache
def load() -> None:
    """Make both weights known to reportlab, once in a process."""
    for weight in Weight:
        pdfmetrics.registerFont(TTFont(weight.value, str(_FOLDER / f"{weight}.ttf")))


def width(text: str, weight: Weight, size: float) -> float:
    """How wide the text is, in points."""
    load()
    return float(pdfmetrics.stringWidth(text, weight.value, size))


def wrapped(text: str, weight: Weight, size: float, room: float) -> list[str]:
    """The text in lines that fit; joined they are the text again, every space included."""
    lines = [""]
    for word in _words(text):
        if width((lines[-1] + word).rstrip(" "), weight, size) <= room:
            lines[-1] += word
            continue
        pieces = list(_pieces(word, weight, size, room))
        lines[-1:] = [*([lines[-1]] if lines[-1] else []), *pieces]
    return lines


def _words(text: str) -> Iterator[str]:
    """Each word with the spaces behind it."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] == " " and text[at] != " ":
            yield text[start:at]
            start = at
    yield text[start:]


def _pieces(word: str, weight: Weight, size: float, room: float) -> Iterator[str]:
    """The word whole where it fits a line of its own, else broken where a line is full."""
    piece = ""
    for character in word:
        if piece and width((piece + character).rstrip(" "), weight, size) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
