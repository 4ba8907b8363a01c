"""Say whom the bill and the account name, and hand out the bill."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import Any

from local.steering.pages import Document, pdf
from local.steering.requests import BadRequest, Request
from local.steering.routes import Route
from local.twins.identity import Party
from local.twins.invoicing import Ledger

FIELDS = {each.name for each in fields(Party)}
PARTIES = ("invoice_profile", "account_contact")


def routes(ledger: Ledger) -> list[Route]:
    """The calls under /billing."""
    effect = (
        "fields for both, or per party under invoice_profile and account_contact; "
        '"invoicing_refuses": true as outside an organisation'
    )
    bill = "/billing/invoices/{invoice_id}.pdf"
    return [
        Route("GET", "/billing/identity", "as set", lambda _: ledger.identity.to_json()),
        Route("PUT", "/billing/identity", effect, partial(_identity, ledger)),
        Route("GET", bill, "the bill", partial(_invoice, ledger)),
    ]


def _identity(ledger: Ledger, request: Request) -> dict[str, Any]:
    identity = ledger.identity
    refuses = request.truth("invoicing_refuses", default=identity.invoicing_refuses)
    own = {name: request.fields.pop(name, {}) for name in PARTIES}
    both = request.fields
    parties = {
        name: _changed(getattr(identity, name), {**_checked("body", both), **_checked(name, value)})
        for name, value in own.items()
    }
    ledger.identity = replace(identity, invoicing_refuses=refuses, **parties)
    return ledger.identity.to_json()


def _checked(place: str, values: Any) -> dict[str, str]:
    if not isinstance(values, dict):
        raise BadRequest(place, "must be a JSON object")
    for name, value in values.items():
        if name not in FIELDS:
            raise BadRequest(name, f"is not one of {', '.join(sorted(FIELDS))}")
        if not isinstance(value, str):
            raise BadRequest(name, "must be text")
    return values


def _changed(party: Party, values: dict[str, str]) -> Party:
    return replace(party, **values)


def _invoice(ledger: Ledger, request: Request) -> Document:
    number = request.parts["invoice_id"]
    days = dict(ledger.invoices())
    if number not in days:
        raise BadRequest("invoice_id", "no such invoice", 404)
    party = ledger.identity.invoice_profile
    return pdf(
        [
            "Amazon Web Services, Inc. (a local copy for tests, not a bill)",
            f"Invoice {number}   Date {days[number]:%B %d, %Y}",
            f"Account number {ledger.account_id}",
            party.full_name,
            party.company_name,
            party.address_line_1,
            f"{party.city}, {party.state_or_region} {party.postal_code}, {party.country_code}",
            "Total USD 128.40",
        ]
    )
