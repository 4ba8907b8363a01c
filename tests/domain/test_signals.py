"""Which facts each signal must carry, and what is said of those that are wrong."""

from contextlib import suppress
from typing import Any

import pytest

from port_out.domain.errors import BadInput
from port_out.domain.fact_forms import IDENTITY_FIELDS
from port_out.domain.facts import checked_facts
from port_out.domain.refusals import REFUSALS, refusal
from port_out.domain.signals import FROM_OPERATOR, MEANINGS, SignalType, meaning_of
from port_out.domain.support_case import LONGEST_ANSWER
from tests.domain.samples import a_signal

T = SignalType
GOOD: list[tuple[str, dict[str, Any]]] = [
    ("support.gave_go_ahead", {}),
    ("support.gave_go_ahead", {"note": "said on the phone"}),
    ("support.gave_go_ahead", {"gives": ["pin"]}),
    ("support.gave_account_details", {"gives": ["account_number"]}),
    ("support.gave_account_details", {"gives": ["pin", "account_number"]}),
    ("support.asked", {"question": "Which PIN?"}),
    ("support.approved", {"pon": "PON-1"}),
    ("support.refused", {"code": "OTHER", "reason": "they say so"}),
    ("carrier.refused", {"code": "PIN_INVALID", "numbers": ["+12065550100"]}),
    ("carrier.submitted", {"pon": "PON-1"}),
    ("carrier.confirmed_date", {"date": "2026-12-15T10:00:00-08:00"}),
    ("carrier.changed_date", {"date": "2026-12-15T10:00:00Z"}),
    ("carrier.completed", {}),
    ("carrier.completed", {"numbers": ["+12065550100"], "more_to_come": True}),
    ("carrier.cancelled", {"reason": "asked by the customer"}),
    ("operator.corrected", {"identity": {"city": "Seattle"}}),
    ("operator.corrected", {"identity": {"address_line_2": ""}}),
    ("operator.corrected", {"remove_numbers": ["+12065550100"]}),
    ("operator.corrected", {"override_reason": "Support said so"}),
    ("operator.corrected", {"bill_identity": {"city": "Seattle"}}),
    ("operator.answered", {"text": "x" * LONGEST_ANSWER}),
    ("support.named_identity", {"source": "account_contact"}),
    ("support.named_identity", {"expected": {"company_name": "Example Corp."}}),
    ("support.named_identity", {"source": "invoice_profile", "expected": {"city": "Seattle"}}),
    ("operator.registered_case", {"display_id": "1234567890"}),
    ("operator.posted", {"message": "answer op-1"}),
    ("operator.uploaded_loa", {"document": "loa.pdf", "signed_on": "2026-11-20"}),
    ("operator.cancelled", {"reason": "changed our minds", "confirm": True}),
    ("operator.withdrew", {"sha256": "a" * 64}),
    ("operator.decided", {"communication": "c-1", "means": "nothing"}),
    ("operator.decided", {"communication": "c-1", "means": "support.approved"}),
    ("operator.decided", {"communication": "carrier-1", "means": "carrier.completed"}),
    ("operator.decided", {"communication": "c-1", "means": "support.asked", "question": "PIN?"}),
    (
        "operator.decided",
        {"communication": "c-1", "means": "support.named_identity", "source": "account_contact"},
    ),
]
BAD: list[tuple[str, dict[str, Any], set[str]]] = [
    ("support.asked", {}, {"facts.question"}),
    ("support.asked", {"question": ""}, {"facts.question"}),
    ("support.asked", {"question": " \n\t"}, {"facts.question"}),
    ("support.asked", {"question": None}, {"facts.question"}),
    ("support.asked", {"question": ["PIN?"]}, {"facts.question"}),
    ("support.asked", {"question": "x" * 1001}, {"facts.question"}),
    ("support.approved", {"approved": True}, {"facts.approved"}),
    ("support.refused", {}, {"facts.code"}),
    ("support.refused", {"code": "NO"}, {"facts.code"}),
    ("support.refused", {"code": "other", "reason": "x"}, {"facts.code"}),
    ("support.refused", {"code": "OTHER"}, {"facts.reason"}),
    ("support.refused", {"code": "OTHER", "reason": ""}, {"facts.reason"}),
    ("support.refused", {"code": 7}, {"facts.code"}),
    ("carrier.refused", {"code": "PIN_INVALID", "numbers": []}, {"facts.numbers"}),
    ("carrier.refused", {"code": "PIN_INVALID", "numbers": "+12065550100"}, {"facts.numbers"}),
    ("carrier.refused", {"code": "PIN_INVALID", "numbers": [12065550100]}, {"facts.numbers"}),
    ("carrier.refused", {"code": "PIN_INVALID", "numbers": {"a": "b"}}, {"facts.numbers"}),
    ("carrier.submitted", {}, {"facts.pon"}),
    ("carrier.submitted", {"pon": ""}, {"facts.pon"}),
    ("carrier.submitted", {"pon": 12}, {"facts.pon"}),
    ("carrier.submitted", {"pon": "1", "extra": "2", "more": "3"}, {"facts.extra", "facts.more"}),
    ("carrier.confirmed_date", {}, {"facts.date"}),
    ("carrier.confirmed_date", {"date": "2026-12-15T10:00:00"}, {"facts.date"}),
    ("carrier.confirmed_date", {"date": "2026-12-15"}, {"facts.date"}),
    ("carrier.confirmed_date", {"date": "15 December"}, {"facts.date"}),
    ("carrier.confirmed_date", {"date": "2026-02-30T10:00:00Z"}, {"facts.date"}),
    ("carrier.changed_date", {"date": 1765821600}, {"facts.date"}),
    ("carrier.changed_date", {"date": "9999-12-31T23:00:00Z"}, {"facts.date"}),
    ("carrier.changed_date", {"date": "0001-01-01T00:00:00+14:00"}, {"facts.date"}),
    ("carrier.completed", {"more_to_come": "yes"}, {"facts.more_to_come"}),
    ("carrier.completed", {"more_to_come": 1}, {"facts.more_to_come"}),
    ("carrier.completed", {"numbers": None}, {"facts.numbers"}),
    ("carrier.cancelled", {"reason": False}, {"facts.reason"}),
    ("operator.corrected", {}, {"facts"}),
    ("operator.corrected", {"note": "only a note"}, {"facts"}),
    ("operator.corrected", {"identity": {}}, {"facts.identity"}),
    ("operator.corrected", {"identity": "Example"}, {"facts.identity"}),
    ("operator.corrected", {"identity": {"town": "x"}}, {"facts.identity.town"}),
    ("operator.corrected", {"identity": {"city": 1}}, {"facts.identity.city"}),
    ("operator.corrected", {"identity": {"city": "x" * 201}}, {"facts.identity.city"}),
    ("operator.corrected", {"remove_numbers": []}, {"facts.remove_numbers"}),
    ("operator.corrected", {"override_reason": ""}, {"facts.override_reason"}),
    ("operator.corrected", {"bill_identity": {}}, {"facts.bill_identity"}),
    ("operator.corrected", {"bill_identity": {"town": "x"}}, {"facts.bill_identity.town"}),
    ("operator.corrected", {"bill_identity": {"city": None}}, {"facts.bill_identity.city"}),
    ("operator.corrected", {"bill_identity": {"city": "x" * 201}}, {"facts.bill_identity.city"}),
    ("operator.corrected", {"expected": {"city": "x"}}, {"facts.expected"}),
    ("support.gave_account_details", {}, {"facts.gives"}),
    ("support.gave_account_details", {"gives": []}, {"facts.gives"}),
    ("support.gave_account_details", {"gives": ["pin", "pin"]}, {"facts.gives"}),
    ("support.gave_account_details", {"gives": ["upload_link"]}, {"facts.gives"}),
    ("support.gave_account_details", {"gives": "pin"}, {"facts.gives"}),
    ("support.gave_account_details", {"gives": ["pin"], "pin": "1234"}, {"facts.pin"}),
    ("support.gave_go_ahead", {"gives": []}, {"facts.gives"}),
    ("support.named_identity", {}, {"facts"}),
    ("support.named_identity", {"note": "they named nothing"}, {"facts"}),
    ("support.named_identity", {"pon": "PON-1"}, {"facts"}),
    ("support.named_identity", {"source": "the bill"}, {"facts.source"}),
    ("support.named_identity", {"source": ["account_contact"]}, {"facts.source"}),
    ("support.named_identity", {"source": None}, {"facts.source"}),
    ("support.named_identity", {"expected": {}}, {"facts.expected"}),
    ("support.named_identity", {"expected": "Example Corp."}, {"facts.expected"}),
    ("support.named_identity", {"expected": {"town": "x"}}, {"facts.expected.town"}),
    ("support.named_identity", {"expected": {"city": 1}}, {"facts.expected.city"}),
    ("support.named_identity", {"expected": {"city": "x" * 201}}, {"facts.expected.city"}),
    (
        "operator.decided",
        {"communication": "c-1", "means": "support.named_identity"},
        {"facts"},
    ),
    (
        "operator.decided",
        {"communication": "c-1", "means": "support.named_identity", "source": "?"},
        {"facts.source"},
    ),
    ("operator.answered", {"text": "x" * 8001}, {"facts.text"}),
    ("operator.registered_case", {"display_id": 1234567890}, {"facts.display_id"}),
    ("operator.uploaded_loa", {"document": "loa.pdf"}, {"facts.signed_on"}),
    ("operator.uploaded_loa", {"document": "l", "signed_on": "20 Nov"}, {"facts.signed_on"}),
    ("operator.uploaded_loa", {"document": "l", "signed_on": "20261120"}, {"facts.signed_on"}),
    (
        "operator.uploaded_loa",
        {"document": "l", "signed_on": "2026-11-20T10:00:00Z"},
        {"facts.signed_on"},
    ),
    ("operator.uploaded_loa", {"document": "l", "signed_on": "2026-W47-5"}, {"facts.signed_on"}),
    ("operator.cancelled", {}, {"facts.reason"}),
    ("operator.cancelled", {"reason": "x", "confirm": "true"}, {"facts.confirm"}),
    ("operator.decided", {}, {"facts.communication", "facts.means"}),
    ("operator.decided", {"communication": "c-1"}, {"facts.means"}),
    ("operator.decided", {"communication": "c-1", "means": "carrier.completed"}, {"facts.means"}),
    ("operator.decided", {"communication": "c-1", "means": "operator.decided"}, {"facts.means"}),
    ("operator.decided", {"communication": "c" * 201, "means": "nothing"}, {"facts.communication"}),
    ("operator.decided", {"communication": "c-1", "means": "support.asked"}, {"facts.question"}),
    (
        "operator.decided",
        {"communication": "c-1", "means": "support.refused", "code": "?"},
        {"facts.code"},
    ),
    ("operator.decided", {"communication": "c-1", "means": ["nothing"]}, {"facts.means"}),
]


