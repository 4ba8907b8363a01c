"""What an instance holds, and why a number of it can't be ported away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from port_out.domain.numbers import CANNOT_LEAVE, KIND_OF_TYPE, HeldNumber, InstanceArn
from port_out.domain.order import Order

GONE = "GONE"
"""Our word for the status of an instance that does not exist, or no longer."""


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


def place_problem(instance: InstanceArn, *, account: str, region: str) -> str:
    """Why this deployment can't speak for the instance; empty where it can."""
    if instance.account != account:
        return f"the instance belongs to account {instance.account}, this is {account}"
    if instance.region != region:
        return f"the instance is in {instance.region}; deploy there too, this is {region}"
    return ""


def instance_problem(instance: Instance) -> str:
    """Why no number of this instance can leave now; empty where some may."""
    if instance.status == GONE:
        return "its instance does not exist in this account and Region"
    return (
        "" if instance.status == "ACTIVE" else f"its instance is not ACTIVE but {instance.status}"
    )


def number_problems(numbers: Iterable[str], order: Order, inventory: Inventory) -> dict[str, str]:
    """One reason for each number that this instance can't port away."""
    if reason := instance_problem(inventory.instance):
        return dict.fromkeys(numbers, reason)
    found: dict[str, str] = {}
    for number in numbers:
        held = inventory.numbers.get(number)
        reason = "is not claimed to this instance or to a traffic distribution group of it"
        if held is not None:
            reason = _why_not(held, order)
        if reason:
            found[number] = reason
    return found


def by_reason(problems: Mapping[str, str]) -> dict[str, list[str]]:
    """The numbers of each reason: 5,000 reasons would not fit into a line of the record."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for number, reason in problems.items():
        grouped[reason].append(number)
    return dict(grouped)


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
