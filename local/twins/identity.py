"""Who the bill is made out to, and whom the account names as its contact."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Party:
    """A name, an address and how to reach it, as AWS keeps them."""

    company_name: str = "Example Retail LLC"
    full_name: str = "Example Retail LLC"
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


@dataclass(frozen=True)
class BillingIdentity:
    """The receiver of the invoices, the account's contact, and whether invoicing answers at all."""

    invoice_profile: Party = Party()
    account_contact: Party = Party()
    # Whether invoicing answers for an account outside an organisation is not confirmed.
    invoicing_refuses: bool = False

    def to_json(self) -> dict[str, Any]:
        """The identity, ready for JSON."""
        return asdict(self)
