"""The operations of the AWS Support API that the program may need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from local.twins.errors import Refused
from local.twins.paging import Pages
from local.twins.service import Caller, Operation
from local.twins.support import catalogue, opening, reading
from local.twins.support.desk import Desk
from local.twins.support.dry_run import stop_if_dry

Parameters = dict[str, Any]


def operations(desk: Desk) -> Mapping[str, Operation]:
    """Each operation, behind the plan's gate."""
    pages = Pages("ValidationException")
    doing: dict[str, Operation] = {
        "CreateCase": partial(opening.create_case, desk),
        "AddCommunicationToCase": partial(_add_communication, desk),
        "DescribeCases": partial(reading.describe_cases, desk, pages),
        "DescribeCommunications": partial(reading.describe_communications, desk, pages),
        "DescribeCreateCaseOptions": partial(opening.create_case_options, desk),
        "DescribeServices": _describe_services,
        "DescribeSeverityLevels": partial(_describe_severity_levels, desk),
        "ResolveCase": partial(_resolve_case, desk),
    }
    return {name: partial(_behind_the_plan, desk, work) for name, work in doing.items()}


def _behind_the_plan(
    desk: Desk, work: Operation, caller: Caller, parameters: Parameters
) -> Parameters:
    if not catalogue.PLANS[desk.plan]:
        raise Refused(
            "SubscriptionRequiredException",
            "Amazon Web Services Premium Support Subscription is required to use this service.",
        )
    language = parameters.get("language", "en")
    if language not in catalogue.LANGUAGES:
        raise Refused("InvalidParameterValueException", f"Invalid language: {language}")
    return work(caller, parameters)


def _add_communication(desk: Desk, caller: Caller, parameters: Parameters) -> Parameters:
    case = desk.find(parameters.get("caseId"))
    opening.check_attachments(parameters)
    stop_if_dry(parameters)
    desk.customer_writes(case, parameters["communicationBody"], caller.name)
    return {"result": True}


def _resolve_case(desk: Desk, caller: Caller, parameters: Parameters) -> Parameters:
    case = desk.find(parameters.get("caseId"))
    stop_if_dry(parameters)
    before = desk.resolve(case, desk.habits.deliver)
    return {"initialCaseStatus": before, "finalCaseStatus": case.status}


def _describe_services(caller: Caller, parameters: Parameters) -> Parameters:
    stop_if_dry(parameters)
    wanted = parameters.get("serviceCodeList") or [each["code"] for each in catalogue.SERVICES]
    return {"services": [each for each in catalogue.SERVICES if each["code"] in wanted]}


def _describe_severity_levels(desk: Desk, caller: Caller, parameters: Parameters) -> Parameters:
    stop_if_dry(parameters)
    codes = catalogue.PLANS[desk.plan]
    return {"severityLevels": [{"code": c, "name": catalogue.SEVERITIES[c]} for c in codes]}
