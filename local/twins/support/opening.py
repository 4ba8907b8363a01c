"""CreateCase, with the checks that make a wrong request visible."""

from __future__ import annotations

from typing import Any

from local.twins.errors import Refused
from local.twins.service import Caller
from local.twins.support import catalogue
from local.twins.support.desk import Desk
from local.twins.support.dry_run import stop_if_dry


def create_case(desk: Desk, caller: Caller, parameters: dict[str, Any]) -> dict[str, Any]:
    """Open a case; a dry run passes every check and opens none."""
    service = parameters.get("serviceCode", "general-info")
    category = parameters.get("categoryCode", "other")
    severity = parameters.get("severityCode", "low")
    _check_codes(desk, service, category, severity, parameters.get("issueType", "technical"))
    check_attachments(parameters)
    stop_if_dry(parameters)
    case = desk.open(
        caller.name,
        parameters["communicationBody"],
        subject=parameters["subject"],
        service_code=service,
        category_code=category,
        severity_code=severity,
        language=parameters.get("language", "en"),
        cc=parameters.get("ccEmailAddresses", []),
    )
    return {"caseId": case.case_id}


def create_case_options(desk: Desk, caller: Caller, parameters: dict[str, Any]) -> dict[str, Any]:
    """In which ways a case of this kind can be opened, and how well its language is spoken."""
    service, category = parameters["serviceCode"], parameters["categoryCode"]
    _check_kind(service, category, parameters["issueType"])
    stop_if_dry(parameters)
    spoken = desk.habits.spoken.get(parameters["language"], catalogue.AVAILABLE)
    all_day = [{"startTime": "00:00", "endTime": "23:59"}]
    ways = ("web", "chat", "phone") if spoken == catalogue.AVAILABLE else ("web",)
    types = [{"type": w, "supportedHours": all_day, "datesWithoutSupport": []} for w in ways]
    return {"languageAvailability": spoken, "communicationTypes": types}


def check_attachments(parameters: dict[str, Any]) -> None:
    """Nobody can upload to the twin, so there is no set of attachments to name."""
    if parameters.get("attachmentSetId"):
        raise Refused("AttachmentSetIdNotFound", "An attachment set with that ID was not found.")


def _check_codes(desk: Desk, service: str, category: str, severity: str, issue: str) -> None:
    _check_kind(service, category, issue)
    if severity not in catalogue.PLANS[desk.plan]:
        raise _invalid(f"Invalid severity code: {severity}")


def _check_kind(service: str, category: str, issue: str) -> None:
    kind = catalogue.issue_type(service)
    if kind is None:
        raise _invalid(f"Invalid service code: {service}")
    if not catalogue.has_category(service, category):
        raise _invalid(f"Invalid category code: {category} for service {service}")
    # Unconfirmed at AWS, but a case of the wrong kind would reach the wrong team.
    if issue != kind:
        raise _invalid(f"Invalid issue type: {issue} for service {service}")


def _invalid(message: str) -> Refused:
    return Refused("InvalidParameterValueException", message)
