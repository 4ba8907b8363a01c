"""What each answer of AWS Support means for the case, and what to do about it."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.cases import CaseKind, FoundBy
from port_out.domain.preflight import CREATE, LEVELS, OPTIONS, SERVICES, Check, Result, Said
from port_out.domain.preflight_advice import support_checks
from tests.fakes.support_rehearsal import KIND, WILLING

BY_HAND = "open the case by hand: the program writes the text and says where to paste it"
UNANSWERED = "AWS Support has not answered the question"
SURE = (
    Check("plan", Result.OK, "the Support plan has the API"),
    Check("permissions", Result.OK, "4 calls were made, none denied"),
    Check(
        "service_and_category",
        Result.OK,
        "service-connect-number-management / phone-number-port-out, found by code",
    ),
    Check("severity", Result.OK, "low"),
    Check("language", Result.OK, "en is available"),
    Check("create_case", Result.OK, "AWS Support would open the case (CreateCase, dryRun)"),
)


def checks(**changes: Any) -> list[Check]:
    """What is said when AWS Support is willing but for this."""
    return support_checks(replace(WILLING, **changes))


def answering(answer: Said, code: str = "", *calls: str) -> dict[str, tuple[Said, str]]:
    """These calls are answered so, all others with yes."""
    return dict(WILLING.said) | dict.fromkeys(calls, (answer, code))


def about(name: str, found: list[Check]) -> list[Check]:
    """The checks of this."""
    return [check for check in found if check.about == name]


def test_an_account_that_can_do_it_all_is_told_what_was_found() -> None:
    assert checks() == list(SURE)


def test_without_a_plan_that_has_the_api_nothing_else_counts() -> None:
    [plan] = checks(said=answering(Said.NO_PLAN, "SubscriptionRequiredException", SERVICES))

    assert plan == Check(
        "plan",
        Result.PROBLEM,
        "the Support plan has no API (SubscriptionRequiredException)",
        "buy Business Support+, Enterprise Support or Unified Operations, which is used as soon as "
        f"it is there; or {BY_HAND}",
    )


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            {SERVICES: (Said.SILENT, "")},
            Check("plan", Result.UNKNOWN, UNANSWERED, "try again later"),
        ),
        (
            {SERVICES: (Said.DENIED, ""), LEVELS: (Said.SILENT, "")},
            Check("plan", Result.UNKNOWN, UNANSWERED, "allow the calls first"),
        ),
        ({SERVICES: (Said.SILENT, ""), CREATE: (Said.OPENED, "")}, SURE[0]),
    ],
)
def test_one_answer_shows_that_there_is_a_plan(said: dict[str, Any], plan: Check) -> None:
    assert about("plan", checks(said=said, kind=None)) == [plan]


@pytest.mark.parametrize(
    ("calls", "result"),
    [((LEVELS, OPTIONS), Result.NOTE), ((LEVELS, CREATE), Result.PROBLEM)],
)
def test_what_is_denied_is_named_and_stops_only_where_the_case_is_opened(
    calls: tuple[str, ...], result: Result
) -> None:
    found = checks(said=answering(Said.DENIED, "AccessDenied", *calls))

    named = ", ".join(calls)
    assert about("permissions", found) == [
        Check(
            "permissions",
            result,
            f"denied: {named}",
            f"allow {named}, also in the organization's policies",
        )
    ]


@pytest.mark.parametrize(
    ("found_by", "words"),
    [
        (FoundBy.NAME, "found by name: AWS Support lists other codes than those configured"),
        (FoundBy.CONFIGURATION, "as configured: the list may not be read"),
    ],
)
def test_a_kind_of_case_that_is_not_found_by_its_code_is_noted(
    found_by: FoundBy, words: str
) -> None:
    found = checks(kind=CaseKind("service", "category", "low", found_by))

    [kind] = about("service_and_category", found)
    assert kind == Check("service_and_category", Result.NOTE, f"service / category, {words}")


def test_a_list_without_the_kind_is_a_problem_and_one_that_was_not_read_is_none() -> None:
    kind = [
        Check(
            "service_and_category",
            Result.PROBLEM,
            "AWS Support lists nothing for porting numbers away, neither by code nor by name",
            BY_HAND,
        )
    ]

    read = checks(kind=None)
    unread = checks(kind=None, said=answering(Said.DENIED, "AccessDenied", SERVICES))
    unasked = checks(kind=None, said={CREATE: (Said.YES, "")})

    assert about("service_and_category", read) == kind
    assert about("service_and_category", unread) == about("service_and_category", unasked) == []
    assert about("severity", read) == about("language", read) == []
    assert about("create_case", read) == [SURE[-1]]


def test_another_severity_than_the_wanted_one_is_noted() -> None:
    found = checks(wanted=replace(KIND, severity_code="urgent"))

    assert about("severity", found) == [
        Check("severity", Result.NOTE, "low, as urgent is not offered")
    ]


@pytest.mark.parametrize(
    ("availability", "said", "result", "detail", "mend"),
    [
        (
            "unavailable",
            {},
            Result.PROBLEM,
            "ja is not available",
            'choose another contact language; "en" is the safest',
        ),
        ("limited", {}, Result.NOTE, "availability of ja: limited", ""),
        ("", {}, Result.NOTE, "availability of ja: not known (silent)", ""),
        (
            "",
            {OPTIONS: (Said.DENIED, "AccessDenied")},
            Result.NOTE,
            "availability of ja: not known (AccessDenied)",
            "",
        ),
        ("", {OPTIONS: (Said.YES, "")}, Result.NOTE, "availability of ja: not known (yes)", ""),
    ],
)
def test_a_language_is_available_is_not_or_is_not_known(
    availability: str, said: dict[str, Any], result: Result, detail: str, mend: str
) -> None:
    found = checks(language="ja", availability=availability, said=said)

    assert about("language", found) == [Check("language", result, detail, mend)]


@pytest.mark.parametrize(
    ("answer", "code", "result", "detail", "mend"),
    [
        (Said.DENIED, "A", Result.PROBLEM, "denied (A)", "allow support:CreateCase"),
        (Said.REFUSED, "", Result.PROBLEM, "AWS Support would refuse the case (no code)", BY_HAND),
        (
            Said.LATER,
            "T",
            Result.NOTE,
            "AWS Support takes no case at this moment (T)",
            "nothing: a port-out asks again for a day",
        ),
        (Said.SILENT, "5", Result.UNKNOWN, "AWS Support did not answer (5)", "try again later"),
        (
            Said.OPENED,
            "",
            Result.PROBLEM,
            "AWS Support opened case case-7 though it was asked to rehearse only",
            "resolve that case in the AWS Support Center, and do not rehearse again",
        ),
    ],
)
def test_what_came_of_the_rehearsal_is_said(
    answer: Said, code: str, result: Result, detail: str, mend: str
) -> None:
    found = checks(said=answering(answer, code, CREATE), opened="case-7")

    assert about("create_case", found) == [Check("create_case", result, detail, mend)]


def test_a_rehearsal_that_was_not_made_came_to_nothing() -> None:
    assert about("create_case", checks(said={SERVICES: (Said.YES, "")})) == []
