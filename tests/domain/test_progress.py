"""What each signal brings to what is known: the words of a refusal, an order, a completion."""

from typing import Any

import pytest

from port_out.domain.life_cycle import Outcome, State
from port_out.domain.progress import named, progress, refused
from port_out.domain.signals import SignalType
from tests.builders import NUMBERS
from tests.domain.samples import a_port_out

S, T = State, SignalType
AT = "2026-11-23T12:00:00.000000+00:00"


def brought(
    type_: SignalType, facts: dict[str, Any], outcome: Outcome | None = None, **known: Any
) -> dict[str, Any]:
    """What the signal brings to a port-out that knows this."""
    port_out = a_port_out(S.AWAIT_COMPLETION, facts=known)
    return progress(port_out, type_, facts, AT, outcome, NUMBERS)


@pytest.mark.parametrize(
    ("facts", "carrier"), [({}, {}), ({"resp_org": "QIT02"}, {"resp_org": "QIT02"})]
)
def test_an_order_of_the_carrier_brings_its_id_where_it_says_it(
    facts: dict[str, str], carrier: dict[str, str]
) -> None:
    assert (
        brought(T.CARRIER_SUBMITTED, {"pon": "P-1"} | facts)
        == {
            "pon": "P-1",
            "submitted_at": AT,
            "refusal": None,
            "former_pons": None,
        }
        | carrier
    )


@pytest.mark.parametrize(
    ("known", "now", "is_first"),
    [
        ({}, NUMBERS[:1], True),
        ({"completed_at": "x", "ported_numbers": list(NUMBERS[:1])}, NUMBERS[:1], False),
        ({"completed_at": "x", "ported_numbers": list(NUMBERS[:1])}, NUMBERS[1:2], True),
        ({"completed_at": "x"}, NUMBERS[:1], False),
    ],
)
def test_a_completion_has_its_time_when_it_is_the_first_or_tells_of_more_numbers(
    known: dict[str, Any], now: list[str], is_first: bool
) -> None:
    found = brought(T.CARRIER_COMPLETED, {"numbers": list(now), "more_to_come": True}, **known)

    assert ("completed_at" in found) is is_first


def test_a_text_that_a_person_pasted_is_no_longer_to_be_pasted() -> None:
    paste: dict[str, Any] = {"to_paste": ["answer 1", "answer 2"]}

    assert brought(T.OPERATOR_POSTED, {"message": "answer 1"}, **paste) == {
        "to_paste": ["answer 2"]
    }


def test_a_cancel_brings_its_reason_only_where_it_cancels() -> None:
    said = {"reason": "wrong numbers"}

    assert brought(T.OPERATOR_CANCELLED, said, Outcome.CANCELLED) == {
        "cancel_reason": said["reason"]
    }
    assert brought(T.OPERATOR_CANCELLED, said) == {}


def test_a_refusal_brings_the_words_of_whoever_refused() -> None:
    port_out = a_port_out(S.AWAIT_APPROVAL, facts={"pon": "P-2", "former_pons": ["P-1"]})

    bare = refused(port_out, T.CARRIER_CANCELLED, {})
    full = refused(
        port_out,
        T.SUPPORT_REFUSED,
        {"code": "OTHER", "reason": "no", "numbers": list(NUMBERS[:1]), "carrier_code": "7B"},
    )

    assert bare["refusal"] == {
        "code": "CARRIER_CANCELLED",
        "reason": "",
        "numbers": [],
        "by": "the winning carrier",
    }
    assert full["refusal"] == {
        "code": "OTHER",
        "reason": "no",
        "numbers": list(NUMBERS[:1]),
        "by": "AWS Support",
        "carrier_code": "7B",
    }
    assert full["former_pons"] == ["P-1", "P-2"]


def test_who_names_no_source_leaves_the_one_that_was_named() -> None:
    known = {"named": {"source": "invoice_profile", "fields": {"city": "Tacoma"}}}

    assert named({}, "AWS Support", {}, {}) == {"by": "AWS Support", "source": "", "fields": {}}
    assert named(known, "the operator", {"title": "Dr"}, {}) == {
        "by": "the operator",
        "source": "invoice_profile",
        "fields": {"city": "Tacoma", "title": "Dr"},
    }
