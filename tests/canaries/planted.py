"""Canaries: values that nothing but their own planting can have brought to where they are found."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_AREAS = (253, 360, 425, 509, 564)
"""With 555-01xx they are numbers for fiction, and none that the local AWS has by itself."""
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


class Kind(StrEnum):
    """What a canary stands for."""

    NUMBER = "phone number"
    EMAIL = "e-mail address"
    NAME = "name or address"
    WORDS = "words that somebody wrote"
    PIN = "PIN"
    ACCOUNT = "account number"
    TOKEN = "key, token or password"


ALL = frozenset(Kind)
SECRETS = frozenset({Kind.PIN, Kind.ACCOUNT, Kind.TOKEN})


@dataclass(frozen=True)
class Canary:
    """One value, and where it was planted."""

    kind: Kind
    text: str
    where: str

    def is_in(self, view: "View") -> bool:
        """True where somebody could read it."""
        if self.kind is Kind.NUMBER:
            return self.text[-10:] in view.digits
        if self.kind in (Kind.PIN, Kind.ACCOUNT):
            # Four digits are easily a part of something else.
            return self.text in view.text and bool(re.search(_alone(self.text), view.text))
        return self.text.casefold() in view.text


@dataclass(frozen=True)
class View:
    """A text as somebody reads it who looks closely; `digits` has no blanks between digits."""

    text: str
    digits: str


@dataclass
class Planted:
    """All canaries of a run; each is made once, and no two are alike."""

    canaries: list[Canary] = field(default_factory=list)

    def __iter__(self) -> Iterator[Canary]:
        return iter(self.canaries)

    def number(self, where: str) -> str:
        """A number in E.164."""
        n = self._next(Kind.NUMBER)
        return self.keep(Kind.NUMBER, f"+1{_AREAS[n // 100]}55501{n % 100:02}", where)

    def email(self, where: str) -> str:
        """An address."""
        return self.keep(
            Kind.EMAIL, f"{self._word().lower()}@{self._word(1).lower()}.example", where
        )

    def name(self, where: str) -> str:
        """A name that no rule can tell from other words."""
        return self.keep(Kind.NAME, f"{self._word()} {self._word(1)}", where)

    def words(self, where: str) -> str:
        """A sentence."""
        return self.keep(Kind.WORDS, f"{self._word().lower()} {self._word(1).lower()}", where)

    def pin(self, where: str) -> str:
        """Four digits."""
        return self.keep(Kind.PIN, str(7003 + 17 * self._next(Kind.PIN)), where)

    def account(self, where: str) -> str:
        """Digits with a hyphen."""
        n = self._next(Kind.ACCOUNT)
        return self.keep(Kind.ACCOUNT, f"{6011 + 13 * n}-{8009 + 7 * n}", where)

    def token(self, where: str, start: str = "") -> str:
        """What only a machine reads."""
        n = self._next(Kind.TOKEN)
        return self.keep(Kind.TOKEN, f"{start}{hashlib.sha256(b'%d' % n).hexdigest()[:40]}", where)

    def keep(self, kind: Kind, text: str, where: str) -> str:
        """One that others have made, such as the token of a link."""
        canary = Canary(kind, text, where)
        if canary not in self.canaries:
            self.canaries.append(canary)
        return text

    def _next(self, kind: Kind) -> int:
        return sum(canary.kind is kind for canary in self.canaries)

    def _word(self, more: int = 0) -> str:
        n, word = (2 * len(self.canaries) + more + 1) * 104_729, ""
        for _ in range(4):
            n, rest = divmod(n, len(_SYLLABLES))
            word += _SYLLABLES[rest]
        return word.capitalize()


def _alone(text: str) -> str:
    return rf"(?<![\w.:+-]){re.escape(text)}(?![\w:-]|\.\d)"
