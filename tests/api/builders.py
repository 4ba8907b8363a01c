"""Requests, numbers and port-outs to begin with."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from port_out.domain.evidence import Instance, Inventory
from port_out.domain.life_cycle import State
from port_out.domain.numbers import HeldNumber, Kind
from port_out.domain.order import Identity, Order
from port_out.domain.port_out import PortOut, requested

ACCOUNT, REGION = "123456789012", "us-east-1"
INSTANCE = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/aaaaaaaa-1111-2222-3333-444444444444"
NUMBERS = ("+12065550100", "+12065550101")
ALICE = f"arn:aws:sts::{ACCOUNT}:assumed-role/PortOutOperator/alice"
KEY = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
IDENTITY = {
    "company_name": "Example Corp.",
    "authorized_person": "Ana Carolina Silva",
    "address_line_1": "100 Main Street",
    "city": "Seattle",
    "state_or_region": "WA",
    "postal_code": "98109",
    "country_code": "US",
}
ID = "po-aaaaaaaaaaaaaaaaaaaaaaaaaa"
ORDER = Order(
    instance_arn=INSTANCE,
    country="US",
    kind=Kind.GEOGRAPHIC,
    number_count=len(NUMBERS),
    winning_carrier="Example Telecom",
    carrier_channel="standard",
    identity=Identity(**IDENTITY),
)


def a_port_out(state: State = State.CONFIRM_OWNERSHIP, **changes: Any) -> PortOut:
    """A port-out that stands in this state."""
    new, _ = requested(changes.pop("id", ID), ORDER, at=NOON, by=ALICE, facts={})
    return replace(new, state=state, waiting=state.startswith("Await"), **changes)


def held(number: str, type_: str = "DID", country: str = "US", **more: str) -> HeldNumber:
    """A number as Connect lists it."""
    arn = f"arn:aws:connect:{REGION}:{ACCOUNT}:phone-number/{number[1:]}"
    shown = {"target_arn": INSTANCE, "instance_id": INSTANCE.rpartition("/")[2]} | more
    return HeldNumber(number, number[1:], arn, type_, country, **shown)


def inventory(*numbers: HeldNumber, status: str = "ACTIVE") -> Inventory:
    """What the instance holds."""
    instance = Instance(INSTANCE.rpartition("/")[2], INSTANCE, "example", status)
    return Inventory(instance, {n.number: n for n in numbers}, NOON, ("request-1",))


def a_request(**changes: Any) -> dict[str, Any]:
    """The body of a request that is accepted."""
    return {
        "instance_arn": INSTANCE,
        "numbers": list(NUMBERS),
        "winning_carrier": {"name": "Example Telecom"},
        "identity": dict(IDENTITY),
    } | changes
