"""What a port-out knows after a signal, and what it forgets."""

from typing import Any

import pytest

from port_out.domain.learning import Lesson, lesson
from port_out.domain.life_cycle import Outcome, State
from tests.builders import IDENTITY, NUMBERS
from tests.domain.samples import ALL, a_port_out, a_signal

S = State
DATE = "2026-12-15T10:00:00-08:00"
AT = "2026-11-23T12:00:00.000000+00:00"


def taught(
    state: State,
    type_: str,
    outcome: Outcome | None = None,
    known: dict[str, Any] | None = None,
    **facts: Any,
) -> Lesson:
    """What the signal teaches a port-out that knows this."""
    return lesson(a_port_out(state, facts=known or {}), a_signal(type_, **facts), outcome, ALL)


def test_a_case_is_registered_where_one_is_awaited_and_nowhere_else() -> None:
    here = taught(
        S.AWAIT_MANUAL_CASE, "operator.registered_case", Outcome.REGISTERED, display_id="123"
    )
    assert here.learned == {"display_id": "123"}


@pytest.mark.parametrize(
    ("type_", "facts", "learned"),
    [
        ("support.gave_go_ahead", {}, {"go_ahead_at": AT}),
        ("support.asked", {"question": "Which PIN?"}, {"question": "Which PIN?"}),
        ("support.approved", {}, {"approved_at": AT}),
        ("support.resolved_case", {}, {"case_resolved_at": AT}),
        (
            "support.reopened_case",
            {},
            {
                **dict.fromkeys(("case_resolved_at", "case_left_resolved_at")),
                **dict.fromkeys(("follow_up_by_hand", "follow_up_turn_at")),
                "case_reopened_at": AT,
            },
        ),
        ("support.left_case_resolved", {}, {"case_left_resolved_at": AT}),
        ("support.wrote", {"communication": "c-1"}, {"to_decide": ["c-1"]}),
        (
            "support.wrote",
            {"communication": "c-1", "said_at": AT},
            {"to_decide": ["c-1"], "to_decide_at": {"c-1": AT}},
        ),
        ("carrier.confirmed_date", {"date": DATE}, {"port_date": DATE}),
        ("carrier.changed_date", {"date": DATE}, {"port_date": DATE}),
        (
            "carrier.completed",
            {},
            {
                "completed_at": AT,
                "ported_numbers": None,
                "all_numbers": [
                    {"sequence": 5, "at": AT, "outcome": "ported", "reason": "", "signal": "s-1"}
                ],
            },
        ),
        (
            "carrier.completed",
            {"numbers": [NUMBERS[1], NUMBERS[0]]},
            {"completed_at": AT, "ported_numbers": list(NUMBERS[:2])},
        ),
        ("operator.registered_case", {"display_id": "123"}, {}),
        (
            "operator.uploaded_loa",
            {"document": "loa.pdf", "signed_on": "2026-11-20"},
            {
                "loa": {"document": "loa.pdf", "signed_on": "2026-11-20"},
                "loa_ran_out_on": None,
            },
        ),
        ("operator.cancelled", {"reason": "too late"}, {}),
    ],
)
def test_each_signal_teaches_what_it_says(
    type_: str, facts: dict[str, Any], learned: dict[str, Any]
) -> None:
    assert taught(S.AWAIT_COMPLETION, type_, **facts) == Lesson(learned)


def test_an_order_of_the_carrier_clears_the_refusal_and_is_former_no_more() -> None:
    known = {"refusal": {"code": "OTHER"}, "former_pons": ["PON-1", "PON-0"]}

    found = taught(S.AWAIT_CARRIER_SUBMISSION, "carrier.submitted", known=known, pon="PON-1")

    assert found.learned == {
        "pon": "PON-1",
        "submitted_at": AT,
        "refusal": None,
        "former_pons": ["PON-0"],
    }


