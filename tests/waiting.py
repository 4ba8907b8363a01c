"""Waiting for what happens by itself: the one loop, which gives up loudly."""

import time
from collections.abc import Callable
from typing import Any

POLL = 0.1


def until(
    look: Callable[[], Any], seconds: float = 20, *, instead: Callable[[], str] | None = None
) -> Any:
    """What a look gives as soon as it gives something; `instead` says what is there instead."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(POLL)
    raise AssertionError(instead() if instead else f"nothing within {seconds} s")
