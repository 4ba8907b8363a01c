"""Completion takes two witnesses: the winning carrier, and one more."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from port_out.domain.life_cycle import DONE, State
from port_out.domain.port_date import end_of_port
from port_out.domain.port_out import PortOut
from port_out.domain.signals import SignalType

T = SignalType

EVIDENCE = (T.SUPPORT_CONFIRMED_COMPLETION, T.OPERATOR_TESTED_CALLS, T.CONNECT_NUMBERS_GONE)
"""What may stand beside the carrier's word; whatever of it came before the word counts too."""
GRACE = timedelta(days=10)
"""How long a second witness is waited for after the later of date and completion."""
WANTED = (
    "call a ported number and send operator.tested_calls, or send support.confirmed_completion "
    "once AWS Support has said so; whether Amazon Connect still lists the numbers is seen hourly"
)


def ported(port_out: PortOut, numbers: Collection[str]) -> set[str]:
    """The numbers that the carrier has called ported; all where it has left none out."""
    return set(port_out.facts.get("ported_numbers") or numbers) & set(numbers)


def is_of_these(evidence: Mapping[str, Any], moved: Collection[str]) -> bool:
    """True where the evidence speaks of one of these numbers, or names none."""
    named = evidence.get("numbers")
    return not named or not set(named).isdisjoint(moved)


def with_evidence(
    port_out: PortOut, means: SignalType, facts: Mapping[str, Any], by: str, at: str
) -> list[dict[str, Any]]:
    """The evidence that is known and this; the same said again by the same is the same."""
    known: list[dict[str, Any]] = list(port_out.facts.get("second_evidence", ()))
    named = {"numbers": sorted(facts["numbers"])} if facts.get("numbers") else {}
    new: dict[str, Any] = {"kind": str(means), "by": by} | named
    if any({n: v for n, v in one.items() if n != "at"} == new for one in known):
        return known
    return [*known, new | {"at": at}]


def is_verified(port_out: PortOut, numbers: Collection[str]) -> bool:
    """True where something that is known stands beside the carrier's word."""
    moved = ported(port_out, numbers)
    return any(is_of_these(one, moved) for one in port_out.facts.get("second_evidence", ()))


def gives_up_at(port_out: PortOut) -> datetime:
    """When the wait for a second witness ends."""
    completed = port_out.facts.get("completed_at")
    done = datetime.fromisoformat(completed) if completed else port_out.since
    agreed = end_of_port(port_out.facts)
    return (max(done, agreed) if agreed else done) + GRACE


def not_later(port_out: PortOut, due_at: datetime) -> datetime:
    """The due time; in the wait for a second witness none that is later than its end."""
    waits = port_out.state is State.AWAIT_SECOND_EVIDENCE
    return min(due_at, gives_up_at(port_out)) if waits else due_at


def lacking(port_out: PortOut) -> str:
    """What a completion that only the carrier has seen still lacks; empty where nothing."""
    is_open = port_out.state in DONE | {State.AWAIT_SECOND_EVIDENCE, State.CLOSE_SUPPORT_CASE}
    return WANTED if is_open and port_out.facts.get("verified") is False else ""


def left_to_operator(port_out: PortOut) -> list[str]:
    """What a completed port-out leaves to do: an unseen completion, numbers that stayed behind."""
    if port_out.state not in DONE:
        return []
    unseen = [f"nobody but the winning carrier has seen it: {_CHECK}"] if lacking(port_out) else []
    return unseen + ([_FOLLOW_UP] if port_out.facts.get("ported_numbers") else [])


_CHECK = "call the numbers, and ask the winning carrier where a call does not arrive there"
_FOLLOW_UP = (
    "send `follow_up_request` to POST /port-outs for the numbers that stayed behind; sent twice it "
    "is one request"
)
