"""Amazon Connect as botocore models it: the instance, its groups, and 1,000 numbers a page."""

from typing import Any

import pytest

from port_out.domain.errors import AccessRefused, InstanceNotFound, TemporarilyUnavailable
from port_out.domain.numbers import HeldNumber, InstanceArn
from port_out.gateways.connect import Connect
from tests.builders import ACCOUNT, INSTANCE, NOON, NUMBERS, REGION, held
from tests.gateways.stubs import a_client, planned, refuse

HERE = InstanceArn.parse(INSTANCE)
GROUP = f"arn:aws:connect:{REGION}:{ACCOUNT}:traffic-distribution-group/g-1"
CALL = {"ResponseMetadata": {"RequestId": "r-1"}}
DESCRIBED = CALL | {
    "Instance": {
        "Id": HERE.id,
        "Arn": INSTANCE,
        "InstanceAlias": "example",
        "InstanceStatus": "ACTIVE",
    }
}


def groups(*instances: str) -> dict[str, Any]:
    """Each of these instances has the group."""
    listed = [{"Id": "g-1", "Arn": GROUP, "InstanceArn": instance} for instance in instances]
    return CALL | {"TrafficDistributionGroupSummaryList": listed}


def listed(number: HeldNumber) -> dict[str, str]:
    """The number as AWS lists it."""
    found = {
        "PhoneNumber": number.number,
        "PhoneNumberId": number.id,
        "PhoneNumberArn": number.arn,
        "PhoneNumberType": number.type,
        "PhoneNumberCountryCode": number.country,
        "TargetArn": number.target_arn,
        "InstanceId": number.instance_id,
        "SourcePhoneNumberArn": number.source_arn,
    }
    return {name: value for name, value in found.items() if value}


def a_page(*numbers: HeldNumber, next_: str = "") -> dict[str, Any]:
    """A page of numbers."""
    page: dict[str, Any] = CALL | {"ListPhoneNumbersSummaryList": [listed(n) for n in numbers]}
    return page | ({"NextToken": next_} if next_ else {})


def test_the_inventory_is_what_instance_and_groups_hold_on_all_pages() -> None:
    client = a_client("connect")
    asked = {"TargetArn": INSTANCE, "MaxResults": 1000}
    moved = held(NUMBERS[2], target_arn=GROUP, instance_id="", source_arn=GROUP)

    with planned(client) as answers:
        answers.add_response("describe_instance", DESCRIBED, {"InstanceId": HERE.id})
        answers.add_response("list_phone_numbers_v2", a_page(held(NUMBERS[0]), next_="t"), asked)
        answers.add_response(
            "list_phone_numbers_v2", a_page(held(NUMBERS[1])), asked | {"NextToken": "t"}
        )
        answers.add_response(
            "list_traffic_distribution_groups",
            groups(INSTANCE),
            {"InstanceId": HERE.id, "MaxResults": 10},
        )
        answers.add_response(
            "list_phone_numbers_v2", a_page(moved), {"TargetArn": GROUP, "MaxResults": 1000}
        )
        found = Connect(now=lambda: NOON, client=client).inventory(HERE)

    assert list(found.numbers) == list(NUMBERS)
    assert found.numbers[NUMBERS[0]] == held(NUMBERS[0])
    assert found.numbers[NUMBERS[2]] == moved
    assert (found.instance.alias, found.instance.status) == ("example", "ACTIVE")
    assert found.seen_at == NOON
    assert found.request_ids == ("r-1",) * 5


def test_all_numbers_of_the_account_are_read_whoever_holds_them() -> None:
    client = a_client("connect")

    with planned(client) as answers:
        answers.add_response(
            "list_phone_numbers_v2", a_page(held(NUMBERS[0]), next_="t"), {"MaxResults": 1000}
        )
        answers.add_response(
            "list_phone_numbers_v2",
            a_page(held(NUMBERS[1])),
            {"MaxResults": 1000, "NextToken": "t"},
        )
        found = Connect(now=lambda: NOON, client=client).all_numbers()

    assert [n.number for n in found] == list(NUMBERS[:2])


@pytest.mark.parametrize("at", ["list_phone_numbers_v2", "list_traffic_distribution_groups"])
def test_a_list_of_all_numbers_that_breaks_off_is_no_list(at: str) -> None:
    client = a_client("connect")
    of_group = held(NUMBERS[1], target_arn=GROUP, instance_id="")

    with planned(client) as answers:
        is_page = at == "list_phone_numbers_v2"
        answers.add_response("list_phone_numbers_v2", a_page(of_group, next_="t" * is_page))
        refuse(answers, at, "InternalServiceException", 500)
        with pytest.raises(TemporarilyUnavailable):
            Connect(now=lambda: NOON, client=client).all_numbers()


def test_a_number_of_a_group_is_of_the_instance_that_has_the_group() -> None:
    client = a_client("connect")
    of_group = held(NUMBERS[1], target_arn=GROUP, instance_id="")
    of_nobody = held(NUMBERS[2], target_arn=GROUP + "2", instance_id="")

    with planned(client) as answers:
        answers.add_response("list_phone_numbers_v2", a_page(held(NUMBERS[0]), of_group, of_nobody))
        answers.add_response(
            "list_traffic_distribution_groups", groups(INSTANCE), {"MaxResults": 10}
        )
        found = Connect(now=lambda: NOON, client=client).all_numbers()

    assert [n.instance_id for n in found] == [HERE.id, HERE.id, ""]


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("ResourceNotFoundException", 404, InstanceNotFound),
        ("AccessDeniedException", 403, AccessRefused),
        ("ThrottlingException", 429, TemporarilyUnavailable),
        ("InternalServiceException", 500, TemporarilyUnavailable),
    ],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_every_refusal_is_translated_at_every_call(
    at: int, code: str, status: int, error: type[Exception]
) -> None:
    client = a_client("connect")
    calls: list[tuple[str, dict[str, Any]]] = [
        ("describe_instance", DESCRIBED),
        ("list_phone_numbers_v2", a_page()),
        ("list_traffic_distribution_groups", groups()),
    ]

    with planned(client) as answers:
        for operation, answer in calls[:at]:
            answers.add_response(operation, answer)
        refuse(answers, calls[at][0], code, status)
        with pytest.raises(error):
            Connect(now=lambda: NOON, client=client).inventory(HERE)


def test_the_gateway_has_no_way_to_release_a_number() -> None:
    assert not [name for name in vars(Connect) if "release" in name]
