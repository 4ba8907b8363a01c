"""Everything that may come from outside: every type of signal, by every party that may send it."""

from typing import Any

from port_out.domain.signals import CLOCK
from tests.builders import NUMBERS, OPERATOR

SUPPORT, CARRIER, CONNECT = "AWS Support", "carrier:standard", "Amazon Connect"
SECOND = f"{OPERATOR}-2"
WANTED = "a" * 64
"""What an order that was held waits for."""
News = tuple[str, str, dict[str, Any]]
"""A type, a party, and the facts."""
ONE, TWO = [NUMBERS[0]], list(NUMBERS[1:])
DATE, OTHER_DATE = "2026-12-15T10:00:00-08:00", "2026-12-17T10:00:00-08:00"

_BY_OTHERS_TOO: list[tuple[str, dict[str, Any]]] = [
    ("support.gave_go_ahead", {}),
    ("support.approved", {}),
    ("support.refused", {"code": "PIN_INVALID"}),
    ("support.refused", {"code": "PIN_INVALID", "numbers": ONE, "pon": "PON-1"}),
    ("support.asked", {"question": "Which PIN?"}),
    ("support.named_identity", {"expected": {"city": "Tacoma"}}),
    ("support.sent_upload_link", {}),
    ("support.gave_account_details", {"gives": ["pin"]}),
    ("support.confirmed_completion", {}),
    ("support.resolved_case", {}),
]
_CARRIERS: list[tuple[str, dict[str, Any]]] = [
    *(("carrier.submitted", {"pon": pon}) for pon in ("PON-1", "PON-2")),
    ("carrier.refused", {"code": "PIN_INVALID"}),
    ("carrier.refused", {"code": "PIN_INVALID", "pon": "PON-1"}),
    ("carrier.confirmed_date", {"date": DATE}),
    ("carrier.confirmed_date", {"date": DATE, "pon": "PON-1"}),
    ("carrier.changed_date", {"date": OTHER_DATE}),
    ("carrier.completed", {}),
    ("carrier.completed", {"numbers": ONE, "more_to_come": True}),
    ("carrier.completed", {"numbers": TWO, "more_to_come": True}),
    ("carrier.completed", {"numbers": TWO, "pon": "PON-2"}),
    ("carrier.cancelled", {}),
]
_OPERATORS: list[tuple[str, dict[str, Any]]] = [
    ("operator.corrected", {"identity": {"title": "Director"}}),
    ("operator.corrected", {"bill_identity": {"city": "Tacoma"}}),
    ("operator.corrected", {"remove_numbers": ONE}),
    ("operator.answered", {"text": "It is with the carrier."}),
    ("operator.registered_case", {"display_id": "1234567890"}),
    ("operator.registered_case", {"display_id": "2234567890"}),
    ("operator.posted", {"message": "answer s-1"}),
    ("operator.withdrew", {"sha256": WANTED}),
    ("operator.uploaded_loa", {"document": "loa.pdf", "signed_on": "2026-11-20"}),
    ("operator.tested_calls", {"numbers": ONE}),
    ("operator.tested_calls", {"numbers": TWO}),
    *(
        ("operator.decided", {"communication": "said-1", "means": means} | facts)
        for means, facts in [("nothing", {}), *_BY_OTHERS_TOO]
        if means != "support.resolved_case"
    ),
]
USUAL: list[News] = [
    *((type_, SUPPORT, facts) for type_, facts in _BY_OTHERS_TOO),
    *((type_, OPERATOR, facts) for type_, facts in _BY_OTHERS_TOO[:3]),
    *((type_, CARRIER, facts) for type_, facts in _CARRIERS),
    *((type_, OPERATOR, facts) for type_, facts in _CARRIERS),
    *((type_, OPERATOR, facts) for type_, facts in _OPERATORS),
    *(
        ("approver.approved", by, {"sha256": wanted})
        for by, wanted in ((SECOND, WANTED), (SECOND, WANTED), (OPERATOR, WANTED), (SECOND, "b"))
    ),
    ("approver.declined", SECOND, {"sha256": WANTED, "reason": "not ours"}),
    ("support.wrote", SUPPORT, {"communication": "said-1"}),
    ("support.reopened_case", SUPPORT, {}),
    ("support.left_case_resolved", SUPPORT, {}),
    ("carrier.wrote", CARRIER, {"communication": "carrier-1"}),
    ("connect.numbers_changed", CONNECT, {"numbers": ONE}),
    ("connect.numbers_gone", CONNECT, {"numbers": ONE}),
    ("connect.number_lost", CONNECT, {"number": ONE[0]}),
    ("connect.number_lost", CONNECT, {"numbers": ONE}),
]
ENDING: list[News] = [("operator.cancelled", OPERATOR, {"reason": "we stay"})]
CLOCKS: list[News] = [
    ("clock.reminder_due", CLOCK, {}),
    ("clock.expired", CLOCK, {}),
    ("clock.case_quiet", CLOCK, {"quiet_since": "2026-11-20T12:00:00+00:00"}),
    ("clock.port_day_before", CLOCK, {"day": "2026-12-15"}),
    ("clock.port_day", CLOCK, {"day": "2026-12-15"}),
    ("clock.proposal_expired", CLOCK, {"sha256": WANTED}),
    *(
        ("clock.loa_ages", CLOCK, {"standing": how, "signed_on": "2026-11-20"} | {"good_until": d})
        for how, d in (("ending", "2026-12-04"), ("ran out", "2026-12-04"))
    ),
]
"""What the clock says names the wait that it means, and when; a test adds both."""
