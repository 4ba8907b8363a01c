"""How a twin refuses."""

from __future__ import annotations


class Refused(Exception):
    """An AWS error: its code, AWS's words, and the HTTP status where the model does not say it."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
