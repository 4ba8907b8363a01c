"""The twin of Amazon Connect, spoken to by boto3."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError

from port_out.domain.numbers import InstanceArn
from port_out.gateways.connect import Connect
from tests.local.reach import Reach
from tests.local.test_support import refusal


def instance_id(reach: Reach) -> str:
    return str(reach.facts["instance_arn"].rpartition("/")[2])


def test_an_instance_is_described_by_id_and_by_arn(reach: Reach) -> None:
    connect = reach.client("connect")
    by_id = connect.describe_instance(InstanceId=instance_id(reach))["Instance"]
    by_arn = connect.describe_instance(InstanceId=reach.facts["instance_arn"])["Instance"]
    assert by_id == by_arn
    assert (by_id["InstanceAlias"], by_id["InstanceStatus"]) == (
        "example-contact-center",
        "ACTIVE",
    )
    assert refusal(connect.describe_instance, InstanceId="none") == (
        "ResourceNotFoundException",
        404,
    )


def test_numbers_are_listed_by_target(reach: Reach) -> None:
    connect, arn = reach.client("connect"), reach.facts["instance_arn"]
    (group,) = connect.list_traffic_distribution_groups(InstanceId=instance_id(reach))[
        "TrafficDistributionGroupSummaryList"
    ]
    of_group = listed(connect, TargetArn=group["Arn"])
    of_instance = listed(connect, TargetArn=arn)
    assert sorted(of_instance + of_group) == reach.facts["numbers"]
    assert len(of_group) == 2
    assert listed(connect, InstanceId=instance_id(reach)) == of_instance
    everything = listed(connect)
    assert set(everything) > set(reach.facts["numbers"])
    toll_free = listed(connect, PhoneNumberTypes=["TOLL_FREE"], PhoneNumberCountryCodes=["US"])
    assert {number[:5] for number in toll_free} == {"+1844", "+1800"}
    assert len(listed(connect, TargetArn=arn, PhoneNumberCountryCodes=["GB"])) == 4


def listed(connect: Any, **parameters: Any) -> list[str]:
    pages = connect.get_paginator("list_phone_numbers_v2").paginate(
        **parameters, PaginationConfig={"PageSize": 3}
    )
    return [row["PhoneNumber"] for page in pages for row in page["ListPhoneNumbersSummaryList"]]


def test_connect_refuses_what_breaks_its_model(reach: Reach) -> None:
    connect = reach.client("connect")
    call = connect.list_phone_numbers_v2
    assert refusal(call, MaxResults=1001) == ("InvalidParameterException", 400)
    assert refusal(call, PhoneNumberTypes=["MOBILE"])[0] == "InvalidParameterException"
    assert refusal(call, NextToken="made up")[0] == "InvalidParameterException"
    groups = connect.list_traffic_distribution_groups
    assert refusal(groups, MaxResults=11)[0] == "InvalidRequestException"


def test_connect_allows_bursts_of_five(reach: Reach) -> None:
    connect = reach.client("connect")
    reach.steer("PUT", "/connect/limits", {"calls_per_second": 2, "burst": 5})

    def burst() -> None:
        for _ in range(12):
            connect.list_phone_numbers_v2(MaxResults=1)

    assert refusal(burst) == ("TooManyRequestsException", 429)


def test_a_number_is_described_and_released(reach: Reach) -> None:
    connect, number = reach.client("connect"), "+12065550177"
    place = f"/connect/instances/{instance_id(reach)}/numbers/{quote(number, safe='')}"
    _, held = reach.steer("PUT", place, {"type": "THIRD_PARTY_DID", "description": "imported"})
    described = connect.describe_phone_number(PhoneNumberId=held["id"])
    summary = described["ClaimedPhoneNumberSummary"]
    assert (summary["PhoneNumber"], summary["PhoneNumberType"]) == (number, "THIRD_PARTY_DID")
    arn = summary["PhoneNumberArn"]
    assert connect.describe_phone_number(PhoneNumberId=arn)["ClaimedPhoneNumberSummary"] == summary
    connect.release_phone_number(PhoneNumberId=held["id"])
    assert number not in listed(connect)
    again = refusal(connect.release_phone_number, PhoneNumberId=held["id"])
    assert again == ("ResourceNotFoundException", 404)


def test_what_an_instance_holds_can_be_steered(reach: Reach) -> None:
    arn = quote(reach.facts["instance_arn"], safe="")
    place = f"/connect/instances/{arn}/numbers"
    before = [row["number"] for row in reach.steer("GET", place)[1]["numbers"]]
    assert before == reach.facts["numbers"]
    assert reach.steer("DELETE", f"{place}/{before[0]}") == (200, {"gone": before[0]})
    assert reach.steer("DELETE", f"{place}/{before[0]}")[0] == 404
    assert reach.steer("PUT", f"{place}/{before[0]}", {})[0] == 201
    bad = reach.steer("PUT", f"{place}/nonsense", {})
    assert bad == (400, {"field": "number", "error": "'nonsense' is not a number in E.164 form"})
    status, answer = reach.steer("PUT", f"{place}/{before[0]}", {"type": "MOBILE"})
    assert (status, answer["field"]) == (400, "type")
    assert reach.steer("GET", "/connect/instances/none/numbers")[0] == 404


def test_an_operation_the_twins_lack_says_so(reach: Reach) -> None:
    with pytest.raises(ClientError, match="UnknownOperationException"):
        reach.client("connect").list_instances()


def test_iam_is_asked_about_the_very_resource(reach: Reach) -> None:
    iam, mine = reach.client("iam"), reach.facts["instance_arn"]
    flows = f"{mine}/contact-flow/*"
    statement = {"Effect": "Allow", "Action": "connect:*", "Resource": [mine, flows]}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.create_user(UserName="reader")
    iam.put_user_policy(UserName="reader", PolicyName="own", PolicyDocument=policy)
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    reader = {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}
    connect = Reach({**reach.facts, "reader": reader}).client("connect", "reader")
    assert connect.describe_instance(InstanceId=instance_id(reach))["Instance"]["Arn"] == mine
    other = reach.steer("GET", "/connect/instances")[1]["instances"][1]["id"]
    assert refusal(connect.describe_instance, InstanceId=other)[0] == "AccessDeniedException"
    assert refusal(connect.list_phone_numbers_v2)[0] == "AccessDeniedException"
    for call in (
        connect.search_queues,
        connect.list_contact_flows,
        connect.list_flow_associations,
    ):
        assert call(InstanceId=instance_id(reach))["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert refusal(call, InstanceId=other)[0] == "AccessDeniedException"


def uses(reach: Reach) -> dict[str, tuple[str, ...]]:
    """Who uses which numbers, as the program's gateway reads it."""
    connect = Connect(now=lambda: datetime.now(UTC), client=reach.client("connect"))
    found = connect.uses(connect.inventory(InstanceArn.parse(reach.facts["instance_arn"])))
    return {f"{use.kind} {use.name}": use.numbers for use in found or ()}


