"""What became of each number, by itself and with all others.

What speaks of all numbers is kept once, under the fact `all_numbers`; what speaks of some lies in
their rows. `standing` joins both.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from port_out.domain.life_cycle import STEPS, Outcome, State
from port_out.domain.numbers import Number, NumberEvent, NumberOutcome
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType, meaning_of
from port_out.domain.waits import is_old_news, ported_so_far

T, N = SignalType, NumberOutcome

LONGEST = 100
"""So many events of all numbers are kept, the latest; a carrier may move its date for ever."""
_REFUSALS = (T.SUPPORT_REFUSED, T.CARRIER_REFUSED, T.CARRIER_CANCELLED)
_DATES = (T.CARRIER_CONFIRMED_DATE, T.CARRIER_CHANGED_DATE)


@dataclass(frozen=True)
class Spoken:
    """What a signal says of numbers: of `all`, or of each that it names."""

    all: NumberEvent | None = None
    each: dict[str, NumberEvent] = field(default_factory=dict)


def spoken(
    port_out: PortOut, signal: Signal, outcome: Outcome | None, numbers: Collection[str]
) -> Spoken:
    """What this signal makes of which numbers when it leaves the wait so, or is noted (None)."""
    means, facts = meaning_of(signal)
    named = [number for number in facts.get("numbers", ()) if number in numbers]

    def event(became: NumberOutcome, reason: str = "") -> NumberEvent:
        at = timestamp(signal.received_at)
        return NumberEvent(port_out.version + 1, at, became, reason, signal.id)

    def of(became: NumberOutcome, reason: str = "") -> Spoken:
        if not facts.get("numbers") or set(named) == set(numbers):
            return Spoken(event(became, reason))
        return Spoken(None, dict.fromkeys(named, event(became, reason)))

    if outcome is None and is_old_news(port_out, means, facts):
        return Spoken()
    if means == T.CARRIER_COMPLETED:
        said = of(N.PORTED)
        if outcome is not Outcome.PARTLY_PORTED:
            return said
        left = set(numbers) - ported_so_far(port_out, facts, numbers)
        behind = event(N.LEFT_BEHIND, "not in the carrier's completion")
        return Spoken(None, said.each | dict.fromkeys(sorted(left), behind))
    if means in _REFUSALS and (outcome is Outcome.REFUSED or (named and _is_refused(port_out))):
        return of(N.REFUSED, facts.get("code", "CARRIER_CANCELLED"))
    if means in _DATES and (outcome is not None or (named and _is_agreed(port_out))):
        return of(N.SCHEDULED, facts["date"])
    if outcome is Outcome.CORRECTED:
        removed = dict.fromkeys(facts.get("remove_numbers", ()), event(N.REMOVED, _REMOVED))
        again = event(N.REQUESTED, "corrected") if port_out.facts.get("refusal") else None
        return Spoken(again, removed)
    return Spoken()


_REMOVED = "removed by correction"


def remembered_of_all(port_out: PortOut, event: NumberEvent) -> list[dict[str, Any]]:
    """The fact `all_numbers` with this event."""
    known = [*port_out.facts.get("all_numbers", ()), asdict(event)]
    return known[-LONGEST:]


def with_event(number: Number, event: NumberEvent) -> Number:
    """The number with this event on its own history; the same signal again is one event."""
    history = tuple(one for one in number.history if one.signal != event.signal)
    after = _became(number.outcome, event.outcome)
    reason = event.reason if after is event.outcome else number.reason
    if event.outcome is N.REMOVED:
        # Whatever became of it, it is no longer in the order.
        after, reason = N.REMOVED, event.reason
    new = replace(number, outcome=after, reason=reason, history=(*history, event))
    return number if new == number else replace(new, changes=number.changes + 1)


def standing(port_out: PortOut, numbers: Iterable[Number]) -> list[Number]:
    """Each number as it stands, with its whole history, the first first."""
    of_all = tuple(
        NumberEvent(**one | {"outcome": N(one["outcome"])})
        for one in port_out.facts.get("all_numbers", ())
    )
    return [_standing(number, of_all) for number in numbers]


def _standing(number: Number, of_all: tuple[NumberEvent, ...]) -> Number:
    if not number.history and number.outcome in (N.REJECTED, N.REMOVED):
        return number
    # Of one signal, what it says of the one number comes after what it says of all.
    history = sorted((*of_all, *number.history), key=lambda event: event.sequence)
    has_own = bool(number.history)
    outcome, reason = (N.REQUESTED, "") if has_own else (number.outcome, number.reason)
    passed: list[NumberEvent] = []
    for event in history:
        if outcome is N.REMOVED:
            break
        after = _became(outcome, event.outcome)
        if after is event.outcome and not (after is outcome and after is N.PORTED):
            outcome, reason = after, event.reason
        passed.append(event)
    if number.outcome is N.REJECTED:
        outcome, reason = number.outcome, number.reason
    return replace(number, outcome=outcome, reason=reason, history=tuple(passed))


def _became(outcome: NumberOutcome, next_: NumberOutcome) -> NumberOutcome:
    """A ported number stays ported; one that was left behind can only be ported still."""
    if outcome in (N.PORTED, N.REMOVED):
        return outcome
    if outcome is N.LEFT_BEHIND and next_ is not N.PORTED:
        return outcome
    return next_


def _is_refused(port_out: PortOut) -> bool:
    """True while a refusal is being mended: a second one may name other numbers."""
    return port_out.state is State.AWAIT_CORRECTION and port_out.came_from not in STEPS


def _is_agreed(port_out: PortOut) -> bool:
    return port_out.state is State.AWAIT_COMPLETION
