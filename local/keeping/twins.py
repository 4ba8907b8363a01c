"""What is kept of the twins: cases and habits, numbers and their uses, the bill, the bad luck."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from local.gateway.faults import Faults
from local.keeping.shelves import Shelf
from local.twins import Twins

CASES = "support cases"


def shelves(twins: Twins, faults: Faults) -> list[Shelf]:
    """One shelf for the cases, and one for each part that is small enough to be kept whole."""
    desk, throttles = twins.support, twins.limits.throttles
    cases = desk.cases
    return [
        # What is written on a case goes with the event that tells of it.
        Shelf(CASES, lambda: dict(cases), cases.__setitem__, cases.__delitem__, desk.lock),
        _whole("support desk", desk, "plan", "habits"),
        _whole("support events", desk.events, "_held"),
        _whole("connect estate", twins.connect, "instances", "numbers", "flows", "queues"),
        _whole("billing", twins.billing, "identity"),
        _whole("faults", faults, "_faults"),
        _whole("cases an hour", twins.limits, "cases_per_hour"),
        *(_whole(f"{name} pace", each, "rate", "burst") for name, each in throttles.items()),
    ]


def _whole(name: str, holder: Any, *attributes: str) -> Shelf:
    return Shelf(
        name,
        lambda: {each: getattr(holder, each) for each in attributes},
        lambda each, value: setattr(holder, each, value),
        lambda each: None,
        getattr(holder, "lock", nullcontext()),
    )
