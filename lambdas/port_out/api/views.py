"""A port-out as people need to see it: in a list, and alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from port_out.api.conversation import said_as_data
from port_out.api.left_behind import follow_up_request
from port_out.api.matching import exact_match, unprintable_in
from port_out.api.pasting import to_paste
from port_out.api.routing import links
from port_out.domain.billing import Bill
from port_out.domain.checklist import checklist
from port_out.domain.communications import Communication
from port_out.domain.completion import lacking
from port_out.domain.dispute import dispute
from port_out.domain.follow_up import follow_up_bodies, follow_up_subject, is_for_operator
from port_out.domain.life_cycle import DONE, State
from port_out.domain.links import Link
from port_out.domain.next_step import missing, next_step
from port_out.domain.number_history import standing
from port_out.domain.numbers import Number, NumberEvent, NumberOutcome
from port_out.domain.port_date import date_as_data
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType
from port_out.domain.support_case import bodies, console_link, subject
from port_out.domain.uses import Use, uses_as_data
from port_out.store.documents import Document
from port_out.store.port_outs import in_order

_PORTED = DONE | {
    State.CONFIRM_DEPARTURE,
    State.AWAIT_SECOND_EVIDENCE,
    State.CLOSE_SUPPORT_CASE,
}
_SHOWN = (
    *("case_id", "display_id", "manual_reason", "question", "go_ahead_at", "approved_at"),
    *("pon", "former_pons", "port_date", "completed_at", "refusal", "differences", "override"),
    *("bill", "billing", "named", "loa", "loa_ran_out_on", "pack", "pack_version"),
    *("former_cases", "case_left_resolved_at", "follow_up_by_hand"),
    *("upload_by", "given", "unclear_signature", "traffic", "port_days", "resp_org", "roc"),
    *("case_resolved_at", "cancel_reason", "carrier_must_be_told", "left_to_do", "still_listed"),
)


@dataclass(frozen=True)
class CaseCodes:
    """The codes under which AWS Support files such a case; they make the deep link."""

    service: str
    category: str


@dataclass(frozen=True)
class Whole:
    """A port-out with everything that is kept with it."""

    port_out: PortOut
    numbers: list[Number]
    signals: list[Signal]
    communications: list[Communication]
    documents: list[Document]
    uses: list[Use] | None
    not_posted: list[tuple[str, str]]
    carrier_links: Sequence[Link] = ()


def in_list(port_out: PortOut, *, has_to_paste: bool | None = None) -> dict[str, Any]:
    """The line of a list: where it is, and who acts next."""
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
        "links": links(port_out.id),
    }


def alone(whole: Whole, codes: CaseCodes) -> dict[str, Any]:
    """Everything that people need to know of one port-out."""
    port_out, facts = whole.port_out, whole.port_out.facts
    known = {name: facts.get(name) for name in _SHOWN}
    undecided = [said for said in whole.communications if said.id in facts.get("to_decide", ())]
    unused = [s for s in whole.signals if _is_of_use(s, port_out)]
    pasting = to_paste(port_out, whole.not_posted)
    numbers = standing(port_out, whole.numbers)
    return (
        in_list(port_out, has_to_paste=pasting is not None)
        | {
            "identity": port_out.order.identity.as_data(),
            "exact_match": exact_match(port_out.order.identity, _expected(port_out)),
            "unprintable": list(unprintable_in(port_out.order)),
            "uses": None if whole.uses is None else uses_as_data(whole.uses),
            "missing": missing(port_out),
            "numbers": [_number(number, port_out.state) for number in numbers],
            "problems": _problems(whole.numbers),
            "dispute": dispute(port_out),
            "to_decide": [said_as_data(said) | _suggested(said, whole) for said in undecided],
            "communications": len(whole.communications),
            "signals_not_used": [_signal(signal) for signal in unused],
            "documents": [_document(document) for document in whole.documents],
            "manual_case": _manual_case(whole, codes),
            "to_paste": pasting,
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


def _number(number: Number, state: State) -> dict[str, Any]:
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


def _problems(numbers: Iterable[Number]) -> list[dict[str, str]]:
    rejected = (n for n in numbers if n.outcome is NumberOutcome.REJECTED)
    return [{"number": n.number, "problem": n.reason} for n in rejected]


def _manual_case(whole: Whole, codes: CaseCodes) -> dict[str, Any] | None:
    """The text to paste and where, while a person has to open the case, or one that follows it."""
    port_out, numbers = whole.port_out, in_order(whole.numbers)
    alias = str(port_out.facts.get("instance_alias", ""))
    link = console_link(codes.service, codes.category)
    if is_for_operator(port_out):
        texts = follow_up_bodies(port_out, numbers, alias)
        return {"link": link, "subject": follow_up_subject(port_out), "bodies": texts}
    if port_out.state is not State.AWAIT_MANUAL_CASE:
        return None
    return {"link": link, "subject": subject(port_out), "bodies": bodies(port_out, numbers, alias)}


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "signal_id": signal.id,
        "type": signal.type,
        "by": signal.by,
        "received_at": timestamp(signal.received_at),
        "facts": dict(signal.facts),
    }


def _document(document: Document) -> Mapping[str, Any]:
    shown = dict(vars(document)) | {"at": timestamp(document.at)}
    del shown["key"]
    return shown
