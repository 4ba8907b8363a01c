"""A world whose port-out stands in the state that a test begins with."""

from datetime import timedelta
from typing import Any

from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.port_out import PortOut, advance
from port_out.domain.record import breaks_in
from tests.builders import ID, AWorld

S, Out = State, Outcome
CASE_ID = "case-123456789012-muen-2026-0001"
TOKEN = "token-1"

_OPEN = (Out.CONFIRMED, Out.READY, Out.OPENED)
_PACK = (*_OPEN, Out.GO_AHEAD)
_SUBMITTED = (*_PACK, Out.ISSUED, Out.SUBMITTED)
_AGREED = (*_SUBMITTED, Out.APPROVED, Out.SCHEDULED)
WAY: dict[State, tuple[Outcome, ...]] = {
    S.CONFIRM_OWNERSHIP: (),
    S.ASSEMBLE_EVIDENCE: _OPEN[:1],
    S.AWAIT_CORRECTION: (Out.CONFIRMED, Out.DIFFERS),
    S.OPEN_SUPPORT_CASE: _OPEN[:2],
    S.AWAIT_SECOND_PERSON: (Out.CONFIRMED, Out.HELD),
    S.AWAIT_MANUAL_CASE: (*_OPEN[:2], Out.MANUAL),
    S.AWAIT_SUPPORT_GO_AHEAD: _OPEN,
    S.ISSUE_CARRIER_PACK: _PACK,
    S.AWAIT_CARRIER_SUBMISSION: (*_PACK, Out.ISSUED),
    S.AWAIT_APPROVAL: _SUBMITTED,
    S.AWAIT_PORT_DATE: (*_SUBMITTED, Out.APPROVED),
    S.AWAIT_COMPLETION: _AGREED,
    S.CONFIRM_DEPARTURE: (*_AGREED, Out.PORTED),
    S.AWAIT_SECOND_EVIDENCE: (*_AGREED, Out.PORTED, Out.UNVERIFIED),
    S.CLOSE_SUPPORT_CASE: (*_AGREED, Out.PORTED, Out.CONFIRMED),
    S.CANCEL_PORT_OUT: (*_OPEN, Out.CANCELLED),
    S.COMPLETED: (*_AGREED, Out.PORTED, Out.CONFIRMED, Out.CLOSED),
    S.COMPLETED_UNVERIFIED: (
        *(*_AGREED, Out.PORTED, Out.UNVERIFIED),
        *(Out.UNVERIFIED, Out.CLOSED_UNVERIFIED),
    ),
    S.REJECTED: (Out.REJECTED,),
    S.CANCELLED: (*_OPEN, Out.CANCELLED, Out.CANCELLED),
    S.EXPIRED: (*_OPEN, Out.EXPIRED),
    S.FAILED: (Out.FAILED,),
}
"""The shortest straight way to each state."""


def moved(world: AWorld, outcome: Outcome, **learned: Any) -> PortOut:
    """The port-out leaves its state with this outcome."""
    before = world.port_outs.get(ID)
    after, line = advance(
        before, outcome, at=world.now(), by="test", because="test", learned=learned
    )
    world.port_outs.record(before, after, line)
    return world.port_outs.get(ID)


def learned(world: AWorld, **facts: Any) -> PortOut:
    """The port-out knows this, however it came to know it."""
    before = world.port_outs.get(ID)
    return world.port_outs.change(before, facts={**before.facts, **facts})


def a_world(state: State, *, waiting: bool = False, **known: Any) -> AWorld:
    """A world whose port-out went the straight way; `waiting`: its wait has begun."""
    world = AWorld()
    for outcome in WAY[state]:
        moved(world, outcome)
    learned(world, **known)
    if state in WAITS and waiting:
        port_out = world.port_outs.get(ID)
        due = world.now() + timedelta(days=2)
        world.port_outs.change(port_out, waiting=True, release=None, due_at=due)
        world.tokens.keep(ID, TOKEN, world.now())
    return world


def on_a_case(world: AWorld) -> str:
    """AWS Support has a case for the port-out, and it knows the case."""
    case_id = world.support.create(
        world.order, world.support.known_kind or _no_kind(), f"Porting away [{ID}]", "Hello"
    )
    learned(world, case_id=case_id)
    return case_id


def texts(world: AWorld, case_id: str) -> list[str]:
    """Everything that was said on the case."""
    return [said.text for said in world.support.by_id[case_id].said]


def record_holds(world: AWorld) -> bool:
    """True when the state is what the whole, unbroken record says."""
    port_out, lines = world.port_outs.get(ID), world.port_outs.transitions(ID)
    return (
        breaks_in(lines, last_hash=port_out.last_hash) == []
        and port_out.version == len(lines)
        and port_out.state == lines[-1].went_to
    )


def _no_kind() -> Any:
    raise AssertionError("the fake knows no kind of case")
