"""How many events an execution writes into its history, walked through the state machine."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from bench.limits import Limit
from tools.cost import entered
from tools.machine import states

MOST_TRANSITIONS, MOST_EVENTS = 24, 2_500
REFUSALS, NEW_DATES = 22, 28
"""Fifty times back and forth in the eleven months after which a port-out expires: a carrier that
refuses each fortnight after the date is agreed, and as many new dates besides."""
_TASK, _WAIT, _FAILED = 5, 6, 3
"""Entered, scheduled, started, succeeded, left; with a task token also submitted. A failed attempt
is scheduled, started, failed."""
_TURN = (
    *("Ported?", "What Else Happened?", "Await Correction", "Corrected?"),
    *("Confirm Ownership", "Owned By Us?", "Assemble Evidence", "Evidence Matches?"),
    *("Open Support Case", "Case Open?", "Issue Carrier Pack", "Pack Issued?"),
    *("Await Carrier Submission", "Submitted?", "Await Approval", "Approved?"),
    *("Await Port Date", "Date Agreed?", "Await Completion"),
)
"""The longest way round: refused in the last wait before the numbers leave."""
_DATE = ("Ported?", "What Else Happened?", "Await Completion")


def transitions() -> list[Limit]:
    """The states that a straight port-out enters, which Step Functions charges."""
    return [Limit("states entered by a straight port-out", len(entered()), MOST_TRANSITIONS)]


def history() -> list[Limit]:
    """The straight way with every retry of every state, and back and forth as often as can be."""
    straight = entered()
    retries = sum(map(_retries, straight))
    turns = REFUSALS * events_of(_TURN) + NEW_DATES * events_of(_DATE)
    worst = 2 + events_of(straight) + retries * _FAILED + turns
    return [Limit("history events of the worst way", worst, MOST_EVENTS)]


def events_of(path: Sequence[str]) -> int:
    """What these states write; each must be the next of the one before."""
    machine = states()
    for before, after in pairwise(path):
        if after not in _leads_to(machine[before]):
            raise LookupError(f"{before} does not lead to {after}")
    return sum(_events(machine[name]) for name in path)


def _events(state: Mapping[str, Any]) -> int:
    if state["Type"] != "Task":
        return 2
    return _WAIT if str(state["Resource"]).endswith("waitForTaskToken") else _TASK


def _retries(name: str) -> int:
    return sum(int(each["MaxAttempts"]) for each in states()[name].get("Retry", ()))


def _leads_to(state: Mapping[str, Any]) -> set[Any]:
    choices = (each["Next"] for each in state.get("Choices", ()))
    return {state.get("Next"), state.get("Default"), *choices}
