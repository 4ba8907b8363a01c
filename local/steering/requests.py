"""A steering request and the checks of its fields."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class BadRequest(Exception):
    """The caller's mistake: which field, and what is wrong with it."""

    def __init__(self, field_name: str, problem: str, status: int = 400) -> None:
        super().__init__(f"{field_name}: {problem}")
        self.field_name, self.problem, self.status = field_name, problem, status


@dataclass
class Request:
    """What a steering call brings: parts of the path, and fields of the body."""

    parts: dict[str, str]
    fields: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str, *, default: str | None = None, longest: int = 8000) -> str:
        """A field that is text of 1 to `longest` characters."""
        value = self.fields.pop(name, default)
        if not isinstance(value, str) or not 1 <= len(value) <= longest:
            raise BadRequest(name, f"must be text of 1 to {longest} characters")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...], *, default: str | None = None) -> str:
        """A field that is one of some words."""
        value = self.fields.pop(name, default)
        if value not in allowed:
            raise BadRequest(name, f"must be one of {', '.join(allowed)}")
        return str(value)

    def whole(self, name: str, *, default: int, least: int = 0, most: int = 1_000_000) -> int:
        """A field that is a whole number in bounds."""
        value = self.fields.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise BadRequest(name, f"must be a whole number from {least} to {most}")
        return value

    def number(self, name: str, *, default: float) -> float:
        """A field that is a number of 0 or more."""
        value = self.fields.pop(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise BadRequest(name, "must be a number of 0 or more")
        return float(value)

    def truth(self, name: str, *, default: bool) -> bool:
        """A field that is true or false."""
        value = self.fields.pop(name, default)
        if not isinstance(value, bool):
            raise BadRequest(name, "must be true or false")
        return value

    def texts(self, name: str, *, most: int = 10) -> list[str]:
        """A field that is a list of texts; an empty one if it is left out."""
        value = self.fields.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadRequest(name, "must be a list of texts")
        if len(value) > most:
            raise BadRequest(name, f"must have {most} texts at most")
        return value

    def moment(self, name: str) -> datetime:
        """A field that is a time with its zone, in ISO 8601."""
        value = self.text(name, longest=40)
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(value)
            if moment.tzinfo:
                return moment
        raise BadRequest(name, "must be a time with its zone, such as 2026-12-24T09:00:00Z")

    def nothing_else(self) -> None:
        """Refuse fields that no check has asked for."""
        for name in self.fields:
            raise BadRequest(name, "is not a field of this call")


def request(parts: dict[str, str], body: bytes) -> Request:
    """The request of a path and a body, which must be a JSON object or nothing."""
    try:
        fields = json.loads(body) if body.strip() else {}
    except ValueError as problem:
        raise BadRequest("body", f"is no JSON: {problem}") from None
    if not isinstance(fields, dict):
        raise BadRequest("body", "must be a JSON object")
    return Request(parts, fields)
