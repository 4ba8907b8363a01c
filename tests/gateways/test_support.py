"""AWS Support as botocore models it: every call, every page, every refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError
from botocore.stub import ANY, Stubber

from port_out.domain.cases import CaseKind, CaseSeen, FoundBy
from port_out.domain.errors import (
    AccessRefused,
    CaseLimitReached,
    CaseNotFound,
    CaseRefused,
    CaseUncertain,
    SupportPlanMissing,
    TemporarilyUnavailable,
    TextRefused,
)
from port_out.domain.reading.given import SecretKind
from port_out.gateways.support import Support
from port_out.gateways.support_answers import communication
from tests.builders import an_order
from tests.gateways.stubs import a_client, refuse

CODES = ("service-connect-number-management", "phone-number-port-out")
KIND = CaseKind(*CODES, "low", FoundBy.CODE)
CASE = "case-123456789012-muen-2026-abc"
AFTER = datetime(2026, 11, 23, 4, 0, tzinfo=timezone(timedelta(hours=-8)))


@dataclass
class Desk:
    """The gateway and the two clients that it reads and acts with."""

    support: Support
    reading: Stubber
    acting: Stubber


@pytest.fixture
def desk() -> Iterator[Desk]:
    reading, acting = a_client("support"), a_client("support")
    with Stubber(reading) as r, Stubber(acting) as a:
        yield Desk(Support(reading=reading, acting=acting), r, a)
        r.assert_no_pending_responses()
        a.assert_no_pending_responses()


def a_service(code: str, name: str, *categories: tuple[str, str]) -> dict[str, Any]:
    """A service as DescribeServices lists it."""
    some = [{"code": code_, "name": name_} for code_, name_ in categories]
    return {"code": code, "name": name, "categories": some}


def a_case(case_id: str = CASE, **changes: Any) -> dict[str, Any]:
    """A case as DescribeCases lists it."""
    return {
        "caseId": case_id,
        "displayId": "1234567890",
        "subject": "Porting away [po-test]",
        "status": "opened",
        "timeCreated": "2026-11-23T12:00:00.000Z",
    } | changes


def said(body: str, at: str = "2026-11-23T12:00:00.000Z", by: str = "Amazon Web Services") -> Any:
    """A communication as AWS lists it."""
    return {"caseId": CASE, "body": body, "submittedBy": by, "timeCreated": at}


RIGHT = a_service(
    "service-connect-number-management",
    "Connect (Number Management)",
    ("other", "Other"),
    ("phone-number-port-out", "Phone Number Port Out"),
)
NAMED = a_service("new-code", "Connect (Number Management)", ("moved", "Phone Number Port Out"))
LEVELS = [{"code": "low", "name": "General"}, {"code": "normal", "name": "Impaired"}]


BY_NAME = CaseKind("new-code", "moved", "low", FoundBy.NAME)
HALF_MOVED = a_service(CODES[0], "Connect", ("new", " Phone number port out "), ("x", "Other"))
ELSEWHERE = a_service("other", "Other", (CODES[1], "Phone Number Port Out"))


@pytest.mark.parametrize(
    ("services", "levels", "kind"),
    [
        ([NAMED, RIGHT], LEVELS, KIND),
        ([NAMED], LEVELS, BY_NAME),
        ([HALF_MOVED], LEVELS, CaseKind(CODES[0], "new", "low", FoundBy.NAME)),
        ([HALF_MOVED, RIGHT], LEVELS, KIND),
        ([ELSEWHERE], LEVELS, None),
        ([a_service("x", "Connect", ("y", "Other"))], LEVELS, None),
        ([], LEVELS, None),
        ([RIGHT], LEVELS[1:], CaseKind(*CODES, "normal", FoundBy.CODE)),
        ([RIGHT], [], KIND),
    ],
)
def test_service_and_category_are_found_by_code_then_by_name(
    desk: Desk, services: list[Any], levels: list[Any], kind: CaseKind | None
) -> None:
    desk.reading.add_response("describe_services", {"services": services}, {"language": "en"})
    desk.reading.add_response(
        "describe_severity_levels", {"severityLevels": levels}, {"language": "en"}
    )

    assert desk.support.kind_of_case() == kind


def test_codes_that_may_not_be_looked_up_are_used_as_they_are_configured(desk: Desk) -> None:
    refuse(desk.reading, "describe_services", "AccessDeniedException")
    desk.reading.add_response("describe_severity_levels", {"severityLevels": LEVELS[1:]})

    kind = desk.support.kind_of_case()

    assert kind == CaseKind(*CODES, "normal", FoundBy.CONFIGURATION)


def test_severities_that_may_not_be_looked_up_change_nothing(desk: Desk) -> None:
    desk.reading.add_response("describe_services", {"services": [NAMED]})
    refuse(desk.reading, "describe_severity_levels", "AccessDeniedException")

    assert desk.support.kind_of_case() == BY_NAME


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("SubscriptionRequiredException", SupportPlanMissing),
        ("InternalServerError", TemporarilyUnavailable),
    ],
)
def test_a_catalogue_that_is_not_there_now_is_no_missing_category(
    desk: Desk, code: str, error: type[Exception]
) -> None:
    refuse(desk.reading, "describe_services", code, 500 if error is TemporarilyUnavailable else 400)

    with pytest.raises(error):
        desk.support.kind_of_case()


def test_a_case_is_created_with_everything_that_aws_asks_for(desk: Desk) -> None:
    desk.acting.add_response(
        "create_case",
        {"caseId": CASE},
        {
            "subject": "a subject",
            "communicationBody": "a body",
            "serviceCode": KIND.service_code,
            "categoryCode": KIND.category_code,
            "severityCode": "low",
            "issueType": "customer-service",
            "language": "ja",
            "ccEmailAddresses": ["a@example.com"],
        },
    )
    order = an_order(contact_language="ja", contact_cc=("a@example.com",))

    assert desk.support.create(order, KIND, "a subject", "a body") == CASE


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("CaseCreationLimitExceeded", 400, CaseLimitReached),
        ("SubscriptionRequiredException", 400, SupportPlanMissing),
        ("AccessDeniedException", 400, AccessRefused),
        ("AccessDenied", 403, AccessRefused),
        ("ThrottlingException", 400, TemporarilyUnavailable),
        ("TooManyRequestsException", 429, TemporarilyUnavailable),
        ("ValidationException", 400, CaseRefused),
        ("InternalServerError", 500, CaseUncertain),
        ("ServiceUnavailable", 503, CaseUncertain),
        ("GatewayTimeout", 504, CaseUncertain),
    ],
)
def test_each_refusal_of_a_case_says_whether_it_was_opened(
    desk: Desk, code: str, status: int, error: type[Exception]
) -> None:
    refuse(desk.acting, "create_case", code, status)

    with pytest.raises(error) as found:
        desk.support.create(an_order(), KIND, "a subject", "a body")

    assert "secret" not in str(found.value)


@pytest.mark.parametrize("fault", [ConnectionClosedError(endpoint_url="x"), OSError("x")])
def test_a_case_whose_answer_was_lost_is_uncertain(fault: Exception) -> None:
    class Cut:
        def create_case(self, **_: Any) -> None:
            raise fault

    with pytest.raises(CaseUncertain):
        Support(reading=Cut(), acting=Cut()).create(an_order(), KIND, "a", "b")


def test_cases_are_found_by_their_marker_on_every_page_the_oldest_first(desk: Desk) -> None:
    asked = {
        "afterTime": "2026-11-23T12:00:00+00:00",
        "includeResolvedCases": True,
        "includeCommunications": False,
        "maxResults": 100,
    }
    later = a_case("c-2", timeCreated="2026-11-23T12:05:00.000Z", status="resolved")
    other = a_case("c-3", subject="Porting away [po-test2]")
    desk.reading.add_response("describe_cases", {"cases": [later, other], "nextToken": "t"}, asked)
    desk.reading.add_response(
        "describe_cases", {"cases": [a_case("c-1")]}, asked | {"nextToken": "t"}
    )

    found = desk.support.find("[po-test]", AFTER)

    assert [(case.case_id, case.is_resolved) for case in found] == [("c-1", False), ("c-2", True)]


def test_cases_are_read_a_hundred_a_call_with_their_latest_texts(desk: Desk) -> None:
    ids = [f"c-{n:03}" for n in range(101)]
    asked = {"includeResolvedCases": True, "includeCommunications": True, "maxResults": 100}
    recent = {"communications": [said("Hello")]}
    for some in (ids[:100], ids[100:]):
        cases = [a_case(id_, recentCommunications=recent) for id_ in some]
        desk.reading.add_response("describe_cases", {"cases": cases}, asked | {"caseIdList": some})

    found = desk.support.cases(ids)

    assert [case.case_id for case in found] == ids
    assert found[0].recent[0].text == "Hello"
    assert desk.support.cases([]) == []


def test_a_case_is_found_by_the_id_that_the_console_shows(desk: Desk) -> None:
    asked = {
        "displayId": "1234567890",
        "includeResolvedCases": True,
        "includeCommunications": False,
        "maxResults": 100,
    }
    desk.reading.add_response("describe_cases", {"cases": [a_case()]}, asked)
    desk.reading.add_response("describe_cases", {"cases": []}, asked)
    refuse(desk.reading, "describe_cases", "CaseIdNotFound")

    found = desk.support.case_with_display_id("1234567890")

    assert found is not None
    assert found.case_id == CASE
    assert desk.support.case_with_display_id("1234567890") is None
    assert desk.support.case_with_display_id("1234567890") is None


def test_everything_that_was_said_is_read_page_by_page_the_oldest_first(desk: Desk) -> None:
    asked = {"caseId": CASE, "maxResults": 100}
    newest, oldest = said("3", "2026-11-23T12:03:00Z"), said("1", "2026-11-23T12:01:00.123Z")
    named = said("2", "2026-11-23T12:02:00Z", by="PortOut (Role)") | {
        "attachmentSet": [{"attachmentId": "a-1", "fileName": "form.pdf"}]
    }
    desk.reading.add_response(
        "describe_communications", {"communications": [newest, named], "nextToken": "t"}, asked
    )
    desk.reading.add_response(
        "describe_communications", {"communications": [oldest]}, asked | {"nextToken": "t"}
    )

    found = desk.support.communications(CASE)

    assert [one.text for one in found] == ["1", "2", "3"]
    assert [one.is_from_aws for one in found] == [True, False, True]
    assert found[1].attachments == ("a-1 form.pdf",)
    assert found[0].at.microsecond == 123000


ANY_CASE = {"caseId": CASE, "maxResults": ANY}


def test_a_text_has_the_same_id_whenever_it_is_read_and_another_text_has_another(
    desk: Desk,
) -> None:
    some = [said("a"), said("b"), said("a", "2026-11-23T12:00:01Z"), said("a", by="Ana")]
    for _ in range(2):
        desk.reading.add_response("describe_communications", {"communications": some}, ANY_CASE)

    first, again = (desk.support.communications(CASE) for _ in range(2))

    assert [one.id for one in first] == [one.id for one in again]
    assert len({one.id for one in first}) == 4


def test_a_message_is_put_on_the_case_once(desk: Desk) -> None:
    desk.reading.add_response("describe_communications", {"communications": []}, ANY_CASE)
    desk.acting.add_response(
        "add_communication_to_case",
        {"result": True},
        {"caseId": CASE, "communicationBody": "Hello [po-test a]"},
    )
    already = {"communications": [said("Hello [po-test a]", by="PortOut (Role)")]}
    desk.reading.add_response("describe_communications", already, ANY_CASE)

    desk.support.say(CASE, "Hello [po-test a]", "[po-test a]")
    desk.support.say(CASE, "Hello [po-test a]", "[po-test a]")


def test_a_case_is_resolved_once(desk: Desk) -> None:
    open_, closed = ({"cases": [a_case(status=s)]} for s in ("pending-customer-action", "resolved"))
    desk.reading.add_response("describe_cases", open_)
    desk.acting.add_response("resolve_case", {"finalCaseStatus": "resolved"}, {"caseId": CASE})
    desk.reading.add_response("describe_cases", closed)

    desk.support.resolve(CASE)
    desk.support.resolve(CASE)


def test_a_case_that_aws_does_not_know_is_left_out_and_hides_no_other(desk: Desk) -> None:
    asked = {"includeResolvedCases": True, "includeCommunications": True, "maxResults": 100}
    known = {"cases": [a_case("c-1")]}
    refuse(desk.reading, "describe_cases", "CaseIdNotFound")
    desk.reading.add_response("describe_cases", known, asked | {"caseIdList": ["c-1"]})
    for _ in (["c-2", "c-3"], ["c-2"]):
        refuse(desk.reading, "describe_cases", "CaseIdNotFound")
    desk.reading.add_response(
        "describe_cases", {"cases": [a_case("c-3")]}, asked | {"caseIdList": ["c-3"]}
    )

    found = desk.support.cases(["c-1", "c-2", "c-3"])

    assert [case.case_id for case in found] == ["c-1", "c-3"]


def test_the_last_word_is_said_and_the_case_resolved(desk: Desk) -> None:
    desk.reading.add_response("describe_communications", {"communications": []}, ANY_CASE)
    desk.acting.add_response("add_communication_to_case", {"result": True})
    desk.reading.add_response("describe_cases", {"cases": [a_case()]})
    desk.acting.add_response("resolve_case", {"finalCaseStatus": "resolved"}, {"caseId": CASE})

    assert desk.support.close(CASE, "text [mark]", "[mark]")


@pytest.mark.parametrize(
    "code", ["SubscriptionRequiredException", "AccessDeniedException", "CaseIdNotFound"]
)
def test_a_case_that_only_a_person_can_reach_is_left_to_a_person(desk: Desk, code: str) -> None:
    refuse(desk.reading, "describe_communications", code)

    assert not desk.support.close(CASE, "text [mark]", "[mark]")


def _found(case: CaseSeen | None) -> CaseSeen:
    if case is None:
        raise CaseNotFound("as the others say it")
    return case


READS = [
    ("describe_cases", lambda s: s.find("[po-test]", AFTER)),
    ("describe_cases", lambda s: _found(s.case_with_display_id("123"))),
    ("describe_communications", lambda s: s.communications(CASE)),
    ("describe_communications", lambda s: s.say(CASE, "text", "mark")),
]


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("SubscriptionRequiredException", 400, SupportPlanMissing),
        ("CaseIdNotFound", 400, CaseNotFound),
        ("AccessDeniedException", 400, AccessRefused),
        ("ThrottlingException", 400, TemporarilyUnavailable),
        ("InternalServerError", 500, TemporarilyUnavailable),
    ],
)
@pytest.mark.parametrize(("operation", "call"), READS)
def test_every_reading_translates_every_refusal(
    desk: Desk, operation: str, call: Any, code: str, status: int, error: type[Exception]
) -> None:
    refuse(desk.reading, operation, code, status)

    with pytest.raises(error):
        call(desk.support)


def test_a_text_that_could_not_be_put_on_the_case_says_so(desk: Desk) -> None:
    desk.reading.add_response("describe_communications", {"communications": []}, ANY_CASE)
    refuse(desk.acting, "add_communication_to_case", "InternalServerError", 500)
    desk.reading.add_response("describe_cases", {"cases": [a_case()]})
    refuse(desk.acting, "resolve_case", "CaseIdNotFound")

    with pytest.raises(TemporarilyUnavailable):
        desk.support.say(CASE, "text", "mark")
    with pytest.raises(CaseNotFound):
        desk.support.resolve(CASE)


@pytest.mark.parametrize("code", ["ValidationException", "SomethingNew"])
def test_a_case_that_takes_no_text_any_more_says_so_and_is_left_to_a_person(
    desk: Desk, code: str
) -> None:
    for _ in range(2):
        desk.reading.add_response("describe_communications", {"communications": []}, ANY_CASE)
        refuse(desk.acting, "add_communication_to_case", code)

    with pytest.raises(TextRefused):
        desk.support.say(CASE, "text [mark]", "[mark]")

    assert not desk.support.close(CASE, "text [mark]", "[mark]")


def test_a_text_comes_with_its_secrets_hidden_and_an_id_that_does_not_tell_them() -> None:
    texts = ["The PIN is 7391. See https://example.com/x", "The PIN is 8264. See https://a.b/c"]

    first, second = (communication(CASE, said(text)) for text in texts)

    assert first.id == second.id
    assert first.text == second.text
    assert first.hidden == (SecretKind.UPLOAD_LINK, SecretKind.PIN)
    assert {one.value for one in first.secrets} == {"7391", "https://example.com/x"}
    assert "7391" not in repr(first)
