"""What is said of a fact that is not in its form, word for word: who sent it mends it by that."""

from typing import Any

import pytest

from port_out.domain.errors import BadInput, Problem
from port_out.domain.fact_forms import wrong_in
from port_out.domain.fact_types import (
    DATE,
    DECISIONS,
    FLAG,
    GIVES,
    IDENTITY,
    NUMBERS,
    RESP_ORG,
    SOURCE,
    TEXT,
)
from port_out.domain.facts import checked_facts
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import FROM_CARRIER, SignalType

FIELDS = (
    "company_name, authorized_person, title, address_line_1, address_line_2, address_line_3, city, "
    "state_or_region, postal_code, country_code, account_number, billing_telephone_number"
)
MUST = "is not what it must be"


def said(kind: str, value: Any, longest: int = 9) -> list[tuple[str, str, str]]:
    """The problems of the value, each as its field, what is wrong, and how to mend it."""
    found = wrong_in("facts.x", kind, value, longest)
    assert all(isinstance(one, Problem) for one in found)
    return [(one.field, one.detail, one.mend) for one in found]


@pytest.mark.parametrize(
    ("kind", "value", "mend"),
    [
        (FLAG, "yes", "use true or false"),
        (NUMBERS, "+12065550100", "give a list of numbers in E.164 form"),
        (GIVES, ["pin", "pin"], "list once each what is given: account_number or pin"),
        (SOURCE, "the bill", "use invoice_profile or account_contact"),
        (RESP_ORG, "abcde", "give five capital letters and digits"),
        (DATE, "15 Dec", "write 2026-12-15"),
        (DATE, "20261215", "write 2026-12-15"),
    ],
)
def test_each_kind_says_its_form(kind: str, value: Any, mend: str) -> None:
    assert said(kind, value) == [("facts.x", MUST, mend)]


@pytest.mark.parametrize("kind", [TEXT, RESP_ORG, DATE])
@pytest.mark.parametrize("value", ["", " ", 7, "1234567890"])
def test_what_is_no_text_or_too_long_a_one_says_how_long_it_may_be(kind: str, value: Any) -> None:
    assert said(kind, value) == [("facts.x", "is not a text", "give 1 to 9 characters")]


def test_a_text_may_be_as_long_as_it_may_and_a_day_is_in_this_century() -> None:
    assert said(TEXT, "123456789") == []
    assert [said(DATE, f"{year}-01-01", 10) for year in (2000, 2099)] == [[], []]
    assert all(said(DATE, f"{year}-01-01", 10) for year in (1999, 2100))


def test_an_identity_says_of_each_field_what_is_wrong_with_it() -> None:
    given = {"town": "x", "city": 7, "title": "x" * 201, "company_name": "x" * 200}

    assert said(IDENTITY, given) == [
        ("facts.x.town", "is no field of the identity", f"use {FIELDS}"),
        ("facts.x.city", "is not a text", "give up to 200 characters"),
        ("facts.x.title", "is not a text", "give up to 200 characters"),
    ]
    nothing = [("facts.x", "is not an identity", "give the fields that change")]
    assert said(IDENTITY, {}) == said(IDENTITY, "Example") == nothing


@pytest.mark.parametrize(
    ("type_", "facts", "field", "mend"),
    [
        (
            "support.named_identity",
            {"note": "x"},
            "facts",
            "give source or expected",
        ),
        (
            "support.sent_upload_link",
            {"note": "see https://x"},
            "facts.note",
            "leave the link on the case and say only when it expires",
        ),
        (
            "support.refused",
            {"code": "NO"},
            "facts.code",
            f"use one of {', '.join(REFUSALS)}; OTHER with a reason for anything else",
        ),
        (
            "support.refused",
            {"code": "OTHER"},
            "facts.reason",
            "OTHER needs the reason in words",
        ),
        (
            "operator.decided",
            {"communication": "c-1", "means": "?"},
            "facts.means",
            f"use one of {', '.join(sorted(DECISIONS - FROM_CARRIER))}",
        ),
    ],
)
def test_facts_that_do_not_go_together_say_how_they_would(
    type_: str, facts: dict[str, Any], field: str, mend: str
) -> None:
    with pytest.raises(BadInput) as refused:
        checked_facts(SignalType(type_), facts)

    assert (field, mend) in [(one.field, one.mend) for one in refused.value.problems]
