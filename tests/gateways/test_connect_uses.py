"""What uses a number, as Amazon Connect lists it: by pages, however many numbers there are."""

from typing import Any

import pytest
from botocore.stub import Stubber

from port_out.domain.errors import InstanceNotFound, TemporarilyUnavailable
from port_out.domain.evidence import Instance, Inventory
from port_out.domain.numbers import HeldNumber
from port_out.domain.uses import Use, UseKind
from port_out.gateways.connect import Connect
from tests.builders import ACCOUNT, INSTANCE, NOON, NUMBERS, REGION, held
from tests.gateways.stubs import a_client, planned, refuse

HERE = INSTANCE.rpartition("/")[2]
GROUP = f"arn:aws:connect:{REGION}:{ACCOUNT}:traffic-distribution-group/g-1"
FIRST, SECOND, OTHER = (held(number) for number in NUMBERS)
IN_GROUP = held(NUMBERS[1], target_arn=GROUP)
FLOWS = {"ContactFlowSummaryList": [{"Id": "f-1", "Name": "Sales"}, {"Id": "f-9", "Name": "No"}]}
NO_FLOWS: dict[str, Any] = {"FlowAssociationSummaryList": []}
NO_QUEUES: dict[str, Any] = {"Queues": []}


def inventory(*numbers: HeldNumber) -> Inventory:
    """These numbers on the instance."""
    instance = Instance(HERE, INSTANCE, "example", "ACTIVE")
    return Inventory(instance, {n.number: n for n in numbers}, NOON, ())


def associations(*pairs: tuple[str, str], next_: str = "") -> dict[str, Any]:
    """Resources and the flows that they lead to."""
    kind = "VOICE_PHONE_NUMBER"
    listed = [{"ResourceId": r, "FlowId": f, "ResourceType": kind} for r, f in pairs]
    return {"FlowAssociationSummaryList": listed} | ({"NextToken": next_} if next_ else {})


def a_queue(id_: str, name: str, caller_id: str = "") -> dict[str, Any]:
    """A queue as AWS lists it."""
    config = {"OutboundCallerConfig": {"OutboundCallerIdNumberId": caller_id}}
    return {"QueueId": id_, "Name": name} | (config if caller_id else {})


def read(found: Inventory, *calls: tuple[str, Any, Any]) -> list[Use] | None:
    """What is read when Connect answers these calls."""
    client = a_client("connect")
    with planned(client) as answers:
        for operation, answer, asked in calls:
            answers.add_response(operation, answer, asked)
        return Connect(now=lambda: NOON, client=client).uses(found)


def test_the_flows_of_numbers_are_found_by_arn_and_by_id_on_all_pages() -> None:
    asked = {"InstanceId": HERE, "ResourceType": "VOICE_PHONE_NUMBER", "MaxResults": 1000}
    flow = f"{INSTANCE}/contact-flow/f-1"
    uses = read(
        inventory(FIRST, SECOND),
        ("list_flow_associations", associations((SECOND.arn, flow), next_="t"), asked),
        (
            "list_flow_associations",
            associations((FIRST.id, f"{flow}:live"), (OTHER.arn, "f-9")),
            asked | {"NextToken": "t"},
        ),
        ("list_contact_flows", FLOWS, {"InstanceId": HERE, "MaxResults": 1000}),
        ("search_queues", NO_QUEUES, {"InstanceId": HERE, "MaxResults": 500}),
    )

    assert uses == [Use(UseKind.FLOW, "f-1", "Sales", (FIRST.number, SECOND.number))]


def test_the_queues_that_call_out_with_a_number_are_found_by_search() -> None:
    asked = {"InstanceId": HERE, "MaxResults": 500}
    first = a_queue("q-1", "Sales", FIRST.arn), a_queue("q-2", "Nobody's")
    second = a_queue("q-3", "Other's", OTHER.id), a_queue("q-4", "Support", SECOND.id)

    uses = read(
        inventory(FIRST, SECOND),
        ("list_flow_associations", NO_FLOWS, None),
        ("search_queues", {"Queues": list(first), "NextToken": "t"}, asked),
        ("search_queues", {"Queues": list(second)}, asked | {"NextToken": "t"}),
    )

    assert uses == [
        Use(UseKind.QUEUE, "q-1", "Sales", (FIRST.number,)),
        Use(UseKind.QUEUE, "q-4", "Support", (SECOND.number,)),
    ]


def test_a_group_uses_the_numbers_that_are_claimed_to_it() -> None:
    groups = [{"Id": "g-1", "Name": "Two Regions", "Arn": GROUP}]

    uses = read(
        inventory(FIRST, IN_GROUP),
        ("list_flow_associations", NO_FLOWS, None),
        ("search_queues", NO_QUEUES, None),
        (
            "list_traffic_distribution_groups",
            {"TrafficDistributionGroupSummaryList": groups},
            {"InstanceId": HERE, "MaxResults": 10},
        ),
    )

    kind = UseKind.TRAFFIC_DISTRIBUTION_GROUP
    assert uses == [Use(kind, "g-1", "Two Regions", (IN_GROUP.number,))]


def test_thousands_of_numbers_cost_as_many_calls_as_pages() -> None:
    many = [held(f"+1206555{n:04}") for n in range(5000)]
    pairs = [(number.arn, "f-1") for number in many]

    uses = read(
        inventory(*many),
        ("list_flow_associations", associations(*pairs), None),
        ("list_contact_flows", FLOWS, None),
        ("search_queues", {"Queues": [a_queue(n.id, "Q", n.id) for n in many]}, None),
    )

    assert uses is not None
    assert len(uses[0].numbers) == 5000
    assert len(uses) == 5001


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("list_flow_associations", associations((FIRST.arn, "f-1"))),
    ("list_contact_flows", FLOWS),
    ("search_queues", NO_QUEUES),
    ("list_traffic_distribution_groups", {"TrafficDistributionGroupSummaryList": []}),
]


def refused_at(answers: Stubber, at: int, code: str, status: int) -> None:
    """All calls before this one are answered, and it is refused."""
    for operation, answer in CALLS[:at]:
        answers.add_response(operation, answer)
    refuse(answers, CALLS[at][0], code, status)


@pytest.mark.parametrize("at", range(4))
def test_an_account_that_may_not_read_it_knows_nothing(at: int) -> None:
    client = a_client("connect")

    with planned(client) as answers:
        refused_at(answers, at, "AccessDeniedException", 403)
        found = Connect(now=lambda: NOON, client=client).uses(inventory(FIRST, IN_GROUP))

    assert found is None


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("ResourceNotFoundException", 404, InstanceNotFound),
        ("ThrottlingException", 429, TemporarilyUnavailable),
        ("InternalServiceException", 500, TemporarilyUnavailable),
    ],
)
@pytest.mark.parametrize("at", range(4))
def test_a_fault_is_not_the_same_as_no_use(
    at: int, code: str, status: int, error: type[Exception]
) -> None:
    client = a_client("connect")

    with planned(client) as answers:
        refused_at(answers, at, code, status)
        with pytest.raises(error):
            Connect(now=lambda: NOON, client=client).uses(inventory(FIRST, IN_GROUP))
