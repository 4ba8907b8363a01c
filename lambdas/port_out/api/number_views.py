"""The numbers of a port-out as people need to see them."""

from collections.abc import Iterable
from typing import Any

from port_out.domain.life_cycle import DONE, State
from port_out.domain.numbers import Number, NumberEvent, NumberOutcome

_PORTED = DONE | {
    State.CONFIRM_DEPARTURE,
    State.AWAIT_SECOND_EVIDENCE,
    State.CLOSE_SUPPORT_CASE,
}


def number_as_data(number: Number, state: State) -> dict[str, Any]:
    """One number, its outcome as it stands in this state, and what happened to it."""
    outcome = number.outcome
    if outcome is NumberOutcome.REQUESTED and state in _PORTED:
        outcome = NumberOutcome.PORTED
    elif outcome is NumberOutcome.REQUESTED and state is State.AWAIT_COMPLETION:
        outcome = NumberOutcome.SCHEDULED
    shown = {"number": number.number, "outcome": outcome, "reason": number.reason}
    return shown | {"history": [_event(event) for event in number.history]}


def _event(event: NumberEvent) -> dict[str, str]:
    """What happened to the number; its place in the record is ours to know."""
    return {n: str(value) for n, value in vars(event).items() if n != "sequence"}


def problems_of(numbers: Iterable[Number]) -> list[dict[str, str]]:
    """Why each number that was rejected can't leave."""
    rejected = (n for n in numbers if n.outcome is NumberOutcome.REJECTED)
    return [{"number": n.number, "problem": n.reason} for n in rejected]
