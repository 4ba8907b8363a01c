"""The bill as a person sees it: laid out like an invoice of AWS, and marked as none."""

from __future__ import annotations

from datetime import datetime, timedelta

from local.steering.pages import Document, Line, pdf
from local.twins.invoicing import Ledger


def bill(ledger: Ledger, number: str, day: datetime) -> Document:
    """The invoice of this number and day, made out to the receiver of the invoices."""
    last = day.replace(day=1) - timedelta(days=1)
    lines: list[Line] = [
        "(a local copy for tests, not a bill)",
        "",
        (f"Account number: {ledger.account_id}", "Invoice Summary"),
        ("", f"Invoice Number: {number}"),
        ("Bill to Address:", f"Invoice Date: {day:%B %d, %Y}"),
        *_address(ledger),
        "",
        f"This invoice is for the billing period {last.replace(day=1):%B %d} - {last:%B %d, %Y}",
        "",
        ("Amazon Connect", "$128.40"),
        ("Total for this invoice", "USD 128.40"),
    ]
    return pdf(lines, "Amazon Web Services, Inc.   Invoice")


def _address(ledger: Ledger) -> list[str]:
    party = ledger.identity.invoice_profile
    place = f"{party.city}, {party.state_or_region} {party.postal_code}, {party.country_code}"
    lines = [party.company_name, party.address_line_1, party.address_line_2, party.address_line_3]
    attention = f"ATTN: {party.name}" if party.name != party.company_name else ""
    return [line for line in (attention, *lines, party.district_or_county, place) if line]
