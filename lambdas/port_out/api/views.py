"""A port-out as people need to see it: in a list, and alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from port_out.api.conversation import said_as_data
from port_out.api.left_behind import follow_up_request
from port_out.api.manual_case import CaseCodes, manual_case
from port_out.api.matching import exact_match, unprintable_in
from port_out.api.number_views import number_as_data, problems_of
from port_out.api.pasting import to_paste
from port_out.api.routing import links
from port_out.domain.billing import Bill
from port_out.domain.checklist import checklist
from port_out.domain.communications import Communication
from port_out.domain.completion import lacking
from port_out.domain.dispute import dispute
from port_out.domain.next_step import missing, next_step
from port_out.domain.notice_words import subject as subject_of
from port_out.domain.number_history import standing
from port_out.domain.port_date import date_as_data
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import to_approve
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType
from port_out.domain.uses import uses_as_data
from port_out.store.documents import Document
from port_out.store.notices import Kept
from port_out.store.number_rows import in_order
from port_out.store.whole import Whole

_SHOWN = (
    *("case_id", "display_id", "manual_reason", "question", "go_ahead_at", "approved_at"),
    *("pon", "former_pons", "port_date", "completed_at", "refusal", "differences", "override"),
    *("bill", "billing", "named", "loa", "loa_ran_out_on", "pack", "pack_version"),
    *("former_cases", "case_left_resolved_at", "follow_up_by_hand"),
    *("upload_by", "given", "unclear_signature", "traffic", "port_days", "resp_org", "roc"),
    *("seconded", "protected"),
    *("case_resolved_at", "cancel_reason", "carrier_must_be_told", "left_to_do", "still_listed"),
)


def in_list(
    port_out: PortOut, *, has_to_paste: bool | None = None, undelivered: int = 0
) -> dict[str, Any]:
    """The line of a list: where it is, who acts next, and how many notices reached nobody."""
    order, step = port_out.order, next_step(port_out, to_paste=has_to_paste)
    return {
        "port_out_id": port_out.id,
        "state": port_out.state,
        "since": timestamp(port_out.since),
        "attempt": port_out.attempt,
        "requested_at": timestamp(port_out.requested_at),
        "requested_by": port_out.requested_by,
        "reference": order.reference,
        "instance_arn": order.instance_arn,
        "country": order.country,
        "kind": order.kind,
        "number_count": order.number_count,
        "winning_carrier": {"name": order.winning_carrier, "channel": order.carrier_channel},
        "target_date": order.target_date,
        "next": {
            "who": step.who,
            "what": step.what,
            "by": timestamp(step.by) if step.by else None,
            "otherwise": step.otherwise,
        },
        "undelivered_notices": undelivered,
        "links": links(port_out.id),
    }


def alone(whole: Whole, codes: CaseCodes, now: datetime) -> dict[str, Any]:
    """Everything that people need to know of one port-out."""
    port_out, facts = whole.port_out, whole.port_out.facts
    known = {name: facts.get(name) for name in _SHOWN}
    undecided = [said for said in whole.communications if said.id in facts.get("to_decide", ())]
    unused = [s for s in whole.signals if _is_of_use(s, port_out)]
    pasting = to_paste(port_out, whole.messages, now)
    undelivered = [kept for kept in whole.notices if kept.given_up_at]
    numbers = standing(port_out, whole.numbers)
    return (
        in_list(port_out, has_to_paste=pasting is not None, undelivered=len(undelivered))
        | {
            "identity": port_out.order.identity.as_data(),
            "exact_match": exact_match(port_out.order.identity, _expected(port_out)),
            "unprintable": list(unprintable_in(port_out.order)),
            "uses": None if whole.uses is None else uses_as_data(whole.uses),
            "missing": missing(port_out),
            "numbers": [number_as_data(number, port_out.state) for number in numbers],
            "problems": problems_of(whole.numbers),
            "dispute": dispute(port_out),
            "to_decide": [said_as_data(said) | _suggested(said, whole) for said in undecided],
            "to_approve": to_approve(port_out, whole.signals),
            "communications": len(whole.communications),
            "signals_not_used": [_signal(signal) for signal in unused],
            "documents": [_document(document) for document in whole.documents],
            "manual_case": manual_case(port_out, in_order(whole.numbers), codes),
            "to_paste": pasting,
            "not_delivered": [_not_delivered(kept) for kept in undelivered],
            "carrier_links": [link.as_data() for link in whole.carrier_links],
            "port_window": date_as_data(facts),
            "checklist": checklist(port_out, in_order(whole.numbers), whole.uses),
            "verified": facts.get("verified"),
            "second_evidence": list(facts.get("second_evidence", ())),
            "evidence_lacking": lacking(port_out) or None,
            "follow_up_request": follow_up_request(port_out, numbers),
            "version": port_out.version,
        }
        | known
    )


def _is_of_use(signal: Signal, port_out: PortOut) -> bool:
    """A signal that a person should know of because nothing has used it yet."""
    is_done = port_out.is_over and signal.type is SignalType.OPERATOR_POSTED
    return not (signal.used_in or is_done or signal.type.startswith("clock."))


def _suggested(said: Communication, whole: Whole) -> dict[str, str]:
    """What a carrier's text seems to mean; it counts once the operator has decided so."""
    of_it = (s.facts for s in whole.signals if s.facts.get("communication") == said.id)
    return next(({"suggests": f["suggests"]} for f in of_it if f.get("suggests")), {})


def _expected(port_out: PortOut) -> Bill | None:
    """What the LOA was last compared with."""
    known = port_out.facts.get("expected")
    return Bill(known["source"], known["fields"], tuple(known["persons"])) if known else None


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "signal_id": signal.id,
        "type": signal.type,
        "by": signal.by,
        "received_at": timestamp(signal.received_at),
        "facts": dict(signal.facts),
    }


def _not_delivered(kept: Kept) -> dict[str, Any]:
    """A notice that was given up, on which channels it is, and how to send it again."""
    key = kept.notice.key
    again = f"/port-outs/{kept.notice.port_out_id}/notices/{key}/redeliver"
    shown = {"notice": key, "subject": subject_of(kept.notice), "sent": dict(kept.sent)}
    return shown | {"given_up_at": kept.given_up_at and timestamp(kept.given_up_at), "again": again}


def _document(document: Document) -> Mapping[str, Any]:
    shown = dict(vars(document)) | {"at": timestamp(document.at)}
    del shown["key"]
    return shown
