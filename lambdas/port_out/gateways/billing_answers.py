"""What the answers of AWS's billing services mean in the domain's words; nothing is normalised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from port_out.domain.billing import Bill, Invoice, Standing

MONTHS = 3
_ADDRESS = {
    "address_line_1": "AddressLine1",
    "address_line_2": "AddressLine2",
    "address_line_3": "AddressLine3",
    # An LOA has no line for it: it is shown with the rest and compared with nothing.
    "district_or_county": "DistrictOrCounty",
    "city": "City",
    "state_or_region": "StateOrRegion",
    "postal_code": "PostalCode",
    "country_code": "CountryCode",
}


@dataclass(frozen=True)
class Customer:
    """One account as the services show it; what they don't show is empty."""

    account: str
    profile: Mapping[str, Any]
    contact: Mapping[str, Any]
    billing_contact: str

    def invoice_profile(self) -> Bill | None:
        """The receiver of the invoices, None without a name."""
        return self._bill("invoice profile", self._receiver(), self._profile_address())

    def account_contact(self) -> Bill | None:
        """The contact of the account, None without a name."""
        name = self.contact.get("CompanyName") or self.contact.get("FullName", "")
        return self._bill("account contact", name, self.contact)

    def _bill(self, source: str, company: str, address: Mapping[str, str]) -> Bill | None:
        if not company:
            return None
        fields = {ours: address.get(aws, "") for ours, aws in _ADDRESS.items()}
        named = {"company_name": company, **fields, "account_number": self.account}
        return Bill(source, named, tuple(self._persons()))

    def _persons(self) -> Iterator[str]:
        # AWS says of no name whether it is a person's: what names a company is not.
        company, private = self.contact.get("CompanyName"), self.contact.get("FullName")
        names = (self.profile.get("ReceiverName"), private, self.billing_contact)
        others = [n for n in dict.fromkeys(names) if n and n not in {company, self._receiver()}]
        # A customer without a company may sign beside whom the account names.
        if others and private and not company and private not in others:
            others.append(private)
        yield from others

    def _receiver(self) -> str:
        name = self._profile_address().get("CompanyName") or self.profile.get("ReceiverName", "")
        return str(name)

    def _profile_address(self) -> Mapping[str, str]:
        address: Mapping[str, str] = self.profile.get("ReceiverAddress", {})
        return address


def standing(account: str, organization: Mapping[str, Any]) -> tuple[Standing, str]:
    """Where the account stands in its organization, and who pays."""
    payer = str(organization["MasterAccountId"])
    return (Standing.MANAGEMENT if payer == account else Standing.MEMBER), payer


def latest_invoice(summaries: Iterable[Mapping[str, Any]]) -> Invoice | None:
    """The newest invoice of AWS itself; no credit note, no receipt, no marketplace seller's."""
    invoices = [
        Invoice(one["InvoiceId"], one["IssuedDate"].astimezone(UTC).date(), one["AccountId"])
        for one in summaries
        if one.keys() >= {"InvoiceId", "IssuedDate", "AccountId"}
        and one.get("InvoiceType") == "INVOICE"
        and one.get("Entity", {}).get("BillingEntity") == "AWS"
    ]
    return max(invoices, key=lambda invoice: (invoice.issued_on, invoice.id), default=None)


def months_until(today: date) -> Iterator[dict[str, datetime]]:
    """This month up to and including today, then the three before it, the latest first.

    AWS takes an interval of one month at most; its end is exclusive.
    """
    start, end = today.replace(day=1), today + timedelta(days=1)
    for _ in range(MONTHS + 1):
        yield {"StartDate": _midnight(start), "EndDate": _midnight(end)}
        start, end = (start - timedelta(days=1)).replace(day=1), start


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
