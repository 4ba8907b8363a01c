"""Whose bill it is: what AWS's billing services showed, and which identity the LOA must match."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from port_out.domain.record import canonical

SOURCES = ("invoice_profile", "account_contact")
"""What AWS may compare with: the receiver of the invoice, or the contact of the account."""


@dataclass(frozen=True)
class Bill:
    """A customer as AWS names it, and where we read it ("invoice profile", "account contact").

    `fields` has those of the LOA's fields that the source shows, by the LOA's names. `persons`
    are the people it names: any of them may sign; empty where it names nobody.
    """

    source: str
    fields: Mapping[str, str]
    persons: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The same for the same identity, wherever it was read."""
        shown = {"fields": dict(self.fields), "persons": sorted(self.persons)}
        return hashlib.sha256(canonical(shown)).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """The bill as plain data."""
        return {"source": self.source, "fields": dict(self.fields), "persons": list(self.persons)}


class Standing(StrEnum):
    """Where an account stands: who is billed for it depends on it."""

    STANDALONE = "standalone"
    MEMBER = "member"
    MANAGEMENT = "management"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Invoice:
    """An invoice that AWS has issued, and the account that it was issued to."""

    id: str
    issued_on: date
    account: str


@dataclass(frozen=True)
class BillingReading:
    """What one round of reading showed; what could not be read is None or empty.

    `refused` names the calls that this account may not make ("invoicing:GetInvoicePDF").
    `payer` is the management account of the organization, empty without one.
    """

    account: str
    standing: Standing = Standing.UNKNOWN
    payer: str = ""
    invoice_profile: Bill | None = None
    account_contact: Bill | None = None
    billing_contact: str = ""
    invoice: Invoice | None = None
    refused: tuple[str, ...] = field(default=())


def expected_bill(reading: BillingReading, named: Mapping[str, Any]) -> Bill | None:
    """The identity that the LOA must match; None where nobody can say what the bill shows.

    `named` is what people have said: AWS Support of what it compares, or the operator of a bill
    that the program can't read; their word on a field counts before what was read. A member's own
    contact is not on the bill of its organization, so it is used only where AWS Support named it.
    """
    profile, contact = reading.invoice_profile, reading.account_contact
    chosen = {"invoice_profile": profile, "account_contact": contact}
    likely = contact if reading.standing is not Standing.MEMBER else None
    read = chosen[named["source"]] if named.get("source") else profile or likely
    said = dict(named.get("fields", {}))
    if not said:
        return read
    person = said.pop("authorized_person", None)
    word = f"the word of {named['by']}"
    if read is None:
        return Bill(word, said, (person,) if person else ())
    persons = (person,) if person else read.persons
    return Bill(f"{read.source} and {word}", dict(read.fields) | said, persons)
