"""The whole letter, word for word: what is signed is what a porting desk and a regulator read."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.loa import clauses, customer, loa_text
from port_out.domain.numbers import Kind
from tests.printing.samples import IDENTITY, a_loa

FIRST = (
    "The billing name and address on this letter are the customer's, as its bill shows them. The "
    "letter covers each telephone number listed on this letter."
)
LAST = (
    "The person who signs is the customer of record, or is authorized to act for the customer of "
    "record."
)
AGENT = (
    "The customer designates Example Telecom to act as its agent for this change, to port these "
    "telephone numbers, and to obtain the account records that the change needs."
)
CHARGE = (
    "The customer understands that a preferred carrier selection may involve a charge to the "
    "customer for the change."
)
CHANGE = (
    "The customer has decided to change the {} of these telephone numbers from Amazon Web "
    "Services, Inc. (Amazon Connect) to Example Telecom."
)
ONLY_ONE = (
    "The customer understands that only one telecommunications carrier may be designated{} for "
    "any one telephone number."
)
SEPARATELY = (
    "Where its jurisdiction lets the customer choose them separately, it chooses Example Telecom "
    "(a) for local exchange service, (b) for intraLATA toll service, (c) for interLATA toll "
    "service, and (d) for international interexchange service."
)
ROLE = " as its interstate or interLATA preferred interexchange carrier"
RESP_ORG = "preferred carrier and the Responsible Organization (RespOrg)"
PLAIN = (CHANGE.format("preferred carrier"), AGENT, ONLY_ONE.format(""), CHARGE)
TOLL_FREE = (CHANGE.format(RESP_ORG), AGENT, ONLY_ONE.format(""), CHARGE)
ELSEWHERE = (
    "The customer has decided to move these telephone numbers from Amazon Web Services, Inc. "
    "(Amazon Connect) to Example Telecom.",
    "The customer appoints Example Telecom to act as its agent for this change, to port these "
    "telephone numbers, and to exchange with the current provider what the change needs.",
    "The customer understands that only one provider can serve a telephone number at a time, and "
    "that the current provider's service for these numbers ends when they are ported.",
    "The customer understands that the change may involve a charge to the customer.",
)
BLANK = "_" * 22
TEXT = """\
LETTER OF AUTHORIZATION - DRAFT
Draft prepared by the customer. Where the winning carrier has a form of its own, use that.
Port-out po-0123456789abcdef01234567, version 2, prepared 2026-11-23

{customer}

Current provider: Amazon Web Services, Inc. (Amazon Connect)
New provider: {carrier}

{numbers}

{clauses}

Signature: {blank}   Date signed: {blank}
Name: Ana Example
Title: {title}
"""


@pytest.mark.parametrize(
    ("changes", "middle"),
    [
        (
            {"country": "US"},
            (*PLAIN[:2], ONLY_ONE.format(ROLE), SEPARATELY, CHARGE),
        ),
        ({"country": "US", "kind": Kind.TOLL_FREE}, TOLL_FREE),
        ({"country": "CA"}, PLAIN),
        ({"country": "CA", "kind": Kind.TOLL_FREE}, TOLL_FREE),
        ({"country": "DE"}, ELSEWHERE),
    ],
)
def test_the_signature_confirms_what_counts_where_the_numbers_are(
    changes: dict[str, Any], middle: tuple[str, ...]
) -> None:
    assert clauses(a_loa(**changes)) == (FIRST, *middle, LAST)


def test_the_letter_has_who_from_whom_to_whom_which_numbers_what_and_where_to_sign() -> None:
    untitled = a_loa(identity=replace(IDENTITY, title=""), winning_carrier="")

    text = loa_text(untitled)

    assert text == TEXT.format(
        customer="\n".join(f"{label}: {value}" for label, value in customer(untitled)),
        carrier=BLANK,
        numbers="\n".join(["Telephone numbers:", *untitled.numbers]),
        clauses="\n".join(f"{n}. {words}" for n, words in enumerate(clauses(untitled), 1)),
        blank=BLANK,
        title=BLANK,
    )


def test_more_numbers_than_the_form_holds_follow_behind_the_signature() -> None:
    many = a_loa(11)

    text = loa_text(many)

    signed = TEXT.format(
        customer="\n".join(f"{label}: {value}" for label, value in customer(many)),
        carrier="Example Telecom",
        numbers="See Attached: 11 telephone numbers, first +12065550000, last +12065550010, in "
        "Attachment A of this letter and in the list numbers.csv.",
        clauses="\n".join(f"{n}. {words}" for n, words in enumerate(clauses(many), 1)),
        blank=BLANK,
        title="Head of Operations",
    )
    behind = "\n".join(["", "Attachment A: 11 telephone numbers", *many.numbers, ""])
    assert text == signed + behind