@pytest.mark.parametrize(
    ("type_", "by"),
    [
        ("support.refused", "AWS Support"),
        ("carrier.refused", "the winning carrier"),
        ("carrier.cancelled", "the winning carrier"),
    ],
)
def test_a_refused_attempt_forgets_its_order_approval_date_and_loa(type_: str, by: str) -> None:
    known = {"pon": "PON-1", "approved_at": AT, "port_date": DATE, "loa": {}, "go_ahead_at": AT}
    code = {} if type_ == "carrier.cancelled" else {"code": "OTHER"}

    found = taught(
        S.AWAIT_PORT_DATE, type_, Outcome.REFUSED, known, reason="why", numbers=[NUMBERS[0]], **code
    )

    forgotten = {"pon", "submitted_at", "approved_at", "port_date", "loa"}
    assert forgotten <= {name for name, value in found.learned.items() if value is None}
    assert found.learned["former_pons"] == ["PON-1"]
    assert found.learned["refusal"] == {
        "code": code.get("code", "CARRIER_CANCELLED"),
        "reason": "why",
        "numbers": [NUMBERS[0]],
        "by": by,
    }
    assert "go_ahead_at" not in found.learned


def test_a_refusal_that_is_only_noted_forgets_nothing() -> None:
    found = taught(S.AWAIT_CORRECTION, "carrier.refused", known={"pon": "PON-1"}, code="OTHER")

    assert found == Lesson()


def test_a_decision_teaches_what_it_means_and_leaves_the_other_texts_to_decide() -> None:
    known = {"to_decide": ["c-1", "c-2"]}

    found = taught(
        S.AWAIT_SUPPORT_GO_AHEAD,
        "operator.decided",
        Outcome.GO_AHEAD,
        known,
        communication="c-1",
        means="support.gave_go_ahead",
    )

    assert found.learned == {"to_decide": ["c-2"], "go_ahead_at": AT}


def test_what_is_left_to_decide_keeps_since_when_it_waits_and_by_whom_it_is_unclear() -> None:
    known = {
        "to_decide": ["c-1", "c-2", "c-3"],
        "to_decide_at": {"c-1": "1", "c-2": "2"},
        "unclear_signature": ["c-1", "c-3"],
    }

    some = taught(
        S.AWAIT_APPROVAL, "operator.decided", None, known, communication="c-1", means="nothing"
    )
    unknown = taught(
        S.AWAIT_APPROVAL, "operator.decided", None, {}, communication="c-9", means="nothing"
    )

    assert some.learned == {
        "to_decide": ["c-2", "c-3"],
        "to_decide_at": {"c-2": "2"},
        "unclear_signature": ["c-3"],
    }
    assert unknown.learned == {"to_decide": None}


def test_small_talk_is_only_no_longer_to_be_decided() -> None:
    found = taught(
        S.AWAIT_APPROVAL,
        "operator.decided",
        known={"to_decide": ["c-1"]},
        communication="c-1",
        means="nothing",
    )

    assert found == Lesson({"to_decide": None})


def test_an_answer_goes_to_support_once_and_ends_the_question() -> None:
    found = taught(S.AWAIT_APPROVAL, "operator.answered", text="It is 1234.")

    assert found.learned == {"question": None}
    said = "Answer from the customer:\n----------\nIt is 1234.\n----------"
    assert found.messages == [("answer s-1", f"{said}\n\n[po-test answer s-1]")]


def test_a_correction_changes_the_named_fields_and_nothing_else() -> None:
    found = taught(
        S.AWAIT_CORRECTION, "operator.corrected", Outcome.CORRECTED, identity={"city": "Tacoma"}
    )

    assert found.order is not None
    assert vars(found.order.identity) == vars(IDENTITY) | {"city": "Tacoma"}
    assert found.order.number_count == len(NUMBERS)
    forgotten = dict.fromkeys(("differences", "ownership_problems", "protected", "loa"))
    assert [who["arn"] for who in found.learned["correctors"]] != []
    assert {n: v for n, v in found.learned.items() if n != "correctors"} == forgotten


def test_a_number_that_is_removed_twice_is_counted_once() -> None:
    port_out = a_port_out(S.AWAIT_CORRECTION)
    signal = a_signal("operator.corrected", remove_numbers=[NUMBERS[2], NUMBERS[2]])

    first = lesson(port_out, signal, Outcome.CORRECTED, ALL)
    again = lesson(port_out, signal, Outcome.CORRECTED, set(NUMBERS[:2]))

    assert first.order is not None
    assert again.order is not None
    assert first.order.number_count == len(NUMBERS) - 1
    assert again.order.number_count == len(NUMBERS) - 1, "it was out of the order already"


