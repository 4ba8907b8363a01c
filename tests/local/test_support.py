"""The AWS Support twin, spoken to by boto3."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local.reach import Reach

CONNECT = "service-connect-number-management"


def refusal(call: Any, **parameters: Any) -> tuple[str, int]:
    with pytest.raises(ClientError) as error:
        call(**parameters)
    response: Any = error.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_case_is_opened_read_answered_and_closed(reach: Reach) -> None:
    support, case_id = reach.client("support"), reach.a_case()
    account = reach.facts["account_id"]
    assert case_id.startswith(f"case-{account}-muen-20")
    reach.steer("POST", f"/support/cases/{case_id}/replies", {"body": "Please begin."})
    support.add_communication_to_case(caseId=case_id, communicationBody="We have begun.")
    (case,) = support.describe_cases(caseIdList=[case_id])["cases"]
    written = case["recentCommunications"]["communications"]
    assert [entry["body"] for entry in written] == [
        "We have begun.",
        "Please begin.",
        "We port numbers away.",
    ]
    assert written[1]["submittedBy"] == "Amazon Web Services"
    assert written[0]["submittedBy"] != "Amazon Web Services"
    assert case["status"] == "customer-action-completed"
    closed = support.resolve_case(caseId=case_id)
    assert closed["finalCaseStatus"] == "resolved"
    assert support.describe_cases(displayId=case["displayId"])["cases"] == []
    found = support.describe_cases(displayId=case["displayId"], includeResolvedCases=True)
    assert [each["caseId"] for each in found["cases"]] == [case_id]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dryRun": True}, "DryRunOperationException"),
        ({"communicationBody": "x" * 8001}, "ValidationException"),
        ({"ccEmailAddresses": ["a@example.com"] * 11}, "ValidationException"),
        ({"serviceCode": "no-such-service"}, "InvalidParameterValueException"),
        ({"categoryCode": "no-such-category"}, "InvalidParameterValueException"),
        ({"severityCode": "critical"}, "InvalidParameterValueException"),
        ({"issueType": "technical"}, "InvalidParameterValueException"),
        ({"language": "xx"}, "InvalidParameterValueException"),
        ({"attachmentSetId": "gone"}, "AttachmentSetIdNotFound"),
    ],
)
def test_a_wrong_case_is_refused(reach: Reach, changes: dict[str, Any], code: str) -> None:
    before = len(reach.steer("GET", "/support/cases")[1]["cases"])
    assert refusal(reach.a_case, **changes) == (code, 400)
    assert len(reach.steer("GET", "/support/cases")[1]["cases"]) == before


def test_no_more_cases_than_the_hour_allows(reach: Reach) -> None:
    open_now = len(reach.steer("GET", "/support/cases")[1]["cases"])
    reach.steer("PUT", "/support/limits", {"cases_per_hour": open_now + 1})
    reach.a_case()
    assert refusal(reach.a_case)[0] == "CaseCreationLimitExceeded"


def test_five_calls_a_second(reach: Reach) -> None:
    support = reach.client("support")
    reach.steer("PUT", "/support/limits", {"calls_per_second": 5})

    def burst() -> None:
        for _ in range(20):
            support.describe_severity_levels()

    assert refusal(burst) == ("ThrottlingException", 400)


def test_a_basic_plan_has_no_api(reach: Reach) -> None:
    assert reach.steer("PUT", "/support/plan", {"plan": "basic"})[0] == 200
    assert refusal(reach.client("support").describe_services)[0] == "SubscriptionRequiredException"


def test_the_catalogue_has_the_port_out_category(reach: Reach) -> None:
    (service,) = reach.client("support").describe_services(serviceCodeList=[CONNECT])["services"]
    assert service["name"] == "Connect (Number Management)"
    category = {"code": "phone-number-port-out", "name": "Phone Number Port Out"}
    assert category in service["categories"]


def test_cases_come_in_pages(reach: Reach) -> None:
    support, made = reach.client("support"), [reach.a_case() for _ in range(12)]
    pages = support.get_paginator("describe_cases").paginate(
        caseIdList=made, includeCommunications=False, PaginationConfig={"PageSize": 10}
    )
    sizes = [[case["caseId"] for case in page["cases"]] for page in pages]
    assert [len(size) for size in sizes] == [10, 2]
    assert sizes[0] + sizes[1] == made[::-1]
    assert refusal(support.describe_cases, nextToken="made up")[0] == "ValidationException"


def test_the_correspondence_goes_on_where_the_case_stops(reach: Reach) -> None:
    support, case_id = reach.client("support"), reach.a_case()
    for number in range(11):
        reach.steer("POST", f"/support/cases/{case_id}/replies", {"body": f"{number}"})
    (case,) = support.describe_cases(caseIdList=[case_id])["cases"]
    recent = case["recentCommunications"]
    rest = support.describe_communications(caseId=case_id, nextToken=recent["nextToken"])
    bodies = [each["body"] for each in recent["communications"] + rest["communications"]]
    assert bodies == [*map(str, range(10, -1, -1)), "We port numbers away."]


def test_an_unknown_case_is_not_found(reach: Reach) -> None:
    support = reach.client("support")
    for call in (support.describe_communications, support.resolve_case):
        assert refusal(call, caseId="case-none")[0] == "CaseIdNotFound"
    assert refusal(support.describe_cases, caseIdList=["case-none"])[0] == "CaseIdNotFound"
    too_many = [f"case-{number}" for number in range(101)]
    assert refusal(support.describe_cases, caseIdList=too_many)[0] == "ValidationException"


@pytest.mark.parametrize(
    ("habit", "status"), [("reopen", "reopened"), ("keep", "resolved"), ("refuse", "resolved")]
)
def test_a_word_on_a_resolved_case(reach: Reach, habit: str, status: str) -> None:
    reach.steer("PUT", "/support/habits", {"on_resolved": habit})
    support, case_id = reach.client("support"), reach.a_case()
    support.resolve_case(caseId=case_id)
    word = {"caseId": case_id, "communicationBody": "One more thing."}
    if habit == "refuse":
        assert refusal(support.add_communication_to_case, **word)[0] == "ValidationException"
    else:
        support.add_communication_to_case(**word)
    assert reach.steer("GET", f"/support/cases/{case_id}")[1]["status"] == status


def test_every_change_is_told_by_an_event(reach: Reach) -> None:
    reach.steer("PUT", "/support/habits", {"deliver": 0})
    case_id = reach.a_case()
    case = reach.steer("GET", f"/support/cases/{case_id}")[1]
    told = {"case-id": case_id, "display-id": case["displayId"]}
    reply = reach.steer("POST", f"/support/cases/{case_id}/replies", {"body": "Hello."})[1]
    event = reach.kept(f"{case_id} AddCommunicationToCase")
    assert event["source"] == "aws.support"
    assert event["detail-type"] == "Support Case Update"
    assert (event["account"], event["region"]) == (reach.facts["account_id"], "us-east-1")
    assert event["resources"] == []
    word = {"communication-id": reply["communication_id"], "origin": "AWS"}
    assert event["detail"] == told | word | {"event-name": "AddCommunicationToCase"}
    for act, name in {"resolve": "ResolveCase", "reopen": "ReopenCase"}.items():
        reach.steer("POST", f"/support/cases/{case_id}/{act}")
        quiet = {"communication-id": "", "origin": ""}
        assert reach.kept(f"{case_id} {name}")["detail"] == told | quiet | {"event-name": name}


def test_events_can_be_lost_and_doubled(reach: Reach) -> None:
    reach.steer("PUT", "/support/habits", {"deliver": 0})
    case_id = reach.a_case()
    place = f"/support/cases/{case_id}/replies"
    reach.steer("POST", place, {"body": "Lost.", "deliver": 0})
    reach.steer("POST", place, {"body": "Doubled.", "deliver": 2})
    event = reach.kept(f"{case_id} AddCommunicationToCase", times=2)
    latest = reach.steer("GET", f"/support/cases/{case_id}")[1]["communications"][-1]
    assert event["detail"]["communication-id"] == latest["communication_id"]


def test_a_new_case_may_be_invisible_for_a_while(reach: Reach) -> None:
    reach.steer("PUT", "/support/habits", {"visible_after_seconds": 3600})
    case_id, support = reach.a_case(), reach.client("support")
    assert support.describe_cases(caseIdList=[case_id])["cases"] == []
    reach.steer("PUT", "/support/habits", {"visible_after_seconds": 0})
    assert len(support.describe_cases(caseIdList=[case_id])["cases"]) == 1
