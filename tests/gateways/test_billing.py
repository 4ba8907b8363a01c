"""Who the bill is made out to: the invoice's receiver, else the account's contact."""

from contextlib import ExitStack
from typing import Any

import pytest
from botocore.stub import Stubber

from port_out.domain.errors import NoInvoiceProfile, TemporarilyUnavailable
from port_out.domain.evidence import COMPARED, Bill
from port_out.gateways.billing import Billing
from tests.builders import ACCOUNT
from tests.gateways.stubs import a_client, planned, refuse

ADDRESS = {
    "AddressLine1": "410 Terry Avenue North",
    "AddressLine2": "Suite 5",
    "AddressLine3": "Floor 3",
    "City": "Seattle",
    "StateOrRegion": "WA",
    "PostalCode": "98109",
    "CountryCode": "US",
}
PROFILE = {
    "AccountId": ACCOUNT,
    "ReceiverName": "Example Retail LLC",
    "ReceiverAddress": ADDRESS,
    "ReceiverEmail": "billing@example.com",
    "Issuer": "AWS Inc.",
    "TaxRegistrationNumber": "1",
}
CONTACT = {
    **ADDRESS,
    "CompanyName": "Example Retail LLC",
    "FullName": "Ana Example",
    "PhoneNumber": "+12065550100",
}
FIELDS = dict(zip(COMPARED, ("Example Retail LLC", *list(ADDRESS.values())), strict=True))


def bill_of(*plans: tuple[str, Any]) -> Bill:
    """The bill that is read when the services answer, or refuse, as planned."""
    with ExitStack() as stack:
        invoicing, contacts = a_client("invoicing"), a_client("account")
        stubs = {
            "batch_get_invoice_profile": stack.enter_context(planned(invoicing)),
            "get_contact_information": stack.enter_context(planned(contacts)),
        }
        for operation, answer in plans:
            _plan(stubs[operation], operation, answer)
        return Billing(ACCOUNT, invoicing=invoicing, contacts=contacts).bill()


def _plan(stub: Stubber, operation: str, answer: Any) -> None:
    if isinstance(answer, tuple):
        refuse(stub, operation, *answer)
    else:
        asked = {"AccountIds": [ACCOUNT]} if operation.startswith("batch") else {}
        stub.add_response(operation, answer, asked)


def profiles(*found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Invoicing answers with these profiles."""
    return "batch_get_invoice_profile", {"Profiles": list(found)}


def contact(without: str = "") -> tuple[str, dict[str, Any]]:
    """The account has this contact."""
    known = {name: value for name, value in CONTACT.items() if name != without}
    return "get_contact_information", {"ContactInformation": known}


def test_the_receiver_of_the_invoice_counts() -> None:
    assert bill_of(profiles(PROFILE)) == Bill("invoice profile", FIELDS)


def test_the_profile_of_this_account_counts_and_no_other() -> None:
    other = PROFILE | {"AccountId": "999999999999", "ReceiverName": "Somebody Else"}

    assert bill_of(profiles(other, PROFILE)).fields["company_name"] == "Example Retail LLC"


@pytest.mark.parametrize("found", [[], [{"AccountId": ACCOUNT}]])
def test_without_a_receiver_the_contact_of_the_account_counts(found: list[Any]) -> None:
    assert bill_of(profiles(*found), contact()) == Bill("account contact", FIELDS)


@pytest.mark.parametrize(
    "refusal",
    [
        ("ResourceNotFoundException", 404),
        ("ValidationException", 400),
        ("AccessDeniedException", 403),
    ],
)
def test_invoicing_that_may_not_be_read_leaves_the_contact(refusal: tuple[str, int]) -> None:
    found = bill_of(("batch_get_invoice_profile", refusal), contact())

    assert found.source == "account contact"


def test_a_person_without_a_company_is_billed_by_name() -> None:
    found = bill_of(profiles(), contact(without="CompanyName"))

    assert found.fields["company_name"] == "Ana Example"


def test_fields_that_aws_leaves_out_are_empty() -> None:
    found = bill_of(profiles({"AccountId": ACCOUNT, "ReceiverName": "Example Retail LLC"}))

    assert found.fields == dict.fromkeys(COMPARED, "") | {"company_name": "Example Retail LLC"}


@pytest.mark.parametrize(
    "refusal", [("AccessDeniedException", 403), ("ResourceNotFoundException", 404)]
)
def test_where_nothing_can_be_read_there_is_no_bill(refusal: tuple[str, int]) -> None:
    with pytest.raises(NoInvoiceProfile):
        bill_of(profiles(), ("get_contact_information", refusal))


@pytest.mark.parametrize("operation", ["batch_get_invoice_profile", "get_contact_information"])
def test_a_service_that_is_down_is_no_missing_bill(operation: str) -> None:
    plans = [profiles(), (operation, ("InternalServerException", 500))]

    with pytest.raises(TemporarilyUnavailable):
        bill_of(*plans[operation.startswith("batch") :])
