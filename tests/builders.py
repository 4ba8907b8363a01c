"""A world with one port-out in it, for tests of steps, events and the state machine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from port_out.carrier_pack import CarrierPack
from port_out.conversation import Conversation
from port_out.domain.billing import Bill
from port_out.domain.evidence import Instance, Inventory
from port_out.domain.numbers import HeldNumber, Kind
from port_out.domain.order import Identity, Order
from port_out.domain.port_out import requested
from port_out.domain.second_person import TwoPersons
from port_out.domain.signals import Signal, SignalType
from port_out.one_case import OneCase
from port_out.paper import Paper
from port_out.proof import Proof
from tests.fakes import (
    FakeBilling,
    FakeConnect,
    FakeDocuments,
    FakeFence,
    FakeFiles,
    FakeFunctions,
    FakeInbox,
    FakeInventories,
    FakeLocks,
    FakeNotices,
    FakeNotifyParameters,
    FakeNumberUses,
    FakeOutbox,
    FakePace,
    FakePortLocks,
    FakePortOuts,
    FakeSecrets,
    FakeSigning,
    FakeSupport,
    FakeTokens,
    FakeTopic,
    FakeTraffic,
    FakeUndelivered,
    FakeWebhook,
    FakeWorkflow,
)

ACCOUNT = "123456789012"
REGION = "us-east-1"
INSTANCE = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/11111111-1111-1111-1111-111111111111"
NUMBERS = ("+12065550100", "+12065550101", "+12065550102")
OPERATOR = f"arn:aws:iam::{ACCOUNT}:user/operator"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ID = "po-test"

IDENTITY = Identity(
    company_name="Example Retail LLC",
    authorized_person="Ana Example",
    address_line_1="410 Terry Avenue North",
    city="Seattle",
    state_or_region="WA",
    postal_code="98109",
    country_code="US",
)
BILL = Bill(
    "invoice profile",
    {name: value for name, value in IDENTITY.as_data().items() if name != "authorized_person"},
    ("Ana Example",),
)


def an_order(**changes: Any) -> Order:
    """An order of three numbers for Example Telecom."""
    given: dict[str, Any] = {
        "instance_arn": INSTANCE,
        "country": "US",
        "kind": Kind.GEOGRAPHIC,
        "number_count": len(NUMBERS),
        "winning_carrier": "Example Telecom",
        "carrier_channel": "standard",
        "identity": IDENTITY,
    }
    return Order(**given | changes)


def held(number: str, **changes: Any) -> HeldNumber:
    """The number as Connect lists it."""
    given: dict[str, Any] = {
        "number": number,
        "id": f"id-{number[1:]}",
        "arn": f"arn:aws:connect:{REGION}:{ACCOUNT}:phone-number/id-{number[1:]}",
        "type": "DID",
        "country": "US",
        "target_arn": INSTANCE,
        "instance_id": INSTANCE.rsplit("/", 1)[-1],
    }
    return HeldNumber(**given | changes)


def an_inventory(*numbers: HeldNumber, status: str = "ACTIVE", arn: str = INSTANCE) -> Inventory:
    """An instance that holds these numbers, by default those of the order."""
    listed = numbers or tuple(held(number) for number in NUMBERS)
    instance = Instance(arn.rsplit("/", 1)[-1], arn, "example", status)
    return Inventory(instance, {n.number: n for n in listed}, NOON, ("request-1",))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        """Let time pass."""
        self.at += timedelta(**time)


@dataclass
class AWorld:
    """All fakes, wired to each other, with the port-out `po-test` requested in it."""

    order: Order = field(default_factory=an_order)
    requested_numbers: Iterable[str] = NUMBERS
    now: Clock = field(default_factory=Clock)
    two_persons: TwoPersons = field(default_factory=lambda: TwoPersons(is_on=True, above=100))

    def __post_init__(self) -> None:
        self.inbox = FakeInbox()
        self.outbox, self.notices = FakeOutbox(), FakeNotices()
        self.port_outs = FakePortOuts(inbox=self.inbox, outbox=self.outbox, notices=self.notices)
        self.locks = FakeLocks(is_over=lambda id_: self.port_outs.get(id_).is_over)
        self.port_locks, self.inventories = FakePortLocks(), FakeInventories()
        self.connect = FakeConnect(an_inventory())
        self.traffic = FakeTraffic()
        self.billing = FakeBilling(BILL)
        self.files, self.documents = FakeFiles(), FakeDocuments()
        self.paper = Paper(self.files, self.documents, self.now)
        self.uses = FakeNumberUses()
        self.signing: FakeSigning | None = None
        self.support, self.secrets = FakeSupport(), FakeSecrets()
        self.fence, self.pace, self.tokens = FakeFence(), FakePace(), FakeTokens()
        self.workflow, self.functions = FakeWorkflow(), FakeFunctions()
        self.topic, self.webhook = FakeTopic(), FakeWebhook()
        self.notify_parameters, self.undelivered = FakeNotifyParameters(), FakeUndelivered()
        self.conversation = Conversation(self.inbox, self.secrets, self.now)
        facts = {"numbers": len(tuple(self.requested_numbers))}
        port_out, line = requested(ID, self.order, at=self.now(), by=OPERATOR, facts=facts)
        self.port_outs.add(port_out, line, self.requested_numbers)

    @property
    def proof(self) -> Proof:
        """The proof with the fakes as they are now."""
        return Proof(
            connect=self.connect,
            billing=self.billing,
            signing=self.signing,
            paper=self.paper,
            account=ACCOUNT,
        )

    @property
    def one_case(self) -> OneCase:
        """The recipe with the fakes as they are now."""
        return OneCase(fence=self.fence, pace=self.pace, support=self.support, now=self.now)

    @property
    def carrier_pack(self) -> CarrierPack:
        """The pack with the fakes as they are now."""
        return CarrierPack(
            files=self.files,
            documents=self.documents,
            paper=self.paper,
            uses=self.uses,
            secrets=self.secrets,
        )

    def signal(self, type_: str, id_: str = "", by: str = OPERATOR, **facts: Any) -> Signal:
        """Store a signal for the port-out."""
        signal = Signal(id_ or f"s-{type_}", ID, SignalType(type_), by, self.now(), facts)
        self.inbox.keep(signal)
        return signal
