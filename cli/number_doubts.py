"""Cells that would become a number only by a guess: what is wrong with each, and the mend."""

import re
from collections.abc import Callable

from cli.number_forms import CannotRead

WRITE = "write it as + and country code, digits only, for instance +12065550100"


def refuse_doubtful(text: str) -> None:
    """CannotRead for a cell that is, after all repairs, no plain digits with or without a +."""
    for wrong, detail, mend in _REFUSALS:
        if wrong(text):
            raise CannotRead(detail, mend)


_REFUSALS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (lambda t: not t, "is empty", "give the number, or delete the row"),
    (lambda t: t.startswith("="), "is a formula", "copy the column and paste it as values"),
    (lambda t: t.startswith("#"), "is an error of the spreadsheet", "type the number again"),
    (
        lambda t: re.fullmatch(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+", t) is not None,
        "is in scientific notation and has lost digits",
        "format the column as text and take the numbers from where they came from",
    ),
    (
        lambda t: t[:1] in "-\u2212",
        "begins with a minus, as when a spreadsheet has calculated with it",
        "format the column as text and type the number again",
    ),
    (
        lambda t: "\n" in t or t.count("+") > 1 or "/" in t or "," in t or ";" in t,
        "may be more than one number",
        "write one number a cell",
    ),
    (
        lambda t: re.search(r"[A-Za-z]", t) is not None,
        "has letters in it",
        "write it in digits, without extension",
    ),
    (lambda t: re.fullmatch(r"\+?[0-9]+", t) is None, "is no phone number", WRITE),
)
