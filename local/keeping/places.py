"""Where an execution stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Place:
    """The state that an execution is in, or enters next; a wait has its token and its end."""

    name: str
    input: Any
    token: str = ""
    until: float = 0.0
    # The function that was to keep the token has run to its end.
    handed: bool = False
