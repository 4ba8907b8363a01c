"""Proof and paper: the inventory check, the LOA against the bill, and the documents as text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out.domain.numbers import CANNOT_LEAVE, KIND_OF_TYPE, HeldNumber, InstanceArn
from port_out.domain.order import Identity, Order
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp

COMPARED = (
    "company_name",
    "address_line_1",
    "address_line_2",
    "address_line_3",
    "city",
    "state_or_region",
    "postal_code",
    "country_code",
)
"""The fields of the LOA that the bill shows too. Nothing is normalised: exact means exact."""

_CODES = {"company_name": "ENTITY_NAME_MISMATCH", "postal_code": "POSTAL_CODE_MISMATCH"}


@dataclass(frozen=True)
class Bill:
    """Who the bill is made out to, and where we read it ("invoice profile", "account contact")."""

    source: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Instance:
    """An Amazon Connect instance as DescribeInstance shows it."""

    id: str
    arn: str
    alias: str
    status: str


@dataclass(frozen=True)
class Inventory:
    """What an instance holds, traffic distribution groups included, and when that was seen."""

    instance: Instance
    numbers: Mapping[str, HeldNumber]
    seen_at: datetime
    request_ids: Sequence[str]


@dataclass(frozen=True)
class Difference:
    """A field of the LOA that is not what the bill shows, and the refusal it would cause."""

    field: str
    given: str
    billed: str
    code: str

    def as_data(self) -> dict[str, str]:
        """The difference as plain data."""
        return dict(vars(self))


def differences(identity: Identity, bill: Bill) -> list[Difference]:
    """Every compared field in which the LOA is not, character by character, what the bill shows."""
    return [
        Difference(name, given, billed, _CODES.get(name, "ADDRESS_MISMATCH"))
        for name in COMPARED
        if (given := getattr(identity, name)) != (billed := bill.fields.get(name, ""))
    ]


def place_problem(instance: InstanceArn, *, account: str, region: str) -> str:
    """Why this deployment can't speak for the instance; empty where it can."""
    if instance.account != account:
        return f"the instance belongs to account {instance.account}, this is {account}"
    if instance.region != region:
        return f"the instance is in {instance.region}; deploy there too, this is {region}"
    return ""


def number_problems(numbers: Iterable[str], order: Order, inventory: Inventory) -> dict[str, str]:
    """One reason for each number that this instance can't port away."""
    found: dict[str, str] = {}
    for number in numbers:
        held = inventory.numbers.get(number)
        reason = "is not claimed to this instance or to a traffic distribution group of it"
        if held is not None:
            reason = _why_not(held, order)
        if reason:
            found[number] = reason
    return found


def _why_not(held: HeldNumber, order: Order) -> str:
    if held.type in CANNOT_LEAVE:
        return f"can't leave this way ({held.type}): {CANNOT_LEAVE[held.type]}"
    if held.source_arn:
        return "was imported from AWS End User Messaging and leaves by that service's port-out"
    kind = KIND_OF_TYPE.get(held.type)
    if kind is None:
        return f"has a type that this procedure does not know ({held.type})"
    if kind is not order.kind or held.country != order.country:
        return f"is {held.country} {kind}; this port-out is for {order.country} {order.kind}"
    return ""


def number_list(numbers: Iterable[str], inventory: Inventory) -> str:
    """The number list as CSV (RFC 4180, UTF-8), one number a row, every cell quoted."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["PhoneNumber", "Country", "Type", "PhoneNumberId"])
    for number in numbers:
        held = inventory.numbers[number]
        writer.writerow([number, held.country, held.type, held.id])
    return out.getvalue()


def ownership_statement(
    port_out: PortOut, numbers: Iterable[str], inventory: Inventory, account: str
) -> dict[str, Any]:
    """What Amazon Connect showed of instance and numbers, with the ids of the calls that did."""
    instance = inventory.instance
    return {
        "statement": "numbers claimed to an Amazon Connect instance",
        "port_out_id": port_out.id,
        "attempt": port_out.attempt,
        "account": account,
        "region": port_out.order.instance_arn.split(":")[3],
        "instance": {"arn": instance.arn, "alias": instance.alias, "status": instance.status},
        "captured_at": timestamp(inventory.seen_at),
        "aws_request_ids": list(inventory.request_ids),
        "numbers": [vars(inventory.numbers[number]) for number in numbers],
    }


def loa_text(port_out: PortOut, numbers: Sequence[str]) -> str:
    """The fields of the LOA as text, exactly as given; a draft, never a carrier's own form."""
    order, identity = port_out.order, port_out.order.identity
    given = [
        f"{name.replace('_', ' ').capitalize()}: {value}"
        for name, value in identity.as_data().items()
    ]
    lines = [
        "LETTER OF AUTHORIZATION - DRAFT",
        f"Port-out {port_out.id}, version {port_out.attempt}",
        "",
        f"The customer named below asks {order.winning_carrier} to act as its agent and to port",
        "the numbers listed below away from Amazon Web Services (Amazon Connect).",
        "",
        *given,
        "",
        f"Numbers ({len(numbers)}):",
        *numbers,
        "",
        "Signature: ______________________   Date: ______________",
        "",
    ]
    return "\n".join(lines)
