"""What uses numbers: the flows that they lead to, and the queues that call out with them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from local.twins.paging import Pages
from local.twins.service import Caller, Operation

if TYPE_CHECKING:
    from local.twins.connect.estate import Estate

Parameters = dict[str, Any]


@dataclass
class Part:
    """A flow or a queue of an instance, and the numbers that it uses."""

    name: str
    instance_id: str
    numbers: set[str] = field(default_factory=set)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class Parts:
    """All flows, or all queues: `one_number` where each uses one at most, as queues do."""

    one_number: bool
    all: list[Part] = field(default_factory=list)

    def of(self, instance_id: str) -> list[Part]:
        """Those of an instance."""
        return [part for part in self.all if part.instance_id == instance_id]

    def using(self, number: str) -> list[Part]:
        """Those that use a number."""
        return [part for part in self.all if number in part.numbers]

    def use(self, number: str, instance_id: str, names: list[str]) -> None:
        """Let these use the number and no others; what does not exist is made."""
        for part in self.using(number):
            part.numbers.discard(number)
        known = {part.name: part for part in self.of(instance_id)}
        for name in names:
            if name not in known:
                known[name] = Part(name, instance_id)
                self.all.append(known[name])
            if self.one_number:
                known[name].numbers.clear()
            known[name].numbers.add(number)


def operations(estate: Estate) -> Mapping[str, Operation]:
    """Each operation on flows and queues."""
    operations = {
        "ListFlowAssociations": (_associations, "FlowAssociationSummaryList", 1000),
        "ListContactFlows": (_flows, "ContactFlowSummaryList", 100),
        "SearchQueues": (_queues, "Queues", 100),
    }
    return {
        name: partial(_page, estate, Pages("InvalidParameterException"), *what)
        for name, what in operations.items()
    }


def _page(
    estate: Estate,
    pages: Pages,
    listed: Any,
    key: str,
    size: int,
    caller: Caller,
    parameters: Parameters,
) -> Parameters:
    instance_id = estate.instance(parameters["InstanceId"]).id
    with estate.lock:
        found = listed(estate, instance_id, parameters)
    size = parameters.get("MaxResults", size)
    page, following = pages.cut(found, instance_id, parameters.get("NextToken"), size)
    return {key: page} | ({"NextToken": following} if following else {})


def _associations(estate: Estate, instance_id: str, parameters: Parameters) -> list[Parameters]:
    kind = "VOICE_PHONE_NUMBER"
    if parameters.get("ResourceType", kind) != kind:
        return []
    return [
        {
            "ResourceId": estate.arn("phone-number", estate.numbers[number].id),
            "FlowId": estate.arn("instance", f"{instance_id}/contact-flow/{flow.id}"),
            "ResourceType": kind,
        }
        for flow in estate.flows.of(instance_id)
        for number in sorted(flow.numbers & estate.numbers.keys())
    ]


def _flows(estate: Estate, instance_id: str, parameters: Parameters) -> list[Parameters]:
    return [
        {
            "Id": flow.id,
            "Arn": estate.arn("instance", f"{instance_id}/contact-flow/{flow.id}"),
            "Name": flow.name,
            "ContactFlowType": "CONTACT_FLOW",
            "ContactFlowState": "ACTIVE",
            "ContactFlowStatus": "PUBLISHED",
        }
        for flow in estate.flows.of(instance_id)
    ]


def _queues(estate: Estate, instance_id: str, parameters: Parameters) -> list[Parameters]:
    found = []
    for queue in estate.queues.of(instance_id):
        held = [estate.numbers[n].id for n in sorted(queue.numbers & estate.numbers.keys())]
        caller_id = {"OutboundCallerIdName": queue.name} | (
            {"OutboundCallerIdNumberId": held[0]} if held else {}
        )
        found.append(
            {
                "Name": queue.name,
                "QueueId": queue.id,
                "QueueArn": estate.arn("instance", f"{instance_id}/queue/{queue.id}"),
                "OutboundCallerConfig": caller_id,
                "Status": "ENABLED",
            }
        )
    return found
