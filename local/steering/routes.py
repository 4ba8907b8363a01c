"""Which call does what: the table behind `GET /`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.steering.requests import Request

Handler = Callable[[Request], Any]


@dataclass(frozen=True)
class Route:
    """One steering call: its place, its fields in a word, its effect."""

    method: str
    path: str
    effect: str
    handler: Handler

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The parts of a path that is this route's; None for another's."""
        if method != self.method:
            return None
        pattern = re.sub(r"\{(\w+)\}$", r"(?P<\1>.+)", self.path)
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", pattern), path)
        return found.groupdict() if found else None
