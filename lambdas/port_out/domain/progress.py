"""How far a signal brings a port-out: what is known of it from then on."""

from collections.abc import Collection, Mapping
from typing import Any

from port_out.domain.communications import UNCLEAR
from port_out.domain.follow_up import registered, reopened, resolved, to_decide
from port_out.domain.life_cycle import Outcome
from port_out.domain.pasting import ticked_off
from port_out.domain.port_date import NO_DATE, agreed
from port_out.domain.port_day import noted
from port_out.domain.port_out import PortOut
from port_out.domain.signals import SignalType
from port_out.domain.signed_loa import aged, uploaded
from port_out.domain.waits import ported_so_far

T = SignalType


def progress(
    port_out: PortOut,
    means: SignalType,
    facts: Mapping[str, Any],
    at: str,
    outcome: Outcome | None,
    numbers: Collection[str],
) -> dict[str, Any]:
    """The facts that this brings, to be merged into the known ones; None forgets."""
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
            return {"named": named(known, "AWS Support", facts.get("expected", {}), facts)}
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
            carrier = {"resp_org": facts["resp_org"]} if facts.get("resp_org") else {}
            return carrier | {
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


def refused(port_out: PortOut, means: SignalType, facts: Mapping[str, Any]) -> dict[str, Any]:
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


def named(
    known: Mapping[str, Any], by: str, fields: Mapping[str, str], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """What people have said of the bill so far and this; the last word on a field counts."""
    before = known.get("named", {})
    return {
        "by": by,
        "source": facts.get("source") or before.get("source", ""),
        "fields": before.get("fields", {}) | dict(fields),
    }
