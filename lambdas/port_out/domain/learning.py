"""What a port-out learns from a signal: known facts, a corrected order, messages to Support."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from port_out.domain.account_details import BY_HAND
from port_out.domain.completion import EVIDENCE, is_of_these, ported, with_evidence
from port_out.domain.life_cycle import DONE, Outcome, State
from port_out.domain.number_history import remembered_of_all, spoken
from port_out.domain.order import Order
from port_out.domain.people import Person
from port_out.domain.port_out import PortOut
from port_out.domain.progress import named, progress, refused
from port_out.domain.record import timestamp
from port_out.domain.second_person import answered
from port_out.domain.signals import NOTHING, Signal, SignalType, meaning_of
from port_out.domain.upkeep import told, upload_deadline
from port_out.domain.waits import is_old_news

T = SignalType


@dataclass(frozen=True)
class Lesson:
    """`learned` is merged into the port-out's facts; None forgets."""

    learned: dict[str, Any] = field(default_factory=dict)
    order: Order | None = None
    messages: list[tuple[str, str]] = field(default_factory=list)


def lesson(
    port_out: PortOut, signal: Signal, outcome: Outcome | None, numbers: Collection[str]
) -> Lesson:
    """What this signal teaches when it leaves the wait with `outcome`, or is only noted (None)."""
    means, facts = meaning_of(signal)
    learned: dict[str, Any] = {}
    if signal.type is T.OPERATOR_DECIDED:
        waiting = [c for c in port_out.facts.get("to_decide", ()) if c != facts_id(signal)]
        learned["to_decide"] = waiting or None
        if times := port_out.facts.get("to_decide_at"):
            learned["to_decide_at"] = {c: times[c] for c in waiting if c in times} or None
        if unclear := port_out.facts.get("unclear_signature"):
            learned["unclear_signature"] = [c for c in unclear if c in waiting] or None
    if means == NOTHING or (outcome is None and is_old_news(port_out, means, facts)):
        return Lesson(learned)
    at = timestamp(signal.received_at)
    learned |= progress(port_out, T(means), facts, at, outcome, numbers)
    if (of_all := spoken(port_out, signal, outcome, numbers).all) is not None:
        learned["all_numbers"] = remembered_of_all(port_out, of_all)
    if means in EVIDENCE:
        learned |= _evidence(port_out, T(means), signal, numbers)
    if gives := facts.get("gives"):
        text = facts_id(signal) or BY_HAND
        learned["given"] = port_out.facts.get("given", {}) | dict.fromkeys(gives, text)
    if outcome is Outcome.REFUSED:
        learned |= refused(port_out, T(means), facts)
    if outcome and port_out.state is State.AWAIT_SECOND_PERSON:
        learned |= answered(signal, outcome)
    if outcome is Outcome.CORRECTED:
        return _corrected(port_out, signal, learned, numbers)
    if means == T.SUPPORT_SENT_UPLOAD_LINK:
        learned["upload_by"] = upload_deadline(port_out, signal, facts)
    if means == T.OPERATOR_ANSWERED:
        # One answer ends one task, in the order in which the operator is asked for them.
        uploaded_it = port_out.facts.get("upload_by") and not port_out.facts.get("question")
        learned["upload_by" if uploaded_it else "question"] = None
    return Lesson(learned, None, told(port_out, T(means), signal))


def facts_id(signal: Signal) -> str:
    """The communication that a decision speaks of."""
    return str(signal.facts.get("communication", ""))


def _evidence(
    port_out: PortOut, means: SignalType, signal: Signal, numbers: Collection[str]
) -> dict[str, Any]:
    """What stands beside the carrier's word; once that is known, the port-out is verified."""
    facts = meaning_of(signal)[1]
    at = timestamp(signal.received_at)
    known = {"second_evidence": with_evidence(port_out, means, facts, signal.by, at)}
    has_moved = port_out.state in DONE | {State.AWAIT_SECOND_EVIDENCE}
    counts = has_moved and is_of_these(facts, ported(port_out, numbers))
    return known | ({"verified": True} if counts else {})


def _corrected(
    port_out: PortOut, signal: Signal, learned: dict[str, Any], numbers: Collection[str]
) -> Lesson:
    facts, order = signal.facts, port_out.order
    identity = replace(order.identity, **facts.get("identity", {}))
    # Counted anew: who was killed after the removal counts the same as who was not.
    left = set(numbers) - set(facts.get("remove_numbers", ()))
    corrected = replace(order, identity=identity, number_count=len(left))
    learned |= {"differences": None, "ownership_problems": None, "protected": None}
    # A second person answers for this work too, and may not be one of those who did it.
    known = port_out.facts.get("correctors", ())
    learned["correctors"] = [*known, Person(signal.by, signal.by_id).as_data()]
    if corrected.identity != order.identity or facts.get("remove_numbers"):
        # What was signed no longer says what will be asked.
        learned["loa"] = None
    if facts.get("bill_identity"):
        learned["named"] = named(port_out.facts, "the operator", facts["bill_identity"], {})
    if facts.get("override_reason"):
        learned["override"] = {
            "reason": facts["override_reason"],
            "by": signal.by,
            "identity": identity.as_data(),
        }
        if not facts.get("bill_identity") and "bill_sha256" in port_out.facts:
            # With a new bill it counts for the one that the next comparison sees.
            learned["override"]["bill_sha256"] = port_out.facts["bill_sha256"]
    return Lesson(learned, corrected)
