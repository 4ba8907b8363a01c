"""The operations of Amazon Connect on instances, groups and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from local.twins.connect import uses
from local.twins.connect.estate import Estate, Number
from local.twins.errors import Refused
from local.twins.paging import Pages
from local.twins.service import Caller, Operation

Parameters = dict[str, Any]
CREATED = datetime(2024, 3, 5, 16, 20, tzinfo=UTC)


def operations(estate: Estate) -> Mapping[str, Operation]:
    """Each operation on the estate."""
    return {
        "DescribeInstance": partial(_describe_instance, estate),
        "ListPhoneNumbersV2": partial(_list, estate, Pages("InvalidParameterException")),
        "ListTrafficDistributionGroups": partial(_groups, estate, Pages("InvalidRequestException")),
        "DescribePhoneNumber": partial(_describe_phone_number, estate),
        "ReleasePhoneNumber": partial(_release, estate),
        **uses.operations(estate),
    }


def _describe_instance(estate: Estate, caller: Caller, parameters: Parameters) -> Parameters:
    instance = estate.instance(parameters["InstanceId"])
    role = "aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_local"
    return {
        "Instance": {
            "Id": instance.id,
            "Arn": estate.arn("instance", instance.id),
            "IdentityManagementType": "CONNECT_MANAGED",
            "InstanceAlias": instance.alias,
            "CreatedTime": CREATED,
            "ServiceRole": f"arn:aws:iam::{estate.account_id}:role/{role}",
            "InstanceStatus": instance.status,
            "InboundCallsEnabled": True,
            "OutboundCallsEnabled": True,
            "InstanceAccessUrl": f"https://{instance.alias}.my.connect.aws",
        }
    }


def _list(estate: Estate, pages: Pages, caller: Caller, parameters: Parameters) -> Parameters:
    instance_id, target = parameters.get("InstanceId"), parameters.get("TargetArn")
    if instance_id:
        target = estate.arn("instance", estate.instance(instance_id).id)
    elif target:
        _check_target(estate, target)
    with estate.lock:
        numbers = sorted(estate.numbers.values(), key=lambda number: number.number)
    found = [number for number in numbers if _wanted(estate, number, target, parameters)]
    asked = {k: v for k, v in parameters.items() if k not in ("NextToken", "MaxResults")}
    question = json.dumps(asked, sort_keys=True)
    size = parameters.get("MaxResults", 100)
    page, following = pages.cut(found, question, parameters.get("NextToken"), size)
    answer = {"ListPhoneNumbersSummaryList": [_summary(estate, number) for number in page]}
    return answer | ({"NextToken": following} if following else {})


def _check_target(estate: Estate, target: str) -> None:
    groups = {i.group_id for i in estate.instances.values() if i.group_id}
    if target not in {estate.arn("traffic-distribution-group", str(group)) for group in groups}:
        estate.instance(target)


def _wanted(estate: Estate, number: Number, target: str | None, parameters: Parameters) -> bool:
    return (
        (target is None or estate.target_arn(number) == target)
        and number.country in parameters.get("PhoneNumberCountryCodes", [number.country])
        and number.kind in parameters.get("PhoneNumberTypes", [number.kind])
        and number.number.startswith(parameters.get("PhoneNumberPrefix", "+"))
    )


def _summary(estate: Estate, number: Number) -> Parameters:
    summary = {
        "PhoneNumberId": number.id,
        "PhoneNumberArn": estate.arn("phone-number", number.id),
        "PhoneNumber": number.number,
        "PhoneNumberCountryCode": number.country,
        "PhoneNumberType": number.kind,
        "TargetArn": estate.target_arn(number),
        "PhoneNumberDescription": number.description,
    }
    # A number of a traffic distribution group belongs to no single instance.
    return summary if number.in_group else summary | {"InstanceId": number.instance_id}


def _groups(estate: Estate, pages: Pages, caller: Caller, parameters: Parameters) -> Parameters:
    instances = list(estate.instances.values())
    if wanted := parameters.get("InstanceId"):
        instances = [estate.instance(wanted)]
    groups = [
        {
            "Id": instance.group_id,
            "Arn": estate.arn("traffic-distribution-group", instance.group_id),
            "Name": f"{instance.alias}-two-regions",
            "InstanceArn": estate.arn("instance", instance.id),
            "Status": "ACTIVE",
            "IsDefault": False,
        }
        for instance in instances
        if instance.group_id
    ]
    size = parameters.get("MaxResults", 10)
    page, following = pages.cut(groups, str(wanted), parameters.get("NextToken"), size)
    answer: Parameters = {"TrafficDistributionGroupSummaryList": page}
    return answer | ({"NextToken": following} if following else {})


def _describe_phone_number(estate: Estate, caller: Caller, parameters: Parameters) -> Parameters:
    number = _found(estate, parameters["PhoneNumberId"])
    status = {"PhoneNumberStatus": {"Status": "CLAIMED", "Message": ""}}
    return {"ClaimedPhoneNumberSummary": _summary(estate, number) | status}


def _release(estate: Estate, caller: Caller, parameters: Parameters) -> Parameters:
    estate.release(_found(estate, parameters["PhoneNumberId"]), caller.arn)
    return {}


def _found(estate: Estate, id_or_arn: str) -> Number:
    identifier = id_or_arn.removeprefix(estate.arn("phone-number", ""))
    for number in estate.numbers.values():
        if number.id == identifier:
            return number
    raise Refused("ResourceNotFoundException", f"Phone number not found: {id_or_arn}", 404)
