"""Signals: everything that comes from outside, by type and by who may send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class SignalType(StrEnum):
    """What happened, in the past tense, with the party that it came from."""

    SUPPORT_WROTE = "support.wrote"
    SUPPORT_GAVE_GO_AHEAD = "support.gave_go_ahead"
    SUPPORT_ASKED = "support.asked"
    SUPPORT_NAMED_IDENTITY = "support.named_identity"
    SUPPORT_APPROVED = "support.approved"
    SUPPORT_REFUSED = "support.refused"
    SUPPORT_RESOLVED_CASE = "support.resolved_case"
    SUPPORT_REOPENED_CASE = "support.reopened_case"
    SUPPORT_CONFIRMED_COMPLETION = "support.confirmed_completion"
    SUPPORT_LEFT_CASE_RESOLVED = "support.left_case_resolved"
    SUPPORT_SENT_UPLOAD_LINK = "support.sent_upload_link"
    SUPPORT_GAVE_ACCOUNT_DETAILS = "support.gave_account_details"
    CARRIER_WROTE = "carrier.wrote"
    CARRIER_SUBMITTED = "carrier.submitted"
    CARRIER_REFUSED = "carrier.refused"
    CARRIER_CONFIRMED_DATE = "carrier.confirmed_date"
    CARRIER_CHANGED_DATE = "carrier.changed_date"
    CARRIER_COMPLETED = "carrier.completed"
    CARRIER_CANCELLED = "carrier.cancelled"
    CONNECT_NUMBERS_CHANGED = "connect.numbers_changed"
    CONNECT_NUMBERS_GONE = "connect.numbers_gone"
    CONNECT_NUMBER_LOST = "connect.number_lost"
    OPERATOR_CORRECTED = "operator.corrected"
    OPERATOR_ANSWERED = "operator.answered"
    OPERATOR_REGISTERED_CASE = "operator.registered_case"
    OPERATOR_POSTED = "operator.posted"
    OPERATOR_UPLOADED_LOA = "operator.uploaded_loa"
    OPERATOR_DECIDED = "operator.decided"
    OPERATOR_TESTED_CALLS = "operator.tested_calls"
    OPERATOR_CANCELLED = "operator.cancelled"
    OPERATOR_WITHDREW = "operator.withdrew"
    APPROVER_APPROVED = "approver.approved"
    APPROVER_DECLINED = "approver.declined"
    CLOCK_REMINDER_DUE = "clock.reminder_due"
    CLOCK_LOA_AGES = "clock.loa_ages"
    CLOCK_CASE_QUIET = "clock.case_quiet"
    CLOCK_PORT_DAY_BEFORE = "clock.port_day_before"
    CLOCK_PORT_DAY = "clock.port_day"
    CLOCK_PROPOSAL_EXPIRED = "clock.proposal_expired"
    CLOCK_EXPIRED = "clock.expired"


T = SignalType

FROM_CARRIER = frozenset(t for t in T if t.startswith("carrier.")) - {T.CARRIER_WROTE}
MEANINGS = frozenset(
    {
        T.SUPPORT_GAVE_GO_AHEAD,
        T.SUPPORT_ASKED,
        T.SUPPORT_NAMED_IDENTITY,
        T.SUPPORT_APPROVED,
        T.SUPPORT_REFUSED,
        T.SUPPORT_SENT_UPLOAD_LINK,
        T.SUPPORT_CONFIRMED_COMPLETION,
        T.SUPPORT_GAVE_ACCOUNT_DETAILS,
    }
)
FROM_APPROVER = frozenset({T.APPROVER_APPROVED, T.APPROVER_DECLINED})
"""Types that only the route of approvals takes: the word of a second person."""
CLOCK = "clock"
"""The party that a signal of time comes from."""
NOTHING = "nothing"
"""What an operator decides of small talk."""
FROM_OPERATOR = (
    frozenset(t for t in T if t.startswith("operator."))
    | FROM_CARRIER
    | MEANINGS
    | {T.SUPPORT_RESOLVED_CASE}
)
"""Types that the operators' route takes; those of others with the operator as the witness."""


_OF_THE_TEXT = ("communication", "means", "said_at")


@dataclass(frozen=True)
class Signal:
    """One stored signal. `used_in` is the number of the transition that used it, 0 before."""

    id: str
    port_out_id: str
    type: SignalType
    by: str
    received_at: datetime
    facts: Mapping[str, Any]
    raw: str = ""
    used_in: int = 0
    by_id: str = ""
    """AWS's id of whoever signed it, where somebody did: a renamed user keeps it."""


def meaning_of(signal: Signal) -> tuple[str, Mapping[str, Any]]:
    """The type and the facts that count: of a text, what a person or the rules made of it."""
    if signal.type in (T.OPERATOR_DECIDED, T.SUPPORT_WROTE) and "means" in signal.facts:
        rest = {n: v for n, v in signal.facts.items() if n not in _OF_THE_TEXT}
        return signal.facts["means"], rest
    return signal.type, signal.facts
