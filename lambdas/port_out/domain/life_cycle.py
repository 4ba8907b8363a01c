"""The states of a port-out and the ways between them, as the record knows them.

The order of the process lives in statemachine/port_out.asl.json; a test proves that both agree.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a port-out is, in the words of the state machine."""

    CONFIRM_OWNERSHIP = "Confirm Ownership"
    ASSEMBLE_EVIDENCE = "Assemble Evidence"
    AWAIT_CORRECTION = "Await Correction"
    AWAIT_SECOND_PERSON = "Await Second Person"
    OPEN_SUPPORT_CASE = "Open Support Case"
    AWAIT_MANUAL_CASE = "Await Manual Case"
    AWAIT_SUPPORT_GO_AHEAD = "Await Support Go-Ahead"
    ISSUE_CARRIER_PACK = "Issue Carrier Pack"
    AWAIT_CARRIER_SUBMISSION = "Await Carrier Submission"
    AWAIT_APPROVAL = "Await Approval"
    AWAIT_PORT_DATE = "Await Port Date"
    AWAIT_COMPLETION = "Await Completion"
    CONFIRM_DEPARTURE = "Confirm Departure"
    AWAIT_SECOND_EVIDENCE = "Await Second Evidence"
    CLOSE_SUPPORT_CASE = "Close Support Case"
    CANCEL_PORT_OUT = "Cancel Port-Out"
    COMPLETED = "Port-Out Completed"
    COMPLETED_UNVERIFIED = "Port-Out Completed Unverified"
    REJECTED = "Port-Out Rejected"
    CANCELLED = "Port-Out Cancelled"
    EXPIRED = "Port-Out Expired"
    FAILED = "Port-Out Failed"


class Outcome(StrEnum):
    """What a state ended with; the Choice states of the state machine read these words."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"
    REJECTED = "rejected"
    READY = "ready"
    DIFFERS = "differs"
    CORRECTED = "corrected"
    HELD = "held"
    SECONDED = "seconded"
    OPENED = "opened"
    UNDER_WAY = "under_way"
    MANUAL = "manual"
    WAITS_ITS_TURN = "waits_its_turn"
    """No way out of its state: the step is asked again when the turn has come."""
    REGISTERED = "registered"
    GO_AHEAD = "go_ahead"
    ISSUED = "issued"
    CHANGED = "changed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    PORTED = "ported"
    PARTLY_PORTED = "partly_ported"
    REFUSED = "refused"
    CLOSED = "closed"
    CLOSED_UNVERIFIED = "closed_unverified"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"


S, Out = State, Outcome

DONE = frozenset({S.COMPLETED, S.COMPLETED_UNVERIFIED})
"""Ends in which the winning carrier has the numbers; late news still goes on their record."""
ENDS = DONE | {S.REJECTED, S.CANCELLED, S.EXPIRED, S.FAILED}
FINAL = ENDS - {S.FAILED}
"""Ends that nothing leaves. A failed port-out keeps its numbers and can be taken up again."""

WAITS = frozenset(state for state in State if state.startswith("Await"))
STEPS = frozenset(State) - WAITS - ENDS

_PROGRESS = {
    Out.GO_AHEAD: S.ISSUE_CARRIER_PACK,
    Out.SUBMITTED: S.AWAIT_APPROVAL,
    Out.APPROVED: S.AWAIT_PORT_DATE,
    Out.SCHEDULED: S.AWAIT_COMPLETION,
    Out.PORTED: S.CONFIRM_DEPARTURE,
    Out.PARTLY_PORTED: S.CONFIRM_DEPARTURE,
}
_LEAVE = {Out.CANCELLED: S.CANCEL_PORT_OUT, Out.EXPIRED: S.EXPIRED}


def _from_stage(first: Outcome, *, refusable: bool = True) -> dict[Outcome, State]:
    """The ways out of a wait: its own news, later news, a refusal, the end."""
    outcomes = list(_PROGRESS)
    ways = {outcome: _PROGRESS[outcome] for outcome in outcomes[outcomes.index(first) :]}
    refused = {Out.REFUSED: S.AWAIT_CORRECTION} if refusable else {}
    return ways | refused | _LEAVE


NEXT: dict[State, dict[Outcome, State]] = {
    S.CONFIRM_OWNERSHIP: {
        Out.CONFIRMED: S.ASSEMBLE_EVIDENCE,
        Out.REJECTED: S.REJECTED,
        Out.DIFFERS: S.AWAIT_CORRECTION,
    },
    S.ASSEMBLE_EVIDENCE: {
        Out.READY: S.OPEN_SUPPORT_CASE,
        Out.HELD: S.AWAIT_SECOND_PERSON,
        Out.DIFFERS: S.AWAIT_CORRECTION,
    },
    S.AWAIT_SECOND_PERSON: {Out.SECONDED: S.OPEN_SUPPORT_CASE} | _LEAVE,
    S.AWAIT_CORRECTION: _from_stage(Out.SUBMITTED, refusable=False)
    | {Out.CORRECTED: S.CONFIRM_OWNERSHIP},
    S.OPEN_SUPPORT_CASE: {
        Out.OPENED: S.AWAIT_SUPPORT_GO_AHEAD,
        Out.UNDER_WAY: S.ISSUE_CARRIER_PACK,
        Out.MANUAL: S.AWAIT_MANUAL_CASE,
        Out.DIFFERS: S.AWAIT_CORRECTION,
    },
    S.AWAIT_MANUAL_CASE: {Out.REGISTERED: S.AWAIT_SUPPORT_GO_AHEAD} | _LEAVE,
    S.AWAIT_SUPPORT_GO_AHEAD: _from_stage(Out.GO_AHEAD),
    S.ISSUE_CARRIER_PACK: {
        Out.ISSUED: S.AWAIT_CARRIER_SUBMISSION,
        Out.DIFFERS: S.AWAIT_CORRECTION,
    },
    S.AWAIT_CARRIER_SUBMISSION: _from_stage(Out.SUBMITTED) | {Out.CHANGED: S.ISSUE_CARRIER_PACK},
    S.AWAIT_APPROVAL: _from_stage(Out.APPROVED),
    S.AWAIT_PORT_DATE: _from_stage(Out.SCHEDULED),
    S.AWAIT_COMPLETION: _from_stage(Out.PORTED) | {Out.RESCHEDULED: S.AWAIT_COMPLETION},
    S.CONFIRM_DEPARTURE: {
        Out.CONFIRMED: S.CLOSE_SUPPORT_CASE,
        Out.UNVERIFIED: S.AWAIT_SECOND_EVIDENCE,
    },
    S.AWAIT_SECOND_EVIDENCE: {
        Out.CONFIRMED: S.CLOSE_SUPPORT_CASE,
        Out.UNVERIFIED: S.CLOSE_SUPPORT_CASE,
    },
    S.CLOSE_SUPPORT_CASE: {
        Out.CLOSED: S.COMPLETED,
        Out.CLOSED_UNVERIFIED: S.COMPLETED_UNVERIFIED,
    },
    S.CANCEL_PORT_OUT: {Out.CANCELLED: S.CANCELLED},
    S.COMPLETED: {},
    S.COMPLETED_UNVERIFIED: {},
    S.REJECTED: {},
    S.CANCELLED: {},
    S.EXPIRED: {},
    S.FAILED: {},
}
"""Every legal way: state -> outcome -> next state. Any open state may also fail."""
