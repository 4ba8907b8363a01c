"""Who the bill is made out to, whom the account names as its contact, and where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

STANDINGS = ("standalone", "member", "management")


@dataclass(frozen=True)
class Party:
    """A name, an address and how to reach it; without a full name it goes by its company's."""

    company_name: str = "Example Retail LLC"
    full_name: str = ""
    address_line_1: str = "410 Terry Avenue North"
    address_line_2: str = ""
    address_line_3: str = ""
    city: str = "Seattle"
    state_or_region: str = "WA"
    district_or_county: str = ""
    postal_code: str = "98109"
    country_code: str = "US"
    phone_number: str = "+12065550100"
    email: str = "billing@example.com"

    @property
    def name(self) -> str:
        """What it is called first."""
        return self.full_name or self.company_name


@dataclass(frozen=True)
class Contact:
    """The person whom the account names for its bills."""

    name: str = "Ben Example"
    title: str = "Accounts payable"
    email: str = "billing@example.com"
    phone_number: str = "+12065550100"


@dataclass(frozen=True)
class BillingIdentity:
    """The receiver of the invoices, the account's contacts, its standing, and what is refused."""

    invoice_profile: Party = Party()
    account_contact: Party = Party(full_name="Ana Example")
    alternate_contact: Contact | None = Contact()
    standing: str = "standalone"
    # For how many months there is an invoice, the latest first.
    invoices: int = 3
    # Whether invoicing answers for an account outside an organisation is not confirmed.
    invoicing_refuses: bool = False
    # Calls that are denied, such as "invoicing:GetInvoicePDF".
    refuses: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The identity, ready for JSON."""
        return asdict(self)
