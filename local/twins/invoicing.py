"""The invoicing service: to whom bills are made out, the bills, and their PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from local.twins.errors import Refused
from local.twins.identity import BillingIdentity
from local.twins.paging import Pages
from local.twins.service import Caller, Operation

Parameters = dict[str, Any]
OUTSIDE = (
    "The accounts must be linked accounts under the requester management account organization."
)


class Ledger:
    """What the billing services know of the account."""

    def __init__(self, account_id: str, url: str) -> None:
        self.account_id, self._url = account_id, url
        self.identity = BillingIdentity()

    def guard(self, service: str, operations: Mapping[str, Operation]) -> Mapping[str, Operation]:
        """The same operations, each denied while the identity says so."""
        return {
            name: partial(self._answer, f"{service}:{name}", operation)
            for name, operation in operations.items()
        }

    def _answer(
        self, call: str, operation: Operation, caller: Caller, parameters: Parameters
    ) -> Parameters:
        if call in self.identity.refuses:
            words = f"User: {caller.arn} is not authorized to perform: {call}"
            raise Refused("AccessDeniedException", words)
        return operation(caller, parameters)

    def invoices(self) -> list[tuple[str, datetime]]:
        """The ids and days of the last invoices, latest first; none is of a day to come."""
        now = datetime.now(UTC)
        day = now.replace(day=3, hour=0, minute=0, second=0, microsecond=0)
        days: list[datetime] = []
        while len(days) < self.identity.invoices:
            if day <= now:
                days.append(day)
            day = (day.replace(day=1) - timedelta(days=1)).replace(day=3)
        return [(f"USINV{day:%y%m}0{self.account_id[-4:]}", day) for day in days]

    def document_url(self, invoice_id: str) -> str:
        """Where the PDF of an invoice is fetched."""
        return f"{self._url}/billing/invoices/{invoice_id}.pdf"


def operations(ledger: Ledger) -> Mapping[str, Operation]:
    """Each operation on the ledger."""
    return ledger.guard(
        "invoicing",
        {
            "BatchGetInvoiceProfile": partial(_profiles, ledger),
            "ListInvoiceSummaries": partial(_summaries, ledger, Pages("ValidationException")),
            "GetInvoicePDF": partial(_pdf, ledger),
        },
    )


def _profiles(ledger: Ledger, caller: Caller, parameters: Parameters) -> Parameters:
    if ledger.identity.invoicing_refuses:
        raise Refused("ValidationException", OUTSIDE)
    if unknown := [each for each in parameters["AccountIds"] if each != ledger.account_id]:
        raise Refused("ValidationException", f"{OUTSIDE} Not linked: {', '.join(unknown)}")
    party = ledger.identity.invoice_profile
    address = {
        "AddressLine1": party.address_line_1,
        "AddressLine2": party.address_line_2,
        "AddressLine3": party.address_line_3,
        "DistrictOrCounty": party.district_or_county,
        "City": party.city,
        "StateOrRegion": party.state_or_region,
        "CountryCode": party.country_code,
        "CompanyName": party.company_name,
        "PostalCode": party.postal_code,
    }
    profile = {
        "AccountId": ledger.account_id,
        "ReceiverName": party.name,
        "ReceiverAddress": {name: value for name, value in address.items() if value},
        "ReceiverEmail": party.email,
        "Issuer": "AWS_INC",
    }
    return {"Profiles": [profile]}


def _summaries(ledger: Ledger, pages: Pages, caller: Caller, parameters: Parameters) -> Parameters:
    kind, value = parameters["Selector"]["ResourceType"], parameters["Selector"]["Value"]
    _check_interval(parameters.get("Filter", {}))
    invoices = ledger.invoices()
    if kind == "INVOICE_ID":
        invoices = [(number, day) for number, day in invoices if number == value]
    elif value != ledger.account_id:
        raise Refused("AccessDeniedException", f"{value} is not an account of the caller")
    found = [row for row in invoices if _in_period(row[1], parameters.get("Filter", {}))]
    token, size = parameters.get("NextToken"), parameters.get("MaxResults", 100)
    page, following = pages.cut(found, f"{kind} {value}", token, size)
    answer = {"InvoiceSummaries": [_summary(ledger, number, day) for number, day in page]}
    return answer | ({"NextToken": following} if following else {})


def _check_interval(wanted: Parameters) -> None:
    interval = wanted.get("TimeInterval")
    if interval and interval["EndDate"] - interval["StartDate"] > timedelta(days=31):
        raise Refused("ValidationException", "TimeInterval is limited to one month")


def _in_period(day: datetime, wanted: Parameters) -> bool:
    billed = day.replace(day=1) - timedelta(days=1)
    if period := wanted.get("BillingPeriod"):
        return (billed.month, billed.year) == (period["Month"], period["Year"])
    if interval := wanted.get("TimeInterval"):
        return bool(interval["StartDate"] <= day < interval["EndDate"])
    return True


def _summary(ledger: Ledger, number: str, day: datetime) -> Parameters:
    billed = day.replace(day=1) - timedelta(days=1)
    amount = {"TotalAmount": "128.40", "TotalAmountBeforeTax": "128.40", "CurrencyCode": "USD"}
    return {
        "AccountId": ledger.account_id,
        "InvoiceId": number,
        "IssuedDate": day,
        "DueDate": day,
        "Entity": {"InvoicingEntity": "Amazon Web Services, Inc.", "BillingEntity": "AWS"},
        "BillingPeriod": {"Month": billed.month, "Year": billed.year},
        "InvoiceType": "INVOICE",
        "BaseCurrencyAmount": amount,
        "PaymentCurrencyAmount": amount,
    }


def _pdf(ledger: Ledger, caller: Caller, parameters: Parameters) -> Parameters:
    number = parameters["InvoiceId"]
    if number not in {known for known, _ in ledger.invoices()}:
        raise Refused("ResourceNotFoundException", f"Invoice not found: {number}")
    return {
        "InvoicePDF": {
            "InvoiceId": number,
            "DocumentUrl": ledger.document_url(number),
            "DocumentUrlExpirationDate": datetime.now(UTC) + timedelta(minutes=10),
            "SupplementalDocuments": [],
        }
    }
