"""What of Amazon Connect uses numbers: flows, outbound caller ids and groups, read in pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from port_out.domain.evidence import Inventory
from port_out.domain.numbers import HeldNumber
from port_out.domain.uses import Use, UseKind

_GROUP = ":traffic-distribution-group/"

Users = Mapping[str, set[str]]
"""The numbers that each flow, queue or group uses, by its id."""


def uses_of(client: Any, inventory: Inventory) -> list[Use]:
    """Every use of the inventory's numbers, and of no other number."""
    instance, held = inventory.instance.id, list(inventory.numbers.values())
    numbers = {one.id: one.number for one in held}
    return [
        *_of_flows(client, instance, numbers),
        *_of_queues(client, instance, numbers),
        *_of_groups(client, instance, held),
    ]


def _of_flows(client: Any, instance: str, numbers: Mapping[str, str]) -> list[Use]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    voice = {"InstanceId": instance, "ResourceType": "VOICE_PHONE_NUMBER"}
    found = _pages(client, "list_flow_associations", 1000, **voice)
    for one in found:
        if number := numbers.get(_id(one["ResourceId"])):
            users[_id(one["FlowId"])].add(number)
    if not users:
        return []
    # SearchContactFlows would give 100 a page.
    flows = _pages(client, "list_contact_flows", 1000, InstanceId=instance)
    return _uses(UseKind.FLOW, users, {one["Id"]: one["Name"] for one in flows})


def _of_queues(client: Any, instance: str, numbers: Mapping[str, str]) -> list[Use]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for one in _pages(client, "search_queues", 500, InstanceId=instance):
        caller_id = one.get("OutboundCallerConfig", {}).get("OutboundCallerIdNumberId", "")
        if number := numbers.get(_id(caller_id)):
            users[one["QueueId"]].add(number)
            names[one["QueueId"]] = one["Name"]
    return _uses(UseKind.QUEUE, users, names)


def _of_groups(client: Any, instance: str, held: list[HeldNumber]) -> list[Use]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for number in held:
        if _GROUP in number.target_arn:
            users[_id(number.target_arn)].add(number.number)
    if not users:
        return []
    groups = _pages(client, "list_traffic_distribution_groups", 10, InstanceId=instance)
    kind = UseKind.TRAFFIC_DISTRIBUTION_GROUP
    return _uses(kind, users, {one["Id"]: one["Name"] for one in groups})


def _uses(kind: UseKind, users: Users, names: Mapping[str, str]) -> list[Use]:
    return [
        Use(kind, id_, names.get(id_, ""), tuple(sorted(numbers)))
        for id_, numbers in sorted(users.items())
    ]


def _pages(client: Any, operation: str, size: int, **what: str) -> Iterator[dict[str, Any]]:
    paginator = client.get_paginator(operation)
    pages = paginator.paginate(**what, PaginationConfig={"PageSize": size})
    return iter(pages.build_full_result().get(paginator.result_keys[0].expression, ()))


def _id(id_or_arn: str) -> str:
    """The id, where AWS may give an ARN, and a flow's alias after it."""
    return id_or_arn.rpartition("/")[2].partition(":")[0]