def test_flows_queues_and_groups_use_numbers(reach: Reach) -> None:
    found = uses(reach)

    assert found["flow Sales inbound"] == ("+12065550100", "+12065550101")
    assert found["flow Support inbound"] == ("+12065550108", "+18445550140")
    assert found["queue Sales"] == ("+12065550100",)
    assert found["queue Support"] == ("+18445550140",)
    group = "traffic_distribution_group example-contact-center-two-regions"
    assert found[group] == ("+12065550108", "+12065550109")
    assert len(found) == 5


def test_what_uses_a_number_can_be_steered(reach: Reach) -> None:
    arn, number = quote(reach.facts["instance_arn"], safe=""), "+12065550100"
    place = f"/connect/instances/{arn}/numbers/{number}/uses"
    given = {"flow": "New flow", "queues": ["Sales", "New queue"]}

    status, answer = reach.steer("PUT", place, given)

    assert (status, answer["flow"], answer["queues"]) == (200, "New flow", ["Sales", "New queue"])
    found = uses(reach)
    assert found["flow New flow"] == found["queue New queue"] == (number,)
    assert found["flow Sales inbound"] == ("+12065550101",)
    reach.steer("PUT", place, {})
    assert number not in {one for numbers in uses(reach).values() for one in numbers}
    reach.steer("PUT", place, {"flow": "Sales inbound", "queues": ["Sales"]})
    assert len(uses(reach)) == 5


def test_flows_and_queues_are_listed_by_pages(reach: Reach) -> None:
    connect, instance = reach.client("connect"), {"InstanceId": instance_id(reach)}
    one_a_page = {"PaginationConfig": {"PageSize": 1}}
    voice = {"ResourceType": "VOICE_PHONE_NUMBER"}

    pages = {
        "FlowAssociationSummaryList": connect.get_paginator("list_flow_associations").paginate(
            **instance, **voice, **one_a_page
        ),
        "ContactFlowSummaryList": connect.get_paginator("list_contact_flows").paginate(
            **instance, **one_a_page
        ),
        "Queues": connect.get_paginator("search_queues").paginate(**instance, **one_a_page),
    }

    for key, each in pages.items():
        assert {len(page[key]) for page in each} == {1}
    email = connect.list_flow_associations(**instance, ResourceType="INBOUND_EMAIL")
    assert email["FlowAssociationSummaryList"] == []
    none = refusal(connect.search_queues, InstanceId="none")
    assert none == ("ResourceNotFoundException", 404)
