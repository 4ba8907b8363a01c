"""Whose bill it is: member, standalone, no invoice yet, no permission; each a case, no crash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from botocore.stub import Stubber

from port_out.domain.billing import Bill, BillingReading, Invoice, Standing
from port_out.domain.errors import TemporarilyUnavailable
from port_out.gateways.billing import Billing
from port_out.gateways.downloads import Downloads
from tests.builders import ACCOUNT
from tests.gateways.stubs import a_client, planned, refuse

TODAY = date(2026, 11, 23)
PAYER = "999999999999"
ADDRESS = {
    "AddressLine1": "410 Terry Avenue North",
    "AddressLine2": "Suite 5",
    "AddressLine3": "Floor 3",
    "DistrictOrCounty": "King",
    "City": "Seattle",
    "StateOrRegion": "WA",
    "PostalCode": "98109",
    "CountryCode": "US",
}
FIELDS = {
    "company_name": "Example Retail LLC",
    "address_line_1": "410 Terry Avenue North",
    "address_line_2": "Suite 5",
    "address_line_3": "Floor 3",
    "district_or_county": "King",
    "city": "Seattle",
    "state_or_region": "WA",
    "postal_code": "98109",
    "country_code": "US",
    "account_number": ACCOUNT,
}
PROFILE: dict[str, Any] = {
    "AccountId": ACCOUNT,
    "ReceiverName": "Example Retail LLC",
    "ReceiverAddress": ADDRESS,
    "ReceiverEmail": "billing@example.com",
}
CONTACT: dict[str, Any] = {
    **ADDRESS,
    "CompanyName": "Example Retail LLC",
    "FullName": "Ana Example",
    "PhoneNumber": "+12065550100",
}
BEN = {"AlternateContact": {"Name": "Ben Example", "AlternateContactType": "BILLING"}}
DENIED = ("AccessDeniedException", 403)


class NoDownloads(Downloads):
    """Answers with the URL itself."""

    def __init__(self) -> None:
        """Make no pool."""

    def pdf(self, url: str) -> bytes | None:
        return url.encode() or None


@dataclass
class Desk:
    """The gateway, and the services in the order in which it asks them."""

    billing: Billing
    organizations: Stubber
    invoicing: Stubber
    contacts: Stubber

    def plan(self, **changes: Any) -> None:
        """Everything is there, but for what is changed; a pair is a refusal."""
        nothing = {"InvoiceSummaries": []}
        operations = {
            "describe_organization": (self.organizations, member_of(ACCOUNT)),
            "batch_get_invoice_profile": (self.invoicing, {"Profiles": [PROFILE]}),
            "get_contact_information": (self.contacts, {"ContactInformation": CONTACT}),
            "get_alternate_contact": (self.contacts, BEN),
        }
        for operation, (stub, answer) in operations.items():
            add(stub, operation, changes.get(operation, answer))
        for answer in changes.get("list_invoice_summaries", [nothing] * 4):
            add(self.invoicing, "list_invoice_summaries", answer)

    def read(self, **changes: Any) -> BillingReading:
        """What is read when the services answer so."""
        self.plan(**changes)
        return self.billing.read(TODAY)


@pytest.fixture
def desk() -> Iterator[Desk]:
    names = ("organizations", "invoicing", "account")
    clients = {name: a_client(name) for name in names}
    billing = Billing(
        ACCOUNT,
        invoicing=clients["invoicing"],
        contacts=clients["account"],
        organizations=clients["organizations"],
        downloads=NoDownloads(),
    )
    with (
        planned(clients["organizations"]) as organizations,
        planned(clients["invoicing"]) as invoicing,
        planned(clients["account"]) as contacts,
    ):
        yield Desk(billing, organizations, invoicing, contacts)


def add(stub: Stubber, operation: str, answer: Any) -> None:
    """The next call of this operation gets this answer, or is refused."""
    if isinstance(answer, tuple):
        refuse(stub, operation, *answer)
    else:
        stub.add_response(operation, answer)


def member_of(payer: str) -> dict[str, Any]:
    """An organization with this management account."""
    return {"Organization": {"Id": "o-exampleorg1", "MasterAccountId": payer}}


def issued(id_: str, month: int, day: int, **changes: Any) -> dict[str, Any]:
    """An invoice as AWS lists it."""
    return {
        "AccountId": ACCOUNT,
        "InvoiceId": id_,
        "IssuedDate": datetime(2026, month, day, 23, 59, tzinfo=UTC),
        "InvoiceType": "INVOICE",
        "Entity": {"InvoicingEntity": "Amazon Web Services, Inc.", "BillingEntity": "AWS"},
    } | changes


def page(*invoices: dict[str, Any], next_: str = "") -> dict[str, Any]:
    """A page of invoices."""
    return {"InvoiceSummaries": list(invoices)} | ({"NextToken": next_} if next_ else {})


def test_everything_that_can_be_read_is_read_as_printed(desk: Desk) -> None:
    found = desk.read(list_invoice_summaries=[page(issued("USINV2", 11, 3))])

    persons = ("Ana Example", "Ben Example")
    assert found == BillingReading(
        account=ACCOUNT,
        standing=Standing.MANAGEMENT,
        payer=ACCOUNT,
        invoice_profile=Bill("invoice profile", FIELDS, persons),
        account_contact=Bill("account contact", FIELDS, persons),
        billing_contact="Ben Example",
        invoice=Invoice("USINV2", date(2026, 11, 3), ACCOUNT),
    )


@pytest.mark.parametrize(
    ("answer", "standing", "payer", "refused"),
    [
        (member_of(ACCOUNT), Standing.MANAGEMENT, ACCOUNT, ()),
        (member_of(PAYER), Standing.MEMBER, PAYER, ()),
        (("AWSOrganizationsNotInUseException", 400), Standing.STANDALONE, "", ()),
        (DENIED, Standing.UNKNOWN, "", ("organizations:DescribeOrganization",)),
    ],
)
def test_every_standing_of_an_account_is_a_known_case(
    desk: Desk, answer: Any, standing: Standing, payer: str, refused: tuple[str, ...]
) -> None:
    found = desk.read(describe_organization=answer)

    assert (found.standing, found.payer, found.refused) == (standing, payer, refused)


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"Profiles": []}, ()),
        ({"Profiles": [{"AccountId": ACCOUNT}]}, ()),
        ({"Profiles": [PROFILE | {"AccountId": PAYER}]}, ()),
        (("ValidationException", 400), ()),
        (("ResourceNotFoundException", 404), ()),
        (DENIED, ("invoicing:BatchGetInvoiceProfile",)),
    ],
)
def test_an_account_without_an_invoice_profile_still_has_a_contact(
    desk: Desk, answer: Any, refused: tuple[str, ...]
) -> None:
    found = desk.read(batch_get_invoice_profile=answer)

    assert found.invoice_profile is None
    assert found.account_contact is not None
    assert found.refused == refused


def test_a_billing_contact_that_nobody_named_is_empty(desk: Desk) -> None:
    found = desk.read(get_alternate_contact=("ResourceNotFoundException", 404))

    assert found.billing_contact == ""
    assert found.account_contact is not None
    assert found.account_contact.persons == ("Ana Example",)
    assert found.refused == ()


def test_an_account_that_may_read_nothing_gets_a_list_of_what_to_allow(desk: Desk) -> None:
    found = desk.read(
        describe_organization=DENIED,
        batch_get_invoice_profile=DENIED,
        get_contact_information=DENIED,
        get_alternate_contact=DENIED,
        list_invoice_summaries=[DENIED],
    )

    assert found == BillingReading(
        ACCOUNT,
        refused=(
            "organizations:DescribeOrganization",
            "invoicing:BatchGetInvoiceProfile",
            "account:GetContactInformation",
            "account:GetAlternateContact",
            "invoicing:ListInvoiceSummaries",
        ),
    )


@pytest.mark.parametrize(
    ("receiver", "receiver_company", "company", "full_name", "named", "persons"),
    [
        ("Shop LLC", "", "Shop LLC", "Ana", "Shop LLC", ("Ana", "Ben Example")),
        ("Cy", "Shop LLC", "Shop LLC", "Ana", "Shop LLC", ("Cy", "Ana", "Ben Example")),
        ("Ana", "Shop LLC", "Shop Inc", "Ana", "Shop LLC", ("Ana", "Ben Example")),
        ("Shop LLC", "", "Shop Inc", "Shop Inc", "Shop LLC", ("Ben Example",)),
        ("Ana", "", "", "Ana", "Ana", ("Ben Example", "Ana")),
        ("Ben Example", "", "", "Ben Example", "Ben Example", ()),
    ],
    ids=repr,
)
def test_whom_the_bill_names_may_sign_and_a_company_may_not(
    desk: Desk,
    receiver: str,
    receiver_company: str,
    company: str,
    full_name: str,
    named: str,
    persons: tuple[str, ...],
) -> None:
    address = ADDRESS | ({"CompanyName": receiver_company} if receiver_company else {})
    profile = PROFILE | {"ReceiverName": receiver, "ReceiverAddress": address}
    contact = {**ADDRESS, "FullName": full_name, "PhoneNumber": "+12065550100"}
    contact |= {"CompanyName": company} if company else {}

    found = desk.read(
        batch_get_invoice_profile={"Profiles": [profile]},
        get_contact_information={"ContactInformation": contact},
    )

    assert found.invoice_profile is not None
    assert found.invoice_profile.fields["company_name"] == named
    assert found.invoice_profile.persons == persons


def test_fields_that_aws_leaves_out_are_empty(desk: Desk) -> None:
    bare = {"AccountId": ACCOUNT, "ReceiverName": "Example Retail LLC"}

    found = desk.read(batch_get_invoice_profile={"Profiles": [bare]}).invoice_profile

    named = {"company_name": "Example Retail LLC", "account_number": ACCOUNT}
    assert found is not None
    assert found.fields == dict.fromkeys(FIELDS, "") | named


def test_the_newest_invoice_of_aws_itself_counts(desk: Desk) -> None:
    seller = {"InvoicingEntity": "Somebody", "BillingEntity": "AWS_MARKETPLACE"}
    found = desk.read(
        list_invoice_summaries=[
            page(issued("OLD", 11, 2), issued("NEW", 11, 3), next_="t"),
            page(
                issued("CREDIT", 11, 9, InvoiceType="CREDIT_MEMO"),
                issued("SELLER", 11, 9, Entity=seller),
                {"AccountId": ACCOUNT},
            ),
        ]
    )

    assert found.invoice == Invoice("NEW", date(2026, 11, 3), ACCOUNT)


def test_invoices_are_looked_for_month_by_month(desk: Desk) -> None:
    days = [(11, 1), (11, 24)], [(10, 1), (11, 1)], [(9, 1), (10, 1)], [(8, 1), (9, 1)]
    intervals = [[datetime(2026, month, day, tzinfo=UTC) for month, day in pair] for pair in days]
    desk.plan(list_invoice_summaries=[])
    for (start, end), answer in zip(
        intervals, [page(), ("ValidationException", 400), page(), page()], strict=True
    ):
        if isinstance(answer, tuple):
            refuse(desk.invoicing, "list_invoice_summaries", *answer)
            continue
        asked = {
            "Selector": {"ResourceType": "ACCOUNT_ID", "Value": ACCOUNT},
            "Filter": {"TimeInterval": {"StartDate": start, "EndDate": end}},
            "MaxResults": 100,
        }
        desk.invoicing.add_response("list_invoice_summaries", answer, asked)

    found = desk.billing.read(TODAY)

    assert (found.invoice, found.refused) == (None, ())


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize(
    ("code", "status"), [("ThrottlingException", 400), ("InternalServerException", 500)]
)
def test_a_service_that_is_down_is_no_case_of_billing(
    desk: Desk, at: int, code: str, status: int
) -> None:
    operations: list[tuple[Stubber, str, Any]] = [
        (desk.organizations, "describe_organization", member_of(ACCOUNT)),
        (desk.invoicing, "batch_get_invoice_profile", {"Profiles": [PROFILE]}),
        (desk.contacts, "get_contact_information", {"ContactInformation": CONTACT}),
        (desk.contacts, "get_alternate_contact", BEN),
        (desk.invoicing, "list_invoice_summaries", page()),
    ]
    for stub, operation, answer in operations[:at]:
        stub.add_response(operation, answer)
    refuse(operations[at][0], operations[at][1], code, status)

    with pytest.raises(TemporarilyUnavailable):
        desk.billing.read(TODAY)


def test_the_pdf_of_an_invoice_comes_from_where_aws_says(desk: Desk) -> None:
    answer = {"InvoicePDF": {"InvoiceId": "USINV2", "DocumentUrl": "https://aws.test/2"}}
    desk.invoicing.add_response("get_invoice_pdf", answer, {"InvoiceId": "USINV2"})

    assert desk.billing.invoice_pdf("USINV2") == b"https://aws.test/2"


@pytest.mark.parametrize(
    "answer", [DENIED, ("ResourceNotFoundException", 404), {"InvoicePDF": {}}, {}]
)
def test_an_invoice_that_is_refused_or_gone_is_no_crash(desk: Desk, answer: Any) -> None:
    add(desk.invoicing, "get_invoice_pdf", answer)

    assert desk.billing.invoice_pdf("USINV2") is None
