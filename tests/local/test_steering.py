"""Bad luck on order, the record of calls, and the sweep."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from tests.local.reach import Reach
from tests.local.test_support import refusal


def put(reach: Reach, key: str) -> Any:
    place = {"TableName": reach.facts["outputs"]["Table"], "Item": {"id": {"S": key}}}
    return reach.client("dynamodb").put_item(**place)


def has(reach: Reach, key: str) -> bool:
    place = {"TableName": reach.facts["outputs"]["Table"], "Key": {"id": {"S": key}}}
    return "Item" in reach.client("dynamodb").get_item(**place)


def order(reach: Reach, service: str, operation: str, **fields: Any) -> None:
    fault = {"service": service, "operation": operation, **fields}
    assert reach.steer("POST", "/faults", fault)[0] == 201


def test_a_call_fails_before_its_effect(reach: Reach) -> None:
    order(reach, "dynamodb", "PutItem", when="before", error="ThrottlingException", times=2)
    for _ in range(2):
        assert refusal(put, reach=reach, key="before") == ("ThrottlingException", 400)
    assert not has(reach, "before")
    put(reach, "before")


def test_a_call_fails_after_its_effect(reach: Reach) -> None:
    order(reach, "dynamodb", "PutItem", when="after", error="InternalServerError")
    assert refusal(put, reach=reach, key="after") == ("InternalServerError", 500)
    assert has(reach, "after")


def test_a_case_is_opened_though_the_answer_is_lost(reach: Reach) -> None:
    before = len(reach.steer("GET", "/support/cases")[1]["cases"])
    order(reach, "support", "CreateCase", when="after", error="drop")
    with pytest.raises(ConnectionClosedError):
        reach.a_case()
    assert len(reach.steer("GET", "/support/cases")[1]["cases"]) == before + 1


@pytest.mark.parametrize(
    ("service", "operation", "error", "status"),
    [
        ("s3", "PutObject", "SlowDown", 503),
        ("states", "StartExecution", "ExecutionLimitExceeded", 400),
        ("lambda", "Invoke", "TooManyRequestsException", 429),
        ("ssm", "GetParameter", "InternalServerError", 500),
        ("connect", "ListPhoneNumbersV2", "ThrottlingException", 429),
        ("account", "GetContactInformation", "InternalServerException", 500),
    ],
)
def test_every_service_fails_in_its_own_words(
    reach: Reach, service: str, operation: str, error: str, status: int
) -> None:
    order(reach, service, operation, error=error)
    assert refusal(call(reach, operation)) == (error, status)
    assert reach.steer("GET", "/faults")[1] == {"faults": []}


def call(reach: Reach, operation: str) -> Any:
    facts = reach.facts
    calls: dict[str, Any] = {
        "PutObject": lambda: reach.client("s3").put_object(
            Bucket=facts["documents_bucket"], Key="k", Body=b""
        ),
        "StartExecution": lambda: reach.client("stepfunctions").start_execution(
            stateMachineArn=facts["state_machine_arn"]
        ),
        "Invoke": lambda: reach.client("lambda").invoke(FunctionName="any"),
        "GetParameter": lambda: reach.client("ssm").get_parameter(Name="/any"),
        "ListPhoneNumbersV2": lambda: reach.client("connect").list_phone_numbers_v2(),
        "GetContactInformation": lambda: reach.client("account").get_contact_information(),
    }
    return calls[operation]


def test_every_call_is_recorded(reach: Reach) -> None:
    reach.steer("DELETE", "/calls")
    reach.client("account").get_contact_information()
    with pytest.raises(ClientError):
        reach.client("support", "operator").describe_cases()
    calls = reach.steer("GET", "/calls")[1]["calls"]
    seen = [
        (row["role"], row["service"], row["operation"], row["status"], row["error"])
        for row in calls
    ]
    assert seen == [
        ("root", "account", "GetContactInformation", 200, None),
        ("operator", "support", "DescribeCases", 403, "AccessDeniedException"),
    ]


def test_the_sweep_runs_as_of_then_with_its_own_role(reach: Reach) -> None:
    now = "2026-12-24T09:00:00Z"
    status, answer = reach.steer("POST", "/sweep", {"now": now})
    assert (status, answer["result"]["now"]) == (200, now)
    refusal = answer["result"]["refusal"]
    assert refusal["Code"] == "AccessDeniedException"
    assert ":assumed-role/" in refusal["Message"]
    assert "is not authorized to perform: support:ResolveCase" in refusal["Message"]


def test_a_failing_sweep_answers_with_its_error(reach: Reach) -> None:
    status, answer = reach.steer("POST", "/sweep", {"now": "1999-12-31T23:59:59Z"})
    assert (status, answer["error"]["errorType"]) == (502, "Boom")


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "/sweep", {}, "now"),
        ("POST", "/sweep", {"now": "2026-12-24"}, "now"),
        ("POST", "/sweep", {"now": "soon"}, "now"),
        ("POST", "/sweep", [1], "body"),
        ("PUT", "/support/plan", {"plan": "gold"}, "plan"),
        ("PUT", "/support/plan", {"plan": "basic", "other": 1}, "other"),
        ("PUT", "/support/habits", {"on_resolved": "explode"}, "on_resolved"),
        ("PUT", "/support/habits", {"deliver": -1}, "deliver"),
        ("PUT", "/support/limits", {"cases_per_hour": "ten"}, "cases_per_hour"),
        ("PUT", "/connect/limits", {"burst": True}, "burst"),
        ("PUT", "/billing/identity", {"town": "Seattle"}, "town"),
        ("PUT", "/billing/identity", {"city": 1}, "city"),
        ("PUT", "/billing/identity", {"account_contact": 1}, "account_contact"),
        ("PUT", "/billing/identity", {"alternate_contact": {"city": "x"}}, "city"),
        ("PUT", "/billing/identity", {"standing": "rich"}, "standing"),
        ("PUT", "/billing/identity", {"invoices": 99}, "invoices"),
        ("PUT", "/billing/identity", {"refuses": ["s3:GetObject"]}, "refuses"),
        ("POST", "/faults", {"service": "s3", "error": "drop", "when": "never"}, "when"),
        ("POST", "/faults", {"service": "s3", "error": "drop", "times": 0}, "times"),
        ("POST", "/faults", {"operation": "PutItem"}, "service"),
    ],
)
def test_bad_steering_says_which_field(
    reach: Reach, method: str, path: str, body: Any, field: str
) -> None:
    status, answer = reach.steer(method, path, body)
    assert status == 400
    assert answer["field"] == field
    assert answer["error"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"flow": 1}, "flow"), ({"queues": "Sales"}, "queues"), ({"other": 1}, "other")],
)
def test_a_bad_use_of_a_number_says_which_field(reach: Reach, body: Any, field: str) -> None:
    instance = quote(reach.facts["instance_arn"], safe="")
    place = f"/connect/instances/{instance}/numbers/+12065550100/uses"
    status, answer = reach.steer("PUT", place, body)
    assert (status, answer["field"]) == (400, field)


def test_an_empty_reply_is_refused(reach: Reach) -> None:
    place = f"/support/cases/{reach.a_case()}/replies"
    assert reach.steer("POST", place, {"body": ""})[1]["field"] == "body"
    assert reach.steer("POST", place, {"body": "x" * 8001})[1]["field"] == "body"
    assert reach.steer("POST", place, {"body": "x", "deliver": "twice"})[1]["field"] == "deliver"


def test_what_is_not_there_is_not_found(reach: Reach) -> None:
    assert reach.steer("GET", "/support/cases/case-none")[0] == 404
    assert reach.steer("POST", "/nonsense", {})[0] == 404


def test_the_steering_lists_its_calls(reach: Reach) -> None:
    listed = reach.steer("GET", "/")[1]
    uses = "PUT /connect/instances/{id}/numbers/{number}/uses"
    for call in (
        "POST /sweep",
        "POST /inventory",
        "GET /calls",
        "PUT /support/plan",
        "POST /faults",
        uses,
    ):
        assert listed[call]
