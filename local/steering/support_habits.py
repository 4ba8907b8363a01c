"""Set the habits of AWS Support, and release the events that it kept back."""

from __future__ import annotations

from functools import partial
from typing import Any

from local.steering.requests import Request
from local.steering.routes import Route
from local.twins.support import Desk
from local.twins.support.catalogue import AVAILABLE, LANGUAGES, SPOKEN
from local.twins.support.habits import KEEP, REFUSE, REOPEN, Habits

_HABITS = (
    '{"on_resolved", "deliver", "hold_events", "signed_by", "visible_after_seconds", '
    '"visible_after_calls", "readable_after_seconds", "readable_after_calls", "language", '
    '"spoken": "available|best_effort|unavailable"}: '
    "habits that AWS does not document"
)


def routes(desk: Desk) -> list[Route]:
    """The calls under /support/habits and /support/events."""
    release = '{"order": "latest_first|as_happened"}: deliver what is kept back'
    return [
        Route("GET", "/support/habits", "the habits as set", lambda _: _habits(desk)),
        Route("PUT", "/support/habits", _HABITS, partial(_set, desk)),
        Route("DELETE", "/support/habits", "the habits of a fresh world", partial(_reset, desk)),
        Route("GET", "/support/events", "events kept back", lambda _: {"held": desk.events.held()}),
        Route("POST", "/support/events/release", release, partial(_release, desk)),
    ]


def _set(desk: Desk, request: Request) -> dict[str, Any]:
    now = desk.habits
    wanted = {
        "on_resolved": request.one_of(
            "on_resolved", (REOPEN, REFUSE, KEEP), default=now.on_resolved
        ),
        "deliver": request.whole("deliver", default=now.deliver, most=10),
        "hold_events": request.truth("hold_events", default=now.hold_events),
        "signed_by": request.text("signed_by", default=now.signed_by, longest=200),
    }
    lags = {
        lag: (
            request.number(f"{name}_after_seconds", default=lag.seconds),
            request.whole(f"{name}_after_calls", default=lag.calls),
        )
        for name, lag in (("visible", now.visible), ("readable", now.readable))
    }
    language = request.one_of("language", LANGUAGES, default="en")
    spoken = request.one_of("spoken", SPOKEN, default=now.spoken.get(language, AVAILABLE))
    request.nothing_else()
    now.spoken[language] = spoken
    for name, value in wanted.items():
        setattr(now, name, value)
    for lag, (seconds, calls) in lags.items():
        lag.seconds, lag.calls = seconds, calls
    return _habits(desk)


def _reset(desk: Desk, request: Request) -> dict[str, Any]:
    desk.habits = Habits()
    desk.events.release(latest_first=False)
    return _habits(desk)


def _release(desk: Desk, request: Request) -> dict[str, Any]:
    order = request.one_of("order", ("latest_first", "as_happened"), default="latest_first")
    request.nothing_else()
    return {"released": desk.events.release(latest_first=order == "latest_first")}


def _habits(desk: Desk) -> dict[str, Any]:
    habits = desk.habits
    return {
        "plan": desk.plan,
        "on_resolved": habits.on_resolved,
        "deliver": habits.deliver,
        "hold_events": habits.hold_events,
        "signed_by": habits.signed_by,
        "visible_after_seconds": habits.visible.seconds,
        "visible_after_calls": habits.visible.calls,
        "readable_after_seconds": habits.readable.seconds,
        "readable_after_calls": habits.readable.calls,
        "spoken": {code: habits.spoken.get(code, AVAILABLE) for code in LANGUAGES},
    }
