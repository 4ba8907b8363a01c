"""Who the bill is made out to: the invoice profile, else the account contact."""

from typing import Any

import boto3
from botocore.config import Config

from port_out.domain.errors import AccessRefused, NoInvoiceProfile
from port_out.domain.evidence import Bill
from port_out.gateways.faults import translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 5}
)
_GLOBAL = "us-east-1"
"""Both services have one endpoint for all Regions."""
_NO_PROFILE = {
    "ResourceNotFoundException": NoInvoiceProfile,
    "ValidationException": NoInvoiceProfile,
    "AccessDeniedException": NoInvoiceProfile,
}
"""A member or standalone account may be refused by design (facts: unconfirmed)."""


class Billing:
    """Reads the identity that AWS prints on the bill of this account."""

    def __init__(self, account: str, *, invoicing: Any = None, contacts: Any = None) -> None:
        self._account = account
        self._invoicing: Any = invoicing or boto3.client("invoicing", _GLOBAL, config=_CONFIG)
        self._contacts: Any = contacts or boto3.client("account", _GLOBAL, config=_CONFIG)

    def bill(self) -> Bill:
        """The receiver that is printed on the invoice; where none can be read, the contact.

        NoInvoiceProfile when neither can be read; the reason is AWS's.
        """
        try:
            return self._invoice_receiver()
        except NoInvoiceProfile:
            return self._account_contact()

    def _invoice_receiver(self) -> Bill:
        with translated("invoicing", _NO_PROFILE):
            answer = self._invoicing.batch_get_invoice_profile(AccountIds=[self._account])
        for profile in answer.get("Profiles", ()):
            if profile.get("AccountId") == self._account and profile.get("ReceiverName"):
                return Bill("invoice profile", _receiver(profile))
        raise NoInvoiceProfile("invoicing: no profile for this account")

    def _account_contact(self) -> Bill:
        try:
            with translated("account", {"ResourceNotFoundException": NoInvoiceProfile}):
                contact = self._contacts.get_contact_information()["ContactInformation"]
        except AccessRefused as error:
            raise NoInvoiceProfile("account: the contact may not be read") from error
        return Bill("account contact", _contact(contact))


def _receiver(profile: dict[str, Any]) -> dict[str, str]:
    address = profile.get("ReceiverAddress", {})
    return {
        "company_name": address.get("CompanyName") or profile["ReceiverName"],
        "address_line_1": address.get("AddressLine1", ""),
        "address_line_2": address.get("AddressLine2", ""),
        "address_line_3": address.get("AddressLine3", ""),
        "city": address.get("City", ""),
        "state_or_region": address.get("StateOrRegion", ""),
        "postal_code": address.get("PostalCode", ""),
        "country_code": address.get("CountryCode", ""),
    }


def _contact(contact: dict[str, Any]) -> dict[str, str]:
    return {
        "company_name": contact.get("CompanyName") or contact.get("FullName", ""),
        "address_line_1": contact.get("AddressLine1", ""),
        "address_line_2": contact.get("AddressLine2", ""),
        "address_line_3": contact.get("AddressLine3", ""),
        "city": contact.get("City", ""),
        "state_or_region": contact.get("StateOrRegion", ""),
        "postal_code": contact.get("PostalCode", ""),
        "country_code": contact.get("CountryCode", ""),
    }
