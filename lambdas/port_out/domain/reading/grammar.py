"""Sentence patterns: words, [maybe], (one | other), {phrase}, * for any number of what precedes.

A pattern fits a whole sentence or not at all, so a word that nobody foresaw makes it not fit. It
is matched by sets of places, not by trying ways one after the other: the time grows with the
length of the sentence times the length of the pattern, whatever the sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_LEXEME = re.compile(r"\{[A-Za-z_.]+\}|[\[\]()|*]|[^\s\[\]()|*{}]+")
ANY = "_"
"""Stands for a word that no rule knows; for names of persons."""


@dataclass(frozen=True)
class Word:
    """One word."""

    text: str


@dataclass(frozen=True)
class Row:
    """Parts that follow each other."""

    parts: "tuple[Pattern, ...]"


@dataclass(frozen=True)
class Choice:
    """One of several."""

    options: "tuple[Pattern, ...]"


@dataclass(frozen=True)
class Many:
    """The same part any number of times, or not at all."""

    part: "Pattern"


Pattern = Word | Row | Choice | Many
_NOTHING = Row(())


def fits(pattern: Pattern, words: Sequence[str]) -> bool:
    """True when the pattern says all of the sentence."""
    return Sentence(words).fits(pattern)


class Sentence:
    """A sentence to hold against many patterns: what they have in common is matched once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._known: dict[tuple[int, frozenset[int]], frozenset[int]] = {}

    def fits(self, pattern: Pattern) -> bool:
        """True when the pattern says all of the sentence."""
        return len(self._words) in self._ends(pattern, frozenset({0}))

    def _ends(self, pattern: Pattern, starts: frozenset[int]) -> frozenset[int]:
        """Where the pattern may end that begins at any of these places."""
        if not starts:
            return starts
        key = (id(pattern), starts)
        if key not in self._known:
            self._known[key] = self._found(pattern, starts)
        return self._known[key]

    def _found(self, pattern: Pattern, starts: frozenset[int]) -> frozenset[int]:
        match pattern:
            case Word(text):
                there = (at for at in starts if at < len(self._words))
                return frozenset(at + 1 for at in there if text == self._words[at])
            case Row(parts):
                for part in parts:
                    starts = self._ends(part, starts)
                return starts
            case Choice(options):
                return frozenset().union(*(self._ends(one, starts) for one in options))
            case Many(part):
                return self._repeated(part, starts)

    def _repeated(self, part: Pattern, starts: frozenset[int]) -> frozenset[int]:
        found = new = starts
        while new:
            new = self._ends(part, new) - found
            found |= new
        return found


def vocabulary(patterns: Iterable[Pattern]) -> frozenset[str]:
    """Every word that the patterns know; what they have in common is looked at once."""
    known, seen, left = set(), set(), list(patterns)
    while left:
        pattern = left.pop()
        if id(pattern) in seen:
            continue
        seen.add(id(pattern))
        match pattern:
            case Word(text):
                known.add(text)
            case Row(parts) | Choice(parts):
                left += parts
            case Many(part):
                left.append(part)
    return frozenset(known)


def parsed(says: Iterable[str], phrases: Mapping[str, Pattern]) -> Pattern:
    """Any of these patterns; `phrases` holds what {names} stand for."""
    return Choice(tuple(_Parser(_LEXEME.findall(text), phrases).whole() for text in says))


class _Parser:
    """Reads one pattern from its lexemes."""

    def __init__(self, lexemes: list[str], phrases: Mapping[str, Pattern]) -> None:
        self._lexemes = lexemes
        self._phrases = phrases
        self._at = 0

    def whole(self) -> Pattern:
        """The pattern; ValueError where a bracket is left over."""
        pattern = self._choice()
        if self._at != len(self._lexemes):
            raise ValueError(f"{' '.join(self._lexemes)}: {self._lexemes[self._at]} is left over")
        return pattern

    def _peek(self) -> str:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else ""

    def _take(self) -> str:
        self._at += 1
        return self._lexemes[self._at - 1]

    def _choice(self) -> Pattern:
        options = [self._row()]
        while self._peek() == "|":
            self._take()
            options.append(self._row())
        return Choice(tuple(options)) if len(options) > 1 else options[0]

    def _row(self) -> Pattern:
        parts: list[Pattern] = []
        while self._peek() not in ("", "|", ")", "]"):
            parts.append(self._part())
            if self._peek() == "*":
                self._take()
                parts[-1] = Many(parts[-1])
        return Row(tuple(parts)) if len(parts) != 1 else parts[0]

    def _part(self) -> Pattern:
        lexeme = self._take()
        if lexeme in "([":
            inner = self._choice()
            if self._peek() != {"(": ")", "[": "]"}[lexeme]:
                raise ValueError(f"{' '.join(self._lexemes)}: {lexeme} is not closed")
            self._take()
            return inner if lexeme == "(" else Choice((inner, _NOTHING))
        return self._phrases[lexeme[1:-1]] if lexeme.startswith("{") else Word(lexeme)
