"""Which identity the LOA must match, and what each standing of an account means."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from port_out.domain.billing import Bill, BillingReading, Invoice, Standing, expected_bill
from port_out.domain.billing_advice import findings

TODAY = date(2026, 11, 23)
PROFILE = Bill("invoice profile", {"company_name": "Receiver LLC", "city": "Seattle"}, ("Ana",))
CONTACT = Bill("account contact", {"company_name": "Contact LLC", "city": "Tacoma"}, ("Ben",))
READ = BillingReading(
    "123456789012",
    Standing.STANDALONE,
    invoice_profile=PROFILE,
    account_contact=CONTACT,
    invoice=Invoice("USINV1", date(2026, 11, 3), "123456789012"),
)


def test_the_receiver_of_the_invoice_is_expected_before_the_contact() -> None:
    assert expected_bill(READ, {}) == PROFILE
    assert expected_bill(replace(READ, invoice_profile=None), {}) == CONTACT


def test_a_member_is_not_compared_with_its_own_contact() -> None:
    member = replace(READ, standing=Standing.MEMBER, payer="999", invoice_profile=None)

    assert expected_bill(member, {}) is None


def test_what_support_says_it_compares_counts_also_for_a_member() -> None:
    member = replace(READ, standing=Standing.MEMBER, invoice_profile=None)
    named = {"by": "AWS Support", "source": "account_contact", "fields": {}}

    assert expected_bill(member, named) == CONTACT


def test_a_source_that_support_named_and_nobody_can_read_is_not_replaced_by_another() -> None:
    named = {"by": "AWS Support", "source": "invoice_profile", "fields": {}}

    assert expected_bill(replace(READ, invoice_profile=None), named) is None


def test_a_word_on_a_field_counts_before_what_was_read() -> None:
    fields = {"company_name": "Said LLC", "authorized_person": "Cyd"}
    named = {"by": "AWS Support", "source": "", "fields": fields}

    bill = expected_bill(READ, named)

    assert bill == Bill(
        "invoice profile and the word of AWS Support",
        {"company_name": "Said LLC", "city": "Seattle"},
        ("Cyd",),
    )


def test_where_nothing_can_be_read_the_word_stands_alone() -> None:
    nothing = BillingReading("123456789012")
    named: dict[str, Any] = {
        "by": "the operator",
        "source": "",
        "fields": {"company_name": "Said LLC"},
    }

    assert expected_bill(nothing, {}) is None
    assert expected_bill(nothing, named) == Bill(
        "the word of the operator", {"company_name": "Said LLC"}
    )
    named["fields"] = {"city": "Seattle", "authorized_person": "Cyd"}
    assert expected_bill(nothing, named) == Bill(
        "the word of the operator", {"city": "Seattle"}, ("Cyd",)
    )


def test_the_hash_of_a_bill_is_that_of_its_identity_and_not_of_its_source() -> None:
    assert replace(PROFILE, source="elsewhere").sha256 == PROFILE.sha256
    assert replace(PROFILE, persons=()).sha256 != PROFILE.sha256
    assert replace(PROFILE, fields={"company_name": "Other"}).sha256 != PROFILE.sha256


CASES = {
    "all is well": (READ, set()),
    "no profile": (replace(READ, invoice_profile=None), {"no_invoice_profile"}),
    "member": (replace(READ, standing=Standing.MEMBER, payer="9"), {"member"}),
    "member, not readable": (
        replace(READ, standing=Standing.MEMBER, payer="9", invoice_profile=None),
        {"bill_of_payer"},
    ),
    "nothing readable": (
        replace(READ, invoice_profile=None, account_contact=None),
        {"bill_not_readable"},
    ),
    "no invoice yet": (replace(READ, invoice=None), {"no_invoice_yet"}),
    "old invoice": (
        replace(READ, invoice=Invoice("USINV1", date(2026, 10, 23), "1")),
        {"old_invoice"},
    ),
    "no permission": (
        replace(READ, invoice=None, refused=("invoicing:ListInvoiceSummaries",)),
        {"invoice_not_readable", "no_permission"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_standing_is_a_known_case_with_its_advice(name: str) -> None:
    reading, cases = CASES[name]

    found = findings(reading, expected_bill(reading, {}), TODAY)

    assert {finding.case for finding in found} == cases
    assert all(finding.advice for finding in found)


def test_the_advice_names_the_payer_and_the_calls_that_were_refused() -> None:
    payer = replace(READ, standing=Standing.MEMBER, payer="999988887777", invoice_profile=None)
    refused = replace(READ, refused=("account:GetContactInformation",))

    assert "999988887777" in findings(payer, None, TODAY)[0].advice
    assert "account:GetContactInformation" in findings(refused, PROFILE, TODAY)[0].advice


RECORD = (
    "read name and address on that bill, then send operator.corrected with `bill_identity`, or "
    "with `override_reason` if you have compared the LOA by hand"
)
ADVICE = {
    "no profile": ["compared with account contact: see that the invoice shows the same"],
    "member": [
        "make sure that the carrier gets the bill with the LOA's name: account 9 may pay it"
    ],
    "member, not readable": [f"the bill is made out by way of account 9: {RECORD}"],
    "nothing readable": [f"nothing shows whom AWS bills: {RECORD}"],
    "no invoice yet": [
        "AWS has issued no invoice in three months: ask the carrier whether it takes the ownership "
        "statement alone, or wait for the invoice of this month"
    ],
    "old invoice": ["the latest invoice is 31 days old; some carriers take 30 days only"],
    "no permission": [
        "download the latest invoice in the Billing console and put it into the pack",
        "allow invoicing:ListInvoiceSummaries to this program, also in the organization's policies",
    ],
}


@pytest.mark.parametrize("name", ADVICE)
def test_the_advice_reads_like_this(name: str) -> None:
    reading, _ = CASES[name]

    found = findings(reading, expected_bill(reading, {}), TODAY)

    assert [finding.as_data() for finding in found] == [
        {"case": one.case, "advice": words} for one, words in zip(found, ADVICE[name], strict=True)
    ]


def test_a_payer_that_is_not_known_is_the_management_account_and_thirty_days_are_not_old() -> None:
    unknown = replace(READ, standing=Standing.MEMBER)
    thirty = replace(READ, invoice=Invoice("USINV1", date(2026, 10, 24), "1"))

    [member] = findings(unknown, PROFILE, TODAY)

    assert member.advice.endswith("with the LOA's name: the management account may pay it")
    assert findings(thirty, PROFILE, TODAY) == ()


def test_a_bill_is_told_as_source_fields_and_persons() -> None:
    assert PROFILE.as_data() == {
        "source": "invoice profile",
        "fields": {"company_name": "Receiver LLC", "city": "Seattle"},
        "persons": ["Ana"],
    }
