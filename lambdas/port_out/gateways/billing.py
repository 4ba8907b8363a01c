"""Whose bill it is: invoice profile, contacts, the latest invoice and its PDF."""

from collections.abc import Callable
from datetime import date
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from port_out import settings
from port_out.domain.billing import BillingReading, Invoice, Standing
from port_out.domain.errors import AccessRefused
from port_out.gateways.billing_answers import Customer, latest_invoice, months_until, standing
from port_out.gateways.clients import aws_client
from port_out.gateways.downloads import Downloads
from port_out.gateways.faults import error_code, translated
from port_out.gateways.partitions import billing_region

_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 5}
)
_NOTHING = frozenset(
    {"AWSOrganizationsNotInUseException", "ResourceNotFoundException", "ValidationException"}
)
"""What AWS answers for what an account does not have, or may not have where it stands."""
_INVOICES = "invoicing:ListInvoiceSummaries"
_ORGANIZATION = "organizations:DescribeOrganization"


class Billing:
    """Reads what AWS knows of the customer of this account."""

    def __init__(
        self,
        account: str,
        *,
        invoicing: Any = None,
        contacts: Any = None,
        organizations: Any = None,
        downloads: Downloads | None = None,
    ) -> None:
        self._account = account
        self._invoicing: Any = invoicing or _client("invoicing")
        self._contacts: Any = contacts or _client("account")
        self._organizations: Any = organizations or _client("organizations")
        self._downloads = downloads or Downloads()

    def read(self, today: date) -> BillingReading:
        """One round of reading; a denied call is named, and what does not exist is empty.

        TemporarilyUnavailable where a service is down or asks to slow down.
        """
        asked = _Asked()
        stands, payer = self._standing(asked)
        customer = self._customer(asked)
        return BillingReading(
            account=self._account,
            standing=stands,
            payer=payer,
            invoice_profile=customer.invoice_profile(),
            account_contact=customer.account_contact(),
            billing_contact=customer.billing_contact,
            invoice=self._invoice(asked, today),
            refused=tuple(asked.refused),
        )

    def invoice_pdf(self, invoice_id: str) -> bytes | None:
        """The invoice as AWS prints it; None where it is refused or gone."""
        ask = self._invoicing.get_invoice_pdf
        answer = _Asked()("invoicing:GetInvoicePDF", ask, InvoiceId=invoice_id)
        return self._downloads.pdf(answer.get("InvoicePDF", {}).get("DocumentUrl", ""))

    def _standing(self, asked: "_Asked") -> tuple[Standing, str]:
        answer = asked(_ORGANIZATION, self._organizations.describe_organization)
        if answer:
            return standing(self._account, answer["Organization"])
        is_unknown = _ORGANIZATION in asked.refused
        return (Standing.UNKNOWN if is_unknown else Standing.STANDALONE), ""

    def _customer(self, asked: "_Asked") -> Customer:
        accounts = [self._account]
        profiles = asked(
            "invoicing:BatchGetInvoiceProfile",
            self._invoicing.batch_get_invoice_profile,
            AccountIds=accounts,
        ).get("Profiles", ())
        contact = asked("account:GetContactInformation", self._contacts.get_contact_information)
        billing = asked(
            "account:GetAlternateContact",
            self._contacts.get_alternate_contact,
            AlternateContactType="BILLING",
        )
        return Customer(
            account=self._account,
            profile=next((p for p in profiles if p.get("AccountId") in accounts), {}),
            contact=contact.get("ContactInformation", {}),
            billing_contact=billing.get("AlternateContact", {}).get("Name", ""),
        )

    def _invoice(self, asked: "_Asked", today: date) -> Invoice | None:
        pages = self._invoicing.get_paginator("list_invoice_summaries")
        for month in months_until(today):
            found = asked(
                _INVOICES,
                lambda **what: pages.paginate(**what).build_full_result(),
                Selector={"ResourceType": "ACCOUNT_ID", "Value": self._account},
                Filter={"TimeInterval": month},
                PaginationConfig={"PageSize": 100},
            )
            if invoice := latest_invoice(found.get("InvoiceSummaries", ())):
                return invoice
            if _INVOICES in asked.refused:
                break
        return None


class _Asked:
    """The calls of one reading: what does not exist is empty; what is denied too, and noted."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, name: str, ask: Callable[..., Any], **what: Any) -> dict[str, Any]:
        try:
            with translated(name.partition(":")[0]):
                return _answer(ask, what)
        except AccessRefused:
            self.refused.append(name)
            return {}


def _answer(ask: Callable[..., Any], what: dict[str, Any]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = ask(**what)
    except ClientError as error:
        if error_code(error) not in _NOTHING:
            raise
        return {}
    return answer


def _client(service: Any) -> Any:
    return aws_client(service, _CONFIG, billing_region(settings.region()))
