"""Say whom the bill and the account name and what may be read, and hand out the bill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar

from local.steering.bill import bill
from local.steering.pages import Document
from local.steering.requests import BadRequest, Request
from local.steering.routes import Route
from local.twins.identity import STANDINGS, BillingIdentity, Contact, Party
from local.twins.invoicing import Ledger

PARTIES = ("invoice_profile", "account_contact")
CALLS = (
    "organizations:DescribeOrganization",
    "invoicing:BatchGetInvoiceProfile",
    "invoicing:ListInvoiceSummaries",
    "invoicing:GetInvoicePDF",
    "account:GetContactInformation",
    "account:GetAlternateContact",
)
MOST_INVOICES = 36
Named = TypeVar("Named", Party, Contact)


def routes(ledger: Ledger) -> list[Route]:
    """The calls under /billing."""
    effect = (
        "fields for both, or per party under invoice_profile and account_contact; "
        '"alternate_contact": {"name", "title", "email", "phone_number"} or null; '
        f'"standing": "{"|".join(STANDINGS)}"; "invoices": months with one, 0 for none yet; '
        '"invoicing_refuses": true as outside an organisation; '
        f'"refuses": calls that are denied, of {", ".join(CALLS)}'
    )
    place = "/billing/invoices/{invoice_id}.pdf"
    return [
        Route("GET", "/billing/identity", "as set", lambda _: ledger.identity.to_json()),
        Route("PUT", "/billing/identity", effect, partial(_set, ledger)),
        Route("GET", place, "the bill", partial(_invoice, ledger)),
    ]


def _set(ledger: Ledger, request: Request) -> dict[str, Any]:
    before = ledger.identity
    account: dict[str, Any] = {
        "standing": request.one_of("standing", STANDINGS, default=before.standing),
        "invoices": request.whole("invoices", default=before.invoices, most=MOST_INVOICES),
        "invoicing_refuses": request.truth("invoicing_refuses", default=before.invoicing_refuses),
        "refuses": _refuses(request, before),
        "alternate_contact": _alternate(request, before),
    }
    own = {name: request.fields.pop(name, {}) for name in PARTIES}
    both = request.fields
    parties = {
        name: _changed(_changed(getattr(before, name), "body", both), name, values)
        for name, values in own.items()
    }
    ledger.identity = replace(before, **account, **parties)
    return ledger.identity.to_json()


def _refuses(request: Request, before: BillingIdentity) -> tuple[str, ...]:
    calls = request.fields.pop("refuses", list(before.refuses))
    if not isinstance(calls, list) or not set(map(str, calls)) <= set(CALLS):
        raise BadRequest("refuses", f"must be a list of {', '.join(CALLS)}")
    return tuple(map(str, calls))


def _alternate(request: Request, before: BillingIdentity) -> Contact | None:
    name, contact = "alternate_contact", before.alternate_contact
    if name not in request.fields:
        return contact
    values = request.fields.pop(name)
    return None if values is None else _changed(contact or Contact(), name, values)


def _changed(named: Named, place: str, values: Any) -> Named:
    if not isinstance(values, Mapping):
        raise BadRequest(place, "must be a JSON object")
    known = sorted(each.name for each in fields(named))
    for name, value in values.items():
        if name not in known:
            raise BadRequest(name, f"is not one of {', '.join(known)}")
        if not isinstance(value, str):
            raise BadRequest(name, "must be text")
    return replace(named, **values)


def _invoice(ledger: Ledger, request: Request) -> Document:
    number = request.parts["invoice_id"]
    days = dict(ledger.invoices())
    if number not in days:
        raise BadRequest("invoice_id", "no such invoice", 404)
    return bill(ledger, number, days[number])
