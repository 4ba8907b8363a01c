"""Who must do what now, by when, and what is missing: the answer to "where is it?"."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from port_out.domain.completion import WANTED, gives_up_at, left_to_operator
from port_out.domain.follow_up import (
    follow_up_task,
    is_for_operator,
    is_for_program,
    program_task,
    writer,
)
from port_out.domain.life_cycle import STEPS, State
from port_out.domain.loa_step import ends_of_what_counts, step_before_filing, still_missing
from port_out.domain.parties import CARRIER, NOBODY, OPERATOR, PROGRAM, SUPPORT
from port_out.domain.pasting import has_texts, unread, with_texts
from port_out.domain.patience import patience
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import TITLES, open_proposal
from port_out.domain.roc import goes_by_roc, late_task, wants_resp_org
from port_out.domain.support_case import case_link

S = State

_WAITS = {
    S.AWAIT_SECOND_PERSON: (
        OPERATOR,
        "a second person, who has neither requested nor corrected it, approves or declines exactly "
        "what `to_approve` shows: port-out approve",
    ),
    S.AWAIT_MANUAL_CASE: (
        OPERATOR,
        "open the case in the AWS Support Center with the text under `manual_case`, then send "
        "operator.registered_case with its display id",
    ),
    S.AWAIT_SUPPORT_GO_AHEAD: (SUPPORT, "say when to begin with the winning carrier"),
    S.AWAIT_APPROVAL: (SUPPORT, "compare the carrier's request with its records and approve it"),
    S.AWAIT_PORT_DATE: (CARRIER, "confirm the date and time of the port (FOC)"),
    S.AWAIT_COMPLETION: (CARRIER, "complete the port at the agreed time and say so"),
    S.AWAIT_SECOND_EVIDENCE: (OPERATOR, f"find a second witness of the completion: {WANTED}"),
}
_UPLOAD = (
    "upload what AWS Support asks for through its link, which is only on the case{where}, then say "
    "so with operator.answered"
)
_PROPOSED = (
    "a second person, not the one who proposed it, approves or declines what `to_approve` shows "
    "({title}): port-out approve"
)
_UNCLEAR = (
    "; look on the case{where} who wrote it: one of them is signed neither by AWS nor as we sign"
)
_ENDS = {
    S.COMPLETED: "nothing; the record and the documents are kept",
    S.COMPLETED_UNVERIFIED: "nothing; the record and the documents are kept",
    S.REJECTED: "request the numbers anew once the reasons are mended",
    S.CANCELLED: "nothing; the record and the documents are kept",
    S.EXPIRED: "decide whether to request the numbers anew; nothing was cancelled at the carrier",
    S.FAILED: "mend what the log of the state it failed in names, then restart it; its numbers "
    "stay reserved (docs/process.md says how to free them)",
}


@dataclass(frozen=True)
class NextStep:
    """The party that acts next, what it does, when we ask after it (None: no due time).

    `otherwise` says what happens if nobody does anything.
    """

    who: str
    what: str
    by: datetime | None
    otherwise: str = ""


def next_step(port_out: PortOut, *, to_paste: bool | None = None) -> NextStep:
    """What has to happen now; a proposal, then a question or a text to decide, comes first.

    `to_paste`: whether texts wait for a person to paste them; None where only the port-out is
    known.
    """
    step = _next_step(port_out)
    if not (has_texts(port_out) if to_paste is None else to_paste):
        return step
    who, what = with_texts(step.who, step.what)
    return replace(step, who=who, what=what)


def _next_step(port_out: PortOut) -> NextStep:
    if port_out.state in _ENDS:
        return _after_the_end(port_out)
    if (proposal := open_proposal(port_out)) is not None:
        what = _PROPOSED.format(title=TITLES[proposal.what])
        return NextStep(OPERATOR, what, proposal.until, "it lapses then, and nothing is done")
    who, what = _who_and_what(port_out)
    if not port_out.is_waiting:
        return NextStep(who, what, _turn_at(port_out))
    if what == _UPLOAD.format(where=_where(port_out)):
        return _upload(port_out, what)
    ends = ends_of_what_counts(port_out) if port_out.state is S.AWAIT_CARRIER_SUBMISSION else None
    if ends is not None and ends < port_out.due_at:
        return NextStep(who, what, ends, "the signed LOA is too old for the carrier from then on")
    return NextStep(who, what, port_out.due_at, _otherwise(port_out))


def _upload(port_out: PortOut, what: str) -> NextStep:
    ends = datetime.fromisoformat(port_out.facts["upload_by"])
    if ends > port_out.due_at:
        return NextStep(OPERATOR, what, port_out.due_at, _otherwise(port_out))
    otherwise = "AWS Support's link ends then; ask for a new one with operator.answered"
    return NextStep(OPERATOR, what, ends, otherwise)


def _after_the_end(port_out: PortOut) -> NextStep:
    facts = port_out.facts
    left = [facts[name] for name in ("carrier_must_be_told", "left_to_do") if facts.get(name)]
    left += left_to_operator(port_out)
    if left:
        return NextStep(OPERATOR, "; ".join(left), None)
    who = OPERATOR if port_out.state in (S.EXPIRED, S.FAILED, S.REJECTED) else NOBODY
    return NextStep(who, _ENDS[port_out.state], None)


def _otherwise(port_out: PortOut) -> str:
    if port_out.state is S.AWAIT_SECOND_EVIDENCE:
        ends = gives_up_at(port_out).astimezone(UTC)
        return f"without one it ends as completed but unverified on {ends:%Y-%m-%d, %H:%M} UTC"
    by_roc = goes_by_roc(port_out.order)
    left = patience(port_out.state, by_roc=by_roc).reminders - port_out.reminders
    if left <= 0:
        return "the port-out expires then"
    return f"a reminder goes out then; after {left} of them the port-out expires"


def _who_and_what(port_out: PortOut) -> tuple[str, str]:
    facts = port_out.facts
    if facts.get("to_decide"):
        what = (
            f"say what {writer(facts)}'s message means: send operator.decided for each under "
            "`to_decide`"
        )
        unclear = _UNCLEAR.format(where=_where(port_out)) if facts.get("unclear_signature") else ""
        return OPERATOR, what + unclear
    if is_for_operator(port_out):
        return OPERATOR, follow_up_task(port_out)
    if facts.get("question"):
        what = f"answer AWS Support with operator.answered: {facts['question']}"
        return OPERATOR, what
    if facts.get("upload_by"):
        return OPERATOR, _UPLOAD.format(where=_where(port_out))
    if is_for_program(port_out):
        return PROGRAM, program_task(port_out)
    if port_out.state is S.AWAIT_CORRECTION:
        return OPERATOR, _correction(port_out)
    if port_out.state is S.AWAIT_CARRIER_SUBMISSION:
        return step_before_filing(port_out)
    if (late := late_task(port_out) or _after_the_grace(port_out)) is not None:
        return late
    if port_out.state in _WAITS:
        who, what = _WAITS[port_out.state]
        return who, what + unread(port_out, who)
    if (turn_at := _turn_at(port_out)) is not None:
        from port_out.domain.case_pace import CASES_AN_HOUR

        return PROGRAM, (
            f"waits its turn to open a case, at about {turn_at:%H:%M} UTC on "
            f"{turn_at:%Y-%m-%d}; AWS opens {CASES_AN_HOUR} an hour"
        )
    return PROGRAM, f"{port_out.state.lower()}; this takes seconds"


def _after_the_grace(port_out: PortOut) -> tuple[str, str] | None:
    """The operator finds out what became of the port; the first reminder comes after the grace."""
    if port_out.state is not S.AWAIT_COMPLETION or not port_out.reminders:
        return None
    carrier = port_out.order.winning_carrier
    return OPERATOR, (
        f"find out whether the numbers have ported: the agreed date passed, and {carrier} has not "
        "said so. Record carrier.completed, carrier.changed_date with the new date, or "
        "operator.cancelled"
    )


def _where(port_out: PortOut) -> str:
    """The link of the case, where its display id is known."""
    display_id = port_out.facts.get("display_id")
    return f" ({case_link(display_id)})" if display_id else ""


def _turn_at(port_out: PortOut) -> datetime | None:
    """When the port-out may open its case, where it had to wait for that."""
    turn_at = port_out.facts.get("case_turn_at")
    if port_out.state is not S.OPEN_SUPPORT_CASE or turn_at is None:
        return None
    return datetime.fromisoformat(turn_at).astimezone(UTC)


def missing(port_out: PortOut) -> list[str]:
    """What is still needed before the numbers can leave, in the order in which it is needed."""
    if port_out.is_over:
        return []
    facts, loa = port_out.facts, still_missing(port_out)
    wanted = (
        ("Support case", port_out.has_case),
        ("AWS Support's go-ahead", facts.get("go_ahead_at")),
        (loa, not loa),
        ("winning carrier's RespOrg id (on the LOA)", not wants_resp_org(port_out)),
        ("winning carrier's order (PON)", facts.get("pon")),
        ("AWS Support's approval", facts.get("approved_at")),
        ("agreed date (FOC)", facts.get("port_date")),
        ("winning carrier's completion", facts.get("completed_at")),
        ("second witness of the completion", facts.get("second_evidence")),
    )
    return [name for name, known in wanted if not known]


def _correction(port_out: PortOut) -> str:
    refused = port_out.facts.get("refusal")
    if refused and port_out.came_from not in STEPS:
        from port_out.domain.refusals import refusal

        known = refusal(refused["code"])
        theirs, why = refused.get("carrier_code", ""), refused.get("reason", "")
        words = [f"code {theirs}"] if theirs and not why.startswith(theirs) else []
        words += [why] if why else []
        reason = f" ({': '.join(words)})" if words else ""
        return f"{refused['by']} refused with {refused['code']}{reason}: {known.mend}"
    if protected := port_out.facts.get("protected"):
        return (
            f"{protected} of its numbers have a port lock (see `problems`): have two people unlock "
            "them, or remove them with operator.corrected, or cancel"
        )
    if port_out.facts.get("ownership_problems"):
        return "remove the numbers under `problems` with operator.corrected, or cancel"
    if not port_out.facts.get("differences"):
        return "say what the bill shows with operator.corrected (`billing` has the advice)"
    return (
        "make the LOA identity equal to the bill (see `exact_match`) with operator.corrected, "
        "or give override_reason"
    )