def test_an_override_names_who_answers_for_which_identity() -> None:
    found = taught(
        S.AWAIT_CORRECTION,
        "operator.corrected",
        Outcome.CORRECTED,
        override_reason="Support said so",
        identity={"city": "SEATTLE"},
    )

    override = found.learned["override"]
    assert override["reason"] == "Support said so"
    assert override["by"] == "arn:aws:iam::123456789012:user/operator"
    assert override["identity"]["city"] == "SEATTLE"


@pytest.mark.parametrize(
    ("facts", "is_forgotten"),
    [
        ({"identity": {"city": "Tacoma"}}, True),
        ({"identity": {"city": IDENTITY.city}}, False),
        ({"remove_numbers": [NUMBERS[2]]}, True),
        ({"override_reason": "Support said so"}, False),
        ({"bill_identity": {"city": "Tacoma"}}, False),
    ],
)
def test_a_signature_counts_as_long_as_what_was_signed_is_what_is_asked(
    facts: dict[str, Any], is_forgotten: bool
) -> None:
    known = {"loa": {"document": "loa.pdf", "signed_on": "2026-11-20"}}

    found = taught(S.AWAIT_CORRECTION, "operator.corrected", Outcome.CORRECTED, known, **facts)

    assert ("loa" in found.learned) is is_forgotten


def test_what_support_names_is_known_with_its_source() -> None:
    found = taught(
        S.AWAIT_APPROVAL,
        "support.named_identity",
        source="account_contact",
        expected={"company_name": "Example Holding Inc."},
    )

    assert found.learned == {
        "named": {
            "by": "AWS Support",
            "source": "account_contact",
            "fields": {"company_name": "Example Holding Inc."},
        }
    }


def test_a_decision_may_name_the_identity_too() -> None:
    found = taught(
        S.AWAIT_CARRIER_SUBMISSION,
        "operator.decided",
        Outcome.CHANGED,
        {"to_decide": ["c-1"]},
        communication="c-1",
        means="support.named_identity",
        expected={"city": "Tacoma"},
    )

    assert found.learned["to_decide"] is None
    assert found.learned["named"]["fields"] == {"city": "Tacoma"}


NAMED = {
    "by": "AWS Support",
    "source": "account_contact",
    "fields": {"company_name": "First Inc.", "city": "Tacoma"},
}


@pytest.mark.parametrize(
    ("facts", "source", "fields"),
    [
        (
            {"expected": {"company_name": "Last Inc."}},
            "account_contact",
            {"company_name": "Last Inc.", "city": "Tacoma"},
        ),
        ({"source": "invoice_profile"}, "invoice_profile", NAMED["fields"]),
    ],
)
def test_the_last_word_on_a_field_counts_and_the_others_stay(
    facts: dict[str, Any], source: str, fields: dict[str, str]
) -> None:
    found = taught(S.AWAIT_APPROVAL, "support.named_identity", known={"named": NAMED}, **facts)

    assert found.learned["named"] == {"by": "AWS Support", "source": source, "fields": fields}


def test_what_the_operator_reads_on_the_bill_keeps_the_source_that_support_named() -> None:
    found = taught(
        S.AWAIT_CORRECTION,
        "operator.corrected",
        Outcome.CORRECTED,
        {"named": NAMED},
        bill_identity={"city": "Olympia"},
    )

    assert found.learned["named"] == {
        "by": "the operator",
        "source": "account_contact",
        "fields": {"company_name": "First Inc.", "city": "Olympia"},
    }


@pytest.mark.parametrize(
    ("facts", "known", "pinned"),
    [
        ({}, {"bill_sha256": "abc"}, "abc"),
        ({}, {"bill_sha256": ""}, ""),
        ({"bill_identity": {"city": "Olympia"}}, {"bill_sha256": "abc"}, None),
        ({}, {}, None),
    ],
)
def test_an_override_counts_for_the_bill_that_was_seen_or_for_the_one_that_comes_with_it(
    facts: dict[str, Any], known: dict[str, Any], pinned: str | None
) -> None:
    found = taught(
        S.AWAIT_CORRECTION,
        "operator.corrected",
        Outcome.CORRECTED,
        known,
        override_reason="Support said so",
        **facts,
    )

    assert found.learned["override"].get("bill_sha256") == pinned
