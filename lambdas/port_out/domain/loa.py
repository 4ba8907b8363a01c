"""The letter of authorization: what a draft says, on paper and as text.

In the United States and Canada it has the elements of 47 CFR 64.1130(e): billing name and
address and each number; the decision to change the carrier; the new carrier designated as
agent; one carrier only for a number, with a separate statement for each service that can be
chosen by itself; a possible charge. By (b) and (c) it holds nothing else, and is signed and
dated. Beyond that it has what Bandwidth and Telnyx list as required: authorized signer, account
number, BTN, current provider, the numbers that do not fit on the form, the RespOrg.
"""

from dataclasses import dataclass
from datetime import date

from port_out.domain.numbers import Kind
from port_out.domain.order import Identity

TITLE = "Letter of Authorization"
DRAFT = "Draft prepared by the customer. Where the winning carrier has a form of its own, use that."
CURRENT_PROVIDER = "Amazon Web Services, Inc. (Amazon Connect)"
BLANK = "______________________"
ON_THE_FORM = 10
"""AWS: up to ten numbers stand on the form, more in a list that the form points to."""

LABELS = {
    "company_name": "Company (billing name)",
    "authorized_person": "Authorized person",
    "title": "Title",
    "address_line_1": "Billing address",
    "address_line_2": "Address line 2",
    "address_line_3": "Address line 3",
    "city": "City",
    "state_or_region": "State or region",
    "postal_code": "Postal code",
    "country_code": "Country",
    "account_number": "Account number",
    "billing_telephone_number": "Billing telephone number (BTN)",
}
"""The fields of the identity in the order of the paper, as porting desks call them."""


@dataclass(frozen=True)
class Loa:
    """Everything that one version of the letter says."""

    port_out_id: str
    version: int
    on: date
    winning_carrier: str
    resp_org: str
    identity: Identity
    country: str
    kind: Kind
    numbers: tuple[str, ...]
    list_name: str

    @property
    def is_attached(self) -> bool:
        """True when there are more numbers than the form holds."""
        return len(self.numbers) > ON_THE_FORM

    @property
    def has_resp_org(self) -> bool:
        """True for toll-free numbers of +1, which a Responsible Organization controls."""
        of_one = any(number.startswith("+1") for number in self.numbers)
        return self.kind is Kind.TOLL_FREE and (bool(self.resp_org) or of_one)


def customer(loa: Loa) -> tuple[tuple[str, str], ...]:
    """Label and value of each field that was given, exactly as given, in the order of the paper."""
    given = loa.identity.as_data()
    return tuple((label, given[name]) for name, label in LABELS.items() if name in given)


def carriers(loa: Loa) -> tuple[tuple[str, str], ...]:
    """From whom to whom; an empty value is a line that the winning carrier fills in."""
    rows = [("Current provider", CURRENT_PROVIDER), ("New provider", loa.winning_carrier)]
    if loa.has_resp_org:
        rows.append(("Port to RespOrg", loa.resp_org))
    return tuple(rows)


def attached(loa: Loa) -> str:
    """Where the numbers stand, when they are more than the form holds."""
    return (
        f"See Attached: {len(loa.numbers)} telephone numbers, first {loa.numbers[0]}, last"
        f" {loa.numbers[-1]}, in Attachment A of this letter and in the list {loa.list_name}."
    )


def clauses(loa: Loa) -> tuple[str, ...]:
    """What the signature confirms, one statement each."""
    where = "in Attachment A" if loa.is_attached else "on this letter"
    signer = (
        "The person who signs is the customer of record, or is authorized to act for the customer"
        " of record."
    )
    middle = _american(loa) if loa.country in ("US", "CA") else _general(loa)
    return (
        "The billing name and address on this letter are the customer's, as its bill shows them."
        f" The letter covers each telephone number listed {where}.",
        *middle,
        signer,
    )


def _american(loa: Loa) -> tuple[str, ...]:
    carrier, geographic = loa.winning_carrier, loa.kind is Kind.GEOGRAPHIC
    what = "preferred carrier"
    what += "" if geographic else " and the Responsible Organization (RespOrg)"
    one = "one telecommunications carrier may be designated"
    american = geographic and loa.country == "US"
    role = " as its interstate or interLATA preferred interexchange carrier" if american else ""
    each = (
        f"Where its jurisdiction lets the customer choose them separately, it chooses {carrier}"
        " (a) for local exchange service, (b) for intraLATA toll service, (c) for interLATA toll"
        " service, and (d) for international interexchange service."
    )
    return (
        f"The customer has decided to change the {what} of these telephone numbers from"
        f" {CURRENT_PROVIDER} to {carrier}.",
        f"The customer designates {carrier} to act as its agent for this change, to port these"
        " telephone numbers, and to obtain the account records that the change needs.",
        f"The customer understands that only {one}{role} for any one telephone number.",
        *((each,) if american else ()),
        "The customer understands that a preferred carrier selection may involve a charge to the"
        " customer for the change.",
    )


def _general(loa: Loa) -> tuple[str, ...]:
    carrier = loa.winning_carrier
    return (
        f"The customer has decided to move these telephone numbers from {CURRENT_PROVIDER} to"
        f" {carrier}.",
        f"The customer appoints {carrier} to act as its agent for this change, to port these"
        " telephone numbers, and to exchange with the current provider what the change needs.",
        "The customer understands that only one provider can serve a telephone number at a time,"
        " and that the current provider's service for these numbers ends when they are ported.",
        "The customer understands that the change may involve a charge to the customer.",
    )


def reference(loa: Loa) -> str:
    """Which letter this is, for the foot of each page."""
    return f"Port-out {loa.port_out_id}, version {loa.version}, prepared {loa.on.isoformat()}"


def loa_text(loa: Loa) -> str:
    """The letter as text, for names that the printed one has no letters for."""
    lines = [f"{TITLE.upper()} - DRAFT", DRAFT, reference(loa), ""]
    lines += [f"{label}: {value}" for label, value in customer(loa)]
    lines += ["", *(f"{label}: {value or BLANK}" for label, value in carriers(loa)), ""]
    lines += [attached(loa)] if loa.is_attached else ["Telephone numbers:", *loa.numbers]
    lines += ["", *(f"{i}. {clause}" for i, clause in enumerate(clauses(loa), 1)), ""]
    lines += [f"Signature: {BLANK}   Date signed: {BLANK}"]
    lines += [f"Name: {loa.identity.authorized_person}", f"Title: {loa.identity.title or BLANK}"]
    if loa.is_attached:
        lines += ["", f"Attachment A: {len(loa.numbers)} telephone numbers", *loa.numbers]
    return "\n".join([*lines, ""])
