"""A rehearsal asks everything that opening a case needs, and can open none."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.stub import ANY, Stubber

from port_out.domain.cases import CaseKind, FoundBy
from port_out.domain.preflight import (
    CREATE,
    LEVELS,
    OPTIONS,
    SERVICES,
    Result,
    Said,
    SupportReading,
    Verdict,
    verdict,
)
from port_out.domain.preflight_advice import support_checks
from port_out.gateways.support_rehearsal import SupportRehearsal
from tests.gateways.stubs import a_client, planned, refuse
from tests.gateways.wire import drop, server

PACKAGE = Path(__file__).parents[2] / "lambdas" / "port_out"
WANTED = CaseKind("service-connect-number-management", "phone-number-port-out", "low")
LISTED = {
    "services": [
        {
            "code": WANTED.service_code,
            "name": "Connect (Number Management)",
            "categories": [{"code": WANTED.category_code, "name": "Phone Number Port Out"}],
        }
    ]
}
SEVERITIES = {"severityLevels": [{"code": "low", "name": "General guidance"}]}
AVAILABLE = {"languageAvailability": "available"}
PAIR = {
    "serviceCode": WANTED.service_code,
    "categoryCode": WANTED.category_code,
    "issueType": "customer-service",
    "language": "ja",
}
DRY = PAIR | {
    "subject": "a subject",
    "communicationBody": "a body",
    "severityCode": "low",
    "ccEmailAddresses": ["a@example.com"],
    "dryRun": True,
}
ONCE = Config(retries={"total_max_attempts": 1})
WOULD = "DryRunOperationException"


@pytest.fixture
def desk() -> Iterator[tuple[SupportRehearsal, Stubber]]:
    client = a_client("support")
    with planned(client) as answers:
        yield SupportRehearsal(WANTED, "us-east-1", client=client), answers


def read(support: SupportRehearsal, body: str = "a body") -> SupportReading:
    return support.read("a subject", body, language="ja", cc=("a@example.com",))


def listing(answers: Stubber, options: dict[str, Any] | None = None) -> None:
    """AWS lists what is wanted and knows the language."""
    answers.add_response("describe_services", LISTED, {"language": "en"})
    answers.add_response("describe_severity_levels", SEVERITIES, {"language": "en"})
    answers.add_response("describe_create_case_options", options or AVAILABLE, PAIR)


def results(reading: SupportReading) -> dict[str, Result]:
    return {check.about: check.result for check in support_checks(reading)}


def test_an_account_that_could_open_the_case_is_ready(
    desk: tuple[SupportRehearsal, Stubber],
) -> None:
    support, answers = desk
    listing(answers)
    answers.add_client_error("create_case", WOULD, http_status_code=400, expected_params=DRY)

    reading = read(support)

    assert reading.kind == CaseKind(WANTED.service_code, WANTED.category_code, "low", FoundBy.CODE)
    assert set(reading.said) == {SERVICES, LEVELS, OPTIONS, CREATE}
    assert reading.calls(Said.YES) == list(reading.said)
    assert set(results(reading).values()) == {Result.OK}
    assert verdict(support_checks(reading)) is Verdict.READY


@pytest.mark.parametrize(
    ("code", "status", "result", "whole"),
    [
        ("AccessDeniedException", 400, Result.PROBLEM, Verdict.NOT_READY),
        ("InvalidParameterValueException", 400, Result.PROBLEM, Verdict.NOT_READY),
        ("CaseCreationLimitExceeded", 400, Result.NOTE, Verdict.READY),
        ("ThrottlingException", 400, Result.NOTE, Verdict.READY),
        ("InternalServerError", 500, Result.UNKNOWN, Verdict.UNKNOWN),
    ],
)
def test_each_refusal_of_the_rehearsal_says_what_it_means(
    desk: tuple[SupportRehearsal, Stubber], code: str, status: int, result: Result, whole: Verdict
) -> None:
    support, answers = desk
    listing(answers)
    refuse(answers, "create_case", code, status)

    checks = support_checks(read(support))

    (last,) = [check for check in checks if check.about == "create_case"]
    assert (last.result, verdict(checks)) == (result, whole)
    assert code in last.detail
    assert last.mend
    assert "secret" not in str(checks)


def test_without_a_plan_nothing_more_is_asked(desk: tuple[SupportRehearsal, Stubber]) -> None:
    support, answers = desk
    refuse(answers, "describe_services", "SubscriptionRequiredException")

    checks = support_checks(read(support))

    assert [(check.about, check.result) for check in checks] == [("plan", Result.PROBLEM)]
    assert "by hand" in checks[0].mend


def test_an_aws_that_does_not_answer_is_not_asked_on() -> None:
    with server(drop) as (address, asked):
        client = a_client("support", endpoint_url=address, config=ONCE)
        reading = read(SupportRehearsal(WANTED, "us-east-1", client=client))

    assert asked == ["DescribeServices"]
    assert verdict(support_checks(reading)) is Verdict.UNKNOWN


def test_a_category_that_is_not_listed_is_opened_by_hand(
    desk: tuple[SupportRehearsal, Stubber],
) -> None:
    support, answers = desk
    answers.add_response("describe_services", {"services": []})
    answers.add_response("describe_severity_levels", SEVERITIES)

    checks = support_checks(read(support))

    assert verdict(checks) is Verdict.NOT_READY
    assert "by hand" in checks[-1].mend


def test_what_may_not_be_read_is_named_and_the_case_rehearsed_as_configured(
    desk: tuple[SupportRehearsal, Stubber],
) -> None:
    support, answers = desk
    for operation in (
        "describe_services",
        "describe_severity_levels",
        "describe_create_case_options",
    ):
        refuse(answers, operation, "AccessDeniedException")
    answers.add_client_error("create_case", WOULD, http_status_code=400, expected_params=DRY)

    reading = read(support)
    checks = support_checks(reading)

    assert reading.kind == WANTED
    assert verdict(checks) is Verdict.READY
    (permissions,) = [check for check in checks if check.about == "permissions"]
    assert all(call in permissions.mend for call in (SERVICES, LEVELS, OPTIONS))


@pytest.mark.parametrize(
    ("availability", "result"),
    [("best_effort", Result.NOTE), ("unavailable", Result.PROBLEM)],
)
def test_a_language_that_is_not_fully_there_is_said(
    desk: tuple[SupportRehearsal, Stubber], availability: str, result: Result
) -> None:
    support, answers = desk
    listing(answers, AVAILABLE | {"languageAvailability": availability})
    refuse(answers, "create_case", WOULD)

    assert results(read(support))["language"] is result


def test_a_text_that_no_case_takes_is_refused_before_it_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with server(drop) as (address, asked):
        client = a_client("support", endpoint_url=address, config=ONCE)
        support = SupportRehearsal(WANTED, "us-east-1", client=client)
        monkeypatch.setattr(support, "_kind", lambda _: WANTED)
        reading = read(support, body="")

    assert reading.said[CREATE] == (Said.REFUSED, "ParamValidationError")
    assert "CreateCase" not in asked


def test_a_case_that_was_opened_all_the_same_is_named(
    desk: tuple[SupportRehearsal, Stubber],
) -> None:
    support, answers = desk
    listing(answers)
    answers.add_response("create_case", {"caseId": "case-1"}, DRY | {"dryRun": ANY})

    checks = support_checks(read(support))

    assert verdict(checks) is Verdict.NOT_READY
    assert "case-1" in checks[-1].detail


def test_a_rehearsal_whose_answer_was_lost_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with server(drop) as (address, asked):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "7")
        support = SupportRehearsal(WANTED, "us-east-1")
        monkeypatch.setattr(support, "_kind", lambda _: WANTED)
        read(support)

    assert asked == ["DescribeCreateCaseOptions", "CreateCase"]


def _calls(file: Path, name: str) -> list[ast.Call]:
    tree = ast.parse(file.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [c for c in found if isinstance(c.func, ast.Attribute) and c.func.attr == name]


def test_only_two_gateways_send_create_case_and_the_rehearsal_always_dry() -> None:
    senders = {f.stem for f in PACKAGE.rglob("*.py") if "create_case(" in f.read_text("utf-8")}
    calls = _calls(PACKAGE / "gateways" / "support_rehearsal.py", "create_case")

    dry = [keyword for call in calls for keyword in call.keywords if keyword.arg == "dryRun"]
    assert senders == {"support", "support_rehearsal"}
    assert [ast.unparse(keyword.value) for keyword in dry] == ["True"] * len(calls)


def test_the_api_knows_no_gateway_that_opens_cases() -> None:
    for file in (PACKAGE / "api").rglob("*.py"):
        text = file.read_text("utf-8")

        assert "gateways.support import" not in text, file.name
        assert "wiring.support()" not in text, file.name
