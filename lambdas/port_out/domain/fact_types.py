"""Which facts each type of signal carries: the table, and of what kind each fact is."""

from port_out.domain.signals import FROM_CARRIER, MEANINGS, NOTHING, SignalType
from port_out.domain.support_case import LONGEST_ANSWER

T = SignalType

TEXT, DATE, RESP_ORG, NUMBERS, IDENTITY, FLAG, SOURCE, GIVES = (
    "text",
    "date",
    "resp_org",
    "numbers",
    "identity",
    "flag",
    "source",
    "gives",
)
"""Of what kind a fact is."""

_PORT_DATE = {
    "date": (TEXT, True),
    "until": (TEXT, False),
    "time_zone": (TEXT, False),
    "numbers": (NUMBERS, False),
    "confirm": (FLAG, False),
}
FACTS: dict[SignalType, dict[str, tuple[str, bool]]] = {
    T.SUPPORT_GAVE_GO_AHEAD: {"gives": (GIVES, False)},
    T.SUPPORT_ASKED: {"question": (TEXT, True)},
    T.SUPPORT_NAMED_IDENTITY: {"source": (SOURCE, False), "expected": (IDENTITY, False)},
    T.SUPPORT_APPROVED: {},
    T.SUPPORT_REFUSED: {
        "code": (TEXT, True),
        "reason": (TEXT, False),
        "numbers": (NUMBERS, False),
    },
    T.SUPPORT_RESOLVED_CASE: {},
    T.SUPPORT_CONFIRMED_COMPLETION: {"numbers": (NUMBERS, False)},
    T.SUPPORT_SENT_UPLOAD_LINK: {"expires_on": (DATE, False)},
    T.SUPPORT_GAVE_ACCOUNT_DETAILS: {"gives": (GIVES, True)},
    T.CARRIER_SUBMITTED: {
        "pon": (TEXT, True),
        "resp_org": (RESP_ORG, False),
        "numbers": (NUMBERS, False),
    },
    T.CARRIER_REFUSED: {
        "code": (TEXT, True),
        "carrier_code": (TEXT, False),
        "reason": (TEXT, False),
        "numbers": (NUMBERS, False),
    },
    T.CARRIER_CONFIRMED_DATE: _PORT_DATE,
    T.CARRIER_CHANGED_DATE: _PORT_DATE,
    T.CARRIER_COMPLETED: {"numbers": (NUMBERS, False), "more_to_come": (FLAG, False)},
    T.CARRIER_CANCELLED: {"reason": (TEXT, False)},
    T.OPERATOR_CORRECTED: {
        "identity": (IDENTITY, False),
        "bill_identity": (IDENTITY, False),
        "remove_numbers": (NUMBERS, False),
        "override_reason": (TEXT, False),
    },
    T.OPERATOR_ANSWERED: {"text": (TEXT, True)},
    T.OPERATOR_REGISTERED_CASE: {"display_id": (TEXT, True)},
    T.OPERATOR_POSTED: {"message": (TEXT, True)},
    T.OPERATOR_UPLOADED_LOA: {"document": (TEXT, True), "signed_on": (DATE, True)},
    T.OPERATOR_TESTED_CALLS: {"numbers": (NUMBERS, False)},
    T.OPERATOR_CANCELLED: {"reason": (TEXT, True), "confirm": (FLAG, False)},
    T.OPERATOR_WITHDREW: {"sha256": (TEXT, True)},
}
"""Of each type its facts: of what kind each is, and whether it is needed."""

DECISIONS = MEANINGS | FROM_CARRIER | {NOTHING}
"""What an operator may decide that a text means; the carrier's types of its own texts only."""
COMMON = {"pon": (TEXT, False), "note": (TEXT, False)}

NEEDS_ONE = {
    T.OPERATOR_CORRECTED: "corrects nothing",
    T.SUPPORT_NAMED_IDENTITY: "names nothing",
}
"""Types whose facts are all optional, and what a signal without any of them does."""

LONGEST = {T.OPERATOR_ANSWERED: LONGEST_ANSWER}