@pytest.mark.parametrize(("type_", "facts"), GOOD)
def test_good_facts_are_taken_as_they_are(type_: str, facts: dict[str, Any]) -> None:
    assert checked_facts(SignalType(type_), facts) == facts


@pytest.mark.parametrize(("type_", "facts", "fields"), BAD)
def test_bad_facts_are_refused_field_by_field_with_a_mend(
    type_: str, facts: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        checked_facts(SignalType(type_), facts)

    assert {problem.field for problem in refused.value.problems} == fields
    assert all(problem.detail and problem.mend for problem in refused.value.problems)


def test_there_are_enough_ways_to_be_wrong() -> None:
    assert len(BAD) >= 30


def test_a_problem_never_repeats_what_was_given() -> None:
    secret = "PIN 4711"

    with pytest.raises(BadInput) as refused:
        checked_facts(T.SUPPORT_REFUSED, {"code": secret})

    assert secret not in str(refused.value)


def test_every_type_that_operators_may_send_has_its_facts_described() -> None:
    for type_ in FROM_OPERATOR - {T.OPERATOR_DECIDED}:
        with suppress(BadInput):
            assert checked_facts(type_, {}) == {}


def test_a_decision_counts_as_what_it_means() -> None:
    decided = a_signal("operator.decided", communication="c-1", means="support.asked", question="?")
    said = a_signal("carrier.submitted", pon="PON-1")

    assert meaning_of(decided) == ("support.asked", {"question": "?"})
    assert meaning_of(said) == ("carrier.submitted", {"pon": "PON-1"})
    assert "support.resolved_case" not in MEANINGS


def test_every_refusal_says_who_mends_what() -> None:
    for code, known in REFUSALS.items():
        assert known.code == code == code.upper()
        assert known.who
        assert known.mend
        field = known.field.removeprefix("identity.")
        assert not known.field.startswith("identity.") or field in IDENTITY_FIELDS


def test_a_code_that_nobody_has_listed_is_other() -> None:
    assert refusal("pin_invalid").code == "PIN_INVALID"
    assert refusal("CARRIER_SPECIFIC_42").code == "OTHER"
