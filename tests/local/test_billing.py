"""The twins of invoicing, account, Organizations and KMS, read by the program's own gateways."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pypdf import PdfReader

from local.steering.billing import CALLS
from local.twins.organizations import PAYER
from port_out.domain.billing import BillingReading, Standing
from port_out.gateways.billing import Billing
from port_out.gateways.signing import Signing
from tests.local.reach import Reach
from tests.local.test_support import refusal

BEGINNING = {
    "invoice_profile": {"full_name": ""},
    "standing": "standalone",
    "invoices": 3,
    "invoicing_refuses": False,
    "refuses": [],
    "alternate_contact": {"name": "Ben Example"},
    "company_name": "Example Retail LLC",
    "address_line_2": "",
    "address_line_3": "",
    "district_or_county": "",
    "city": "Seattle",
}


@pytest.fixture
def billing(reach: Reach, monkeypatch: pytest.MonkeyPatch) -> Iterator[Billing]:
    monkeypatch.setenv("AWS_CA_BUNDLE", reach.facts["ca_bundle"])
    yield Billing(
        reach.facts["account_id"],
        invoicing=reach.client("invoicing"),
        contacts=reach.client("account"),
        organizations=reach.client("organizations"),
    )
    assert reach.steer("PUT", "/billing/identity", BEGINNING)[0] == 200


def read(reach: Reach, billing: Billing, **identity: object) -> BillingReading:
    """What is read today once the identity has been steered."""
    status, answer = reach.steer("PUT", "/billing/identity", identity)
    assert status == 200, answer
    return billing.read(datetime.now(UTC).date())


def test_at_the_beginning_everything_names_the_same_customer(
    reach: Reach, billing: Billing
) -> None:
    found = read(reach, billing)

    assert (found.standing, found.payer, found.refused) == (Standing.STANDALONE, "", ())
    assert found.invoice_profile is not None
    assert found.account_contact is not None
    assert found.invoice_profile.fields == found.account_contact.fields
    assert found.invoice_profile.fields["company_name"] == "Example Retail LLC"
    assert found.invoice_profile.persons == ("Ana Example", "Ben Example")
    assert found.invoice is not None
    assert found.invoice.account == reach.facts["account_id"]


@pytest.mark.parametrize("standing", ["member", "management"])
def test_the_standing_says_who_pays(reach: Reach, billing: Billing, standing: str) -> None:
    found = read(reach, billing, standing=standing)

    mine = reach.facts["account_id"]
    assert (found.standing, found.payer) == (standing, PAYER if standing == "member" else mine)


def test_both_parties_and_each_of_them_can_be_steered(reach: Reach, billing: Billing) -> None:
    found = read(reach, billing, company_name="New LLC", account_contact={"city": "Portland"})

    assert found.invoice_profile is not None
    assert found.account_contact is not None
    assert found.invoice_profile.fields["company_name"] == "New LLC"
    assert found.invoice_profile.persons == ("Ana Example", "Ben Example")
    cities = [bill.fields["city"] for bill in (found.invoice_profile, found.account_contact)]
    assert cities == ["Seattle", "Portland"]


def test_there_may_be_no_profile_no_billing_contact_and_no_invoice(
    reach: Reach, billing: Billing
) -> None:
    found = read(reach, billing, invoicing_refuses=True, alternate_contact=None, invoices=0)

    assert (found.invoice_profile, found.billing_contact, found.invoice) == (None, "", None)
    assert found.refused == ()


def test_every_call_can_be_denied(reach: Reach, billing: Billing) -> None:
    before = read(reach, billing)
    found = read(reach, billing, refuses=list(CALLS))

    assert set(found.refused) == set(CALLS) - {"invoicing:GetInvoicePDF"}
    assert found.standing is Standing.UNKNOWN
    assert before.invoice is not None
    assert billing.invoice_pdf(before.invoice.id) is None


def test_the_bill_shows_whom_it_is_made_out_to(reach: Reach, billing: Billing) -> None:
    address = {"address_line_2": "Suite 5", "address_line_3": "Floor 3"}
    found = read(reach, billing, invoice_profile=address | {"full_name": "Cy (Finance)"})
    assert found.invoice is not None

    content = billing.invoice_pdf(found.invoice.id)

    assert content is not None
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    shown = (
        f"Account number: {reach.facts['account_id']}",
        f"Invoice Number: {found.invoice.id}",
        f"Invoice Date: {found.invoice.issued_on:%B %d, %Y}",
        "ATTN: Cy (Finance)",
        "Example Retail LLC",
        "410 Terry Avenue North",
        "Suite 5",
        "Floor 3",
        "Seattle, WA 98109, US",
    )
    assert [words for words in shown if words not in text] == []
    assert billing.invoice_pdf("USINV0") is None


def test_what_aws_refuses_is_refused(reach: Reach) -> None:
    invoicing, accounts = reach.client("invoicing"), reach.client("account")
    mine, day = reach.facts["account_id"], datetime(2026, 9, 1, tzinfo=UTC)
    selector = {"ResourceType": "ACCOUNT_ID", "Value": mine}
    interval = {"TimeInterval": {"StartDate": day, "EndDate": day.replace(month=11)}}

    refusals = [
        refusal(invoicing.batch_get_invoice_profile, AccountIds=["999988887777"]),
        refusal(invoicing.list_invoice_summaries, Selector=selector, Filter=interval),
        refusal(invoicing.get_invoice_pdf, InvoiceId="USINV0"),
        refusal(accounts.get_alternate_contact, AlternateContactType="SECURITY"),
        refusal(accounts.get_contact_information, AccountId=mine),
    ]

    assert [code for code, _ in refusals] == [
        "ValidationException",
        "ValidationException",
        "ResourceNotFoundException",
        "ResourceNotFoundException",
        "AccessDeniedException",
    ]
    assert accounts.get_account_information()["AccountId"] == mine


def test_a_signature_of_the_local_kms_verifies_with_its_public_key(reach: Reach) -> None:
    kms = reach.client("kms")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
    signing = Signing(key["Arn"], client=kms)

    signature, pem = signing.sign(b"a statement"), signing.public_key()

    public = load_pem_public_key(pem.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    value = base64.b64decode(signature.value)
    public.verify(value, b"a statement", ec.ECDSA(SHA256()))
