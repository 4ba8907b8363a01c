"""Pages with opaque tokens."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TypeVar

from local.twins.errors import Refused

Item = TypeVar("Item")


class Pages:
    """Remembers where each token goes on; a token of another question is refused."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal
        self._places: dict[str, tuple[str, int]] = {}

    def cut(
        self, items: Sequence[Item], question: str, token: str | None, size: int
    ) -> tuple[list[Item], str | None]:
        """One page and the token of the next, if there is one."""
        start = self._start(question, token)
        end = start + size
        return list(items[start:end]), self.token(question, end) if end < len(items) else None

    def token(self, question: str, place: int) -> str:
        """A token that goes on at a place in the answer to a question."""
        token = secrets.token_urlsafe(24)
        self._places[token] = (question, place)
        return token

    def _start(self, question: str, token: str | None) -> int:
        if token is None:
            return 0
        asked, place = self._places.get(token, ("", -1))
        if asked != question:
            raise Refused(self._refusal, "The pagination token is not valid")
        return place
