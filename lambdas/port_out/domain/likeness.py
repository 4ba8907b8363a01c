"""In which way two texts differ that a person would call the same."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from port_out.domain.match_words import LEGAL_FORMS, WHOLE, WORDS


class Likeness(StrEnum):
    """A kind of difference that a person overlooks and an exact comparison does not."""

    UNICODE_FORM = "unicode_form"
    CASE = "case"
    PUNCTUATION = "punctuation"
    SPACING = "spacing"
    SUFFIX = "suffix"
    ABBREVIATION = "abbreviation"


Change = Callable[[str], str]

_RANK = {kind: rank for rank, kind in enumerate(Likeness)}
_OF_WORDS = frozenset({Likeness.SUFFIX, Likeness.ABBREVIATION})
_WORD = re.compile(r"[^\W_]+\.?|&")
_BEFORE_FORM = re.compile(r"[\s,;&(/-]+$")
_STREET_ENDING = re.compile(r"str(aße|asse)?\.?$", re.IGNORECASE)
_LONGEST_FORM = max(map(len, LEGAL_FORMS))
_QUOTES = "`\u00b4"
"""Not punctuation by Unicode's categories, but written in place of an apostrophe."""


def likeness(field: str, one: str, other: str) -> tuple[Likeness, ...]:
    """The fewest kinds of change that make both the same; empty where none do.

    Other words count as a difference of words only where spelling alone does not explain it:
    "AVE." and "Ave" differ in case and punctuation, not in an abbreviation.
    """
    found = [kinds for steps in _pipelines(field) for kinds in _ways(steps, one, other)]
    return min(found, key=_plainness, default=())


def _plainness(kinds: tuple[Likeness, ...]) -> tuple[int, int, list[int]]:
    return len(_OF_WORDS.intersection(kinds)), len(kinds), [_RANK[kind] for kind in kinds]


def _ways(
    steps: Sequence[tuple[Likeness, Change]], one: str, other: str
) -> Iterator[tuple[Likeness, ...]]:
    """Every selection of the steps that makes both the same, none with a step to spare."""
    if one == other:
        yield ()
    elif steps:
        (kind, change), rest = steps[0], steps[1:]
        yield from _ways(rest, one, other)
        changed = change(one), change(other)
        if changed != (one, other):
            for kinds in _ways(rest, *changed):
                yield tuple(sorted((kind, *kinds), key=_RANK.__getitem__))


def _pipelines(field: str) -> list[list[tuple[Likeness, Change]]]:
    """The changes for this field, in order; words go first, while there are words to be seen."""
    suffix = [(Likeness.SUFFIX, _without_legal_form)] if field == "company_name" else []
    spelling = [
        (Likeness.CASE, _folded),
        (Likeness.PUNCTUATION, _without_punctuation),
        (Likeness.SPACING, _without_blanks),
    ]
    return [
        [(Likeness.UNICODE_FORM, _plain_form), *suffix, *words, *spelling]
        for words in [[(Likeness.ABBREVIATION, change)] for change in _abbreviations(field)] or [[]]
    ]


def _abbreviations(field: str) -> list[Change]:
    words = [functools.partial(_spelled_out, table=table) for table in WORDS.get(field, ())]
    whole = [functools.partial(_named, table=table) for table in WHOLE.get(field, ())]
    return [*words, *whole]


def _plain_form(text: str) -> str:
    """Unicode's compatibility form, without characters that only steer how text is shown."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", shown)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _without_punctuation(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or not _is_punctuation(char))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or char in _QUOTES


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _without_legal_form(text: str) -> str:
    """The name without the legal forms at its end; a name of nothing else stays as it is."""
    while (cut := _start_of_legal_form(text)) is not None:
        text = _BEFORE_FORM.sub("", text[:cut])
    return text


def _start_of_legal_form(text: str) -> int | None:
    places = [place for place, char in enumerate(text) if char.isalnum()]
    for start in places[1:][-_LONGEST_FORM:]:
        letters = "".join(c for c in text[start:] if c.isalnum()).casefold()
        if letters in LEGAL_FORMS and not text[start - 1].isalnum():
            return start
    return None


def _spelled_out(text: str, table: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: _word(found[0], table), text)


def _word(word: str, table: Mapping[str, str]) -> str:
    key = word.rstrip(".").casefold()
    if key in table:
        return table[key]
    # German writes the street type as the end of the name: Hauptstraße, Hauptstr.
    if key.endswith(("strasse", "str")):
        return _STREET_ENDING.sub("straße", word)
    return word


def _named(text: str, table: Mapping[str, str]) -> str:
    key = "".join(c for c in text if c.isalnum()).casefold()
    return table.get(key, text)
