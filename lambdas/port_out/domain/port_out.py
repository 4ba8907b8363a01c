"""One port-out: what was ordered, where it is, what was learned, and how it moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from port_out.domain.errors import IllegalTransition, StaleStep
from port_out.domain.life_cycle import DONE, ENDS, FINAL, NEXT, WAITS, Outcome, State
from port_out.domain.order import Order
from port_out.domain.record import GENESIS, Transition

BACKSTOP = timedelta(hours=1)
"""A state that no wait has given a due time is looked at by the sweep after this long."""

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The due time of a port-out that nobody has to do anything about."""

REQUESTED = "requested"
NOTED = "noted"


@dataclass(frozen=True)
class Release:
    """What a wait was left with, until Step Functions has it."""

    outcome: Outcome
    attempt: int
    delivered: bool = False
    refused: bool = False
    """Step Functions no longer knew the token; the wait will come back with a new one."""


@dataclass(frozen=True)
class PortOut:
    """The state of a port-out. `version` equals the number of its last transition.

    `revision` counts the writes of its row, so that a write that lost a race is refused.
    """

    id: str
    version: int
    state: State
    since: datetime
    order: Order
    requested_at: datetime
    requested_by: str
    last_hash: str
    due_at: datetime
    attempt: int = 1
    came_from: str = ""
    last_outcome: str = ""
    entered_version: int = 1
    waiting: bool = False
    reminders: int = 0
    release: Release | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0

    @property
    def is_over(self) -> bool:
        """True when nothing can move it any more."""
        return self.state in FINAL

    @property
    def is_waiting(self) -> bool:
        """True when the state machine stands in a wait and its token is stored."""
        return self.state in WAITS and self.waiting

    @property
    def has_case(self) -> bool:
        """True when AWS Support has a case for it, opened by us or by a person."""
        return bool(self.facts.get("case_id") or self.facts.get("display_id"))


def requested(
    id_: str, order: Order, *, at: datetime, by: str, facts: Mapping[str, Any]
) -> tuple[PortOut, Transition]:
    """A new port-out and the first line of its record."""
    first = State.CONFIRM_OWNERSHIP
    line = Transition(id_, 1, "", first, REQUESTED, at, by, "request", facts, GENESIS).sealed()
    port_out = PortOut(
        id=id_,
        version=1,
        state=first,
        since=at,
        order=order,
        requested_at=at,
        requested_by=by,
        last_hash=line.hash,
        due_at=at + BACKSTOP,
    )
    return port_out, line


def advance(
    port_out: PortOut,
    outcome: Outcome,
    *,
    at: datetime,
    by: str,
    because: str,
    facts: Mapping[str, Any] | None = None,
    learned: Mapping[str, Any] | None = None,
    order: Order | None = None,
) -> tuple[PortOut, Transition]:
    """Leave the state with this outcome; IllegalTransition where the process has no such way.

    `facts` go into the record, `learned` into what the port-out knows (None forgets a thing).
    """
    to = State.FAILED if outcome is Outcome.FAILED else NEXT[port_out.state].get(outcome)
    if to is None or port_out.state in ENDS:
        raise IllegalTransition(f"{port_out.id}: {port_out.state} has no way for {outcome}")
    attempt = port_out.attempt + (outcome is Outcome.CORRECTED)
    line = _line(port_out, to, outcome, at=at, by=by, because=because, facts=facts or {})
    left_a_wait = port_out.state in WAITS and outcome is not Outcome.FAILED
    after = replace(
        port_out,
        version=line.sequence,
        state=to,
        since=at,
        order=order or port_out.order,
        last_hash=line.hash,
        # Of an end too: the sweep clears away what is left of it, and then leaves it alone.
        due_at=at + BACKSTOP,
        attempt=attempt,
        came_from=port_out.state,
        last_outcome=outcome,
        entered_version=line.sequence,
        waiting=False,
        reminders=0,
        release=Release(outcome, attempt) if left_a_wait else None,
        facts=merged(port_out.facts, learned or {}),
    )
    return after, line


def note(
    port_out: PortOut,
    *,
    at: datetime,
    by: str,
    because: str,
    facts: Mapping[str, Any],
    learned: Mapping[str, Any] | None = None,
) -> tuple[PortOut, Transition]:
    """Put something on record that moves nothing: a question, an answer, late news."""
    if port_out.state in FINAL - DONE:
        raise IllegalTransition(f"{port_out.id}: {port_out.state} is final")
    line = _line(port_out, port_out.state, NOTED, at=at, by=by, because=because, facts=facts)
    known = merged(port_out.facts, learned or {})
    return replace(port_out, version=line.sequence, last_hash=line.hash, facts=known), line


def result_of(port_out: PortOut, state: State) -> dict[str, Any] | None:
    """What the step of this state answered before, None where it has yet to do its work.

    StaleStep where the record says that the port-out is somewhere else.
    """
    if port_out.state is state:
        return None
    if port_out.came_from != state:
        raise StaleStep(f"{port_out.id} is in {port_out.state}, not in {state}")
    return result(port_out)


def result(port_out: PortOut) -> dict[str, Any]:
    """What a step or a released wait gives to the state machine: an outcome and the attempt."""
    return {"outcome": str(port_out.last_outcome), "attempt": port_out.attempt}


def merged(known: Mapping[str, Any], learned: Mapping[str, Any]) -> dict[str, Any]:
    """What is known after learning; a value of None forgets."""
    both = dict(known) | dict(learned)
    return {name: value for name, value in both.items() if value is not None}


def _line(
    port_out: PortOut,
    to: State,
    outcome: str,
    *,
    at: datetime,
    by: str,
    because: str,
    facts: Mapping[str, Any],
) -> Transition:
    return Transition(
        port_out_id=port_out.id,
        sequence=port_out.version + 1,
        came_from=port_out.state,
        went_to=to,
        outcome=outcome,
        at=at,
        by=by,
        because=because,
        facts=facts,
        previous_hash=port_out.last_hash,
    ).sealed()
