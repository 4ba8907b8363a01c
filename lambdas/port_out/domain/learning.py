"""What a port-out learns from a signal: known facts, a corrected order, messages to Support."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from port_out.domain.account_details import BY_HAND
from port_out.domain.communications import UNCLEAR
from port_out.domain.completion import EVIDENCE, is_of_these, ported, with_evidence
from port_out.domain.follow_up import registered, reopened, resolved, to_decide
from port_out.domain.life_cycle import DONE, Outcome, State
from port_out.domain.number_history import remembered_of_all, spoken
from port_out.domain.order import Order
from port_out.domain.pasting import ticked_off
from port_out.domain.port_date import NO_DATE, agreed
from port_out.domain.port_day import noted
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import NOTHING, Signal, SignalType, meaning_of
from port_out.domain.signed_loa import aged, uploaded
from port_out.domain.upkeep import told, upload_deadline
from port_out.domain.waits import is_old_news, ported_so_far

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
    learned |= _progress(port_out, T(means), facts, at, outcome, numbers)
    if (of_all := spoken(port_out, signal, outcome, numbers).all) is not None:
        learned["all_numbers"] = remembered_of_all(port_out, of_all)
    if means in EVIDENCE:
        learned |= _evidence(port_out, T(means), signal, numbers)
    if gives := facts.get("gives"):
        text = facts_id(signal) or BY_HAND
        learned["given"] = port_out.facts.get("given", {}) | dict.fromkeys(gives, text)
    if outcome is Outcome.REFUSED:
        learned |= _refused(port_out, T(means), facts)
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


def _progress(
    port_out: PortOut,
    means: SignalType,
    facts: Mapping[str, Any],
    at: str,
    outcome: Outcome | None,
    numbers: Collection[str],
) -> dict[str, Any]:
    known = port_out.facts
    match means:
        case T.SUPPORT_WROTE:
            unclear = [*known.get("unclear_signature", ()), facts["communication"]]
            signed = {"unclear_signature": unclear} if facts.get("signed") == UNCLEAR else {}
            return to_decide(known, facts) | signed
        case T.CARRIER_WROTE:
            return to_decide(known, facts)
        case T.SUPPORT_GAVE_GO_AHEAD:
            return {"go_ahead_at": at}
        case T.SUPPORT_ASKED:
            return {"question": facts["question"]}
        case T.SUPPORT_NAMED_IDENTITY:
            return {"named": _named(known, "AWS Support", facts.get("expected", {}), facts)}
        case T.SUPPORT_APPROVED:
            return {"approved_at": at}
        case T.SUPPORT_RESOLVED_CASE:
            return resolved(known, at)
        case T.SUPPORT_LEFT_CASE_RESOLVED:
            return {"case_left_resolved_at": at}
        case T.CLOCK_CASE_QUIET:
            return {"last_word_at": facts["as_of"]}
        case T.SUPPORT_REOPENED_CASE:
            return reopened(at)
        case T.CARRIER_SUBMITTED:
            former = [pon for pon in known.get("former_pons", ()) if pon != facts["pon"]]
            named = {"resp_org": facts["resp_org"]} if facts.get("resp_org") else {}
            return named | {
                "pon": facts["pon"],
                "submitted_at": at,
                "refusal": None,
                "former_pons": former or None,
            }
        case T.CARRIER_CONFIRMED_DATE | T.CARRIER_CHANGED_DATE:
            return agreed(known, facts, numbers)
        case T.CARRIER_COMPLETED:
            ported = sorted(ported_so_far(port_out, facts, numbers))
            partly = ported if len(ported) < len(set(numbers)) else None
            is_news = set(ported) > set(known.get("ported_numbers") or numbers)
            first = "completed_at" not in known or is_news
            return {"ported_numbers": partly} | ({"completed_at": at} if first else {})
        case T.OPERATOR_REGISTERED_CASE if outcome is Outcome.REGISTERED:
            return {"display_id": facts["display_id"]}
        case T.OPERATOR_REGISTERED_CASE:
            return registered(known, facts["display_id"], at)
        case T.OPERATOR_POSTED:
            return ticked_off(known, facts["message"])
        case T.OPERATOR_UPLOADED_LOA:
            return uploaded(facts)
        case T.CLOCK_PORT_DAY_BEFORE | T.CLOCK_PORT_DAY:
            return noted(known, means, facts)
        case T.CLOCK_LOA_AGES:
            return aged(port_out, facts)
        case T.OPERATOR_CANCELLED if outcome is Outcome.CANCELLED:
            return {"cancel_reason": facts["reason"]}
    return {}


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


def _refused(port_out: PortOut, means: SignalType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A refused attempt is over: its order, approval, date and LOA are no longer valid."""
    pon = facts.get("pon") or port_out.facts.get("pon")
    former = set(port_out.facts.get("former_pons", ())) | ({pon} if pon else set())
    return {
        "refusal": {
            "code": facts.get("code", "CARRIER_CANCELLED"),
            "reason": facts.get("reason", ""),
            "numbers": list(facts.get("numbers", ())),
            "by": "AWS Support" if means is T.SUPPORT_REFUSED else "the winning carrier",
        }
        | ({"carrier_code": facts["carrier_code"]} if facts.get("carrier_code") else {}),
        "former_pons": sorted(former) or None,
        "pon": None,
        "submitted_at": None,
        "approved_at": None,
        "second_evidence": None,
        "loa": None,
    } | NO_DATE


def _corrected(
    port_out: PortOut, signal: Signal, learned: dict[str, Any], numbers: Collection[str]
) -> Lesson:
    facts, order = signal.facts, port_out.order
    identity = replace(order.identity, **facts.get("identity", {}))
    # Counted anew: who was killed after the removal counts the same as who was not.
    left = set(numbers) - set(facts.get("remove_numbers", ()))
    corrected = replace(order, identity=identity, number_count=len(left))
    learned |= {"differences": None, "ownership_problems": None}
    if corrected.identity != order.identity or facts.get("remove_numbers"):
        # What was signed no longer says what will be asked.
        learned["loa"] = None
    if facts.get("bill_identity"):
        learned["named"] = _named(port_out.facts, "the operator", facts["bill_identity"], {})
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


def _named(
    known: Mapping[str, Any], by: str, fields: Mapping[str, str], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """What people have said of the bill so far and this; the last word on a field counts."""
    before = known.get("named", {})
    return {
        "by": by,
        "source": facts.get("source") or before.get("source", ""),
        "fields": before.get("fields", {}) | dict(fields),
    }
