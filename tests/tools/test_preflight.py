"""`make preflight`: what it says of an account, and with which exit code."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from infra.support_codes import SUPPORT_CODES
from port_out.domain.billing import BillingReading, Standing
from port_out.domain.cases import CaseKind, FoundBy
from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.domain.preflight import CREATE, SERVICES, Said
from tests.builders import ACCOUNT, BILL, INSTANCE, NOON, OPERATOR, REGION, an_inventory
from tests.fakes import FakeBilling, FakeConnect, FakeSupportRehearsal
from tests.fakes.support_rehearsal import WILLING
from tools.preflight import CAN, CAN_NOT, UNCLEAR, Account, NotJudged, main, report

READING = BillingReading(ACCOUNT, Standing.STANDALONE, invoice_profile=BILL, account_contact=BILL)


def an_account(**changes: Any) -> Account:
    """An account that is ready for everything."""
    given: dict[str, Any] = {
        "id": ACCOUNT,
        "caller": OPERATOR,
        "region": REGION,
        "has_connect": True,
        "support": FakeSupportRehearsal(),
        "connect": FakeConnect(an_inventory()),
        "billing": FakeBilling(READING),
        "today": NOON.date(),
    }
    return Account(**given | changes)


def saying(**changes: Any) -> FakeSupportRehearsal:
    return FakeSupportRehearsal(replace(WILLING, **changes))


def test_an_account_that_is_ready_says_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    code = report(an_account(), INSTANCE, "en")

    said = capsys.readouterr().out
    assert code == CAN
    assert f"account {ACCOUNT} as {OPERATOR}" in said
    assert "phone-number-port-out, found by code" in said
    assert "example holds 3 numbers" in said
    assert "READY: this account can open the case" in said


def test_the_rehearsal_says_of_itself_that_it_is_none_and_in_which_language() -> None:
    support = FakeSupportRehearsal()

    report(an_account(support=support), "", "ja")

    ((subject, body, language, cc),) = support.asked
    assert subject.startswith("TEST CASE-Please ignore")
    assert body
    assert (language, cc) == ("ja", ())


NO_PLAN = {SERVICES: (Said.NO_PLAN, "SubscriptionRequiredException")}
NOT_READY: dict[str, tuple[Callable[[], Account], str]] = {
    "no plan": (lambda: an_account(support=saying(said=NO_PLAN, kind=None)), "Business Support+"),
    "no permission": (
        lambda: an_account(support=saying(said=WILLING.said | {CREATE: (Said.DENIED, "Denied")})),
        "allow support:CreateCase",
    ),
    "no category": (
        lambda: an_account(support=saying(kind=None, said={SERVICES: (Said.YES, "")})),
        "neither by code nor by name",
    ),
    "no language": (
        lambda: an_account(support=saying(availability="unavailable")),
        "en is not available",
    ),
    "no instance": (lambda: an_account(connect=FakeConnect()), "no instance"),
    "another Region": (lambda: an_account(region="eu-west-2"), "deploy there too"),
    "an instance that is not ready": (
        lambda: an_account(connect=FakeConnect(an_inventory(status="CREATION_IN_PROGRESS"))),
        "CREATION_IN_PROGRESS",
    ),
    "another partition": (
        lambda: an_account(caller=OPERATOR.replace("arn:aws:", "arn:aws-us-gov:")),
        "partition aws-us-gov",
    ),
}


@pytest.mark.parametrize("why", NOT_READY)
def test_an_account_that_is_not_ready_says_why_and_where_to_do_it_by_hand(
    why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    account, said = NOT_READY[why]

    code = report(account(), INSTANCE, "en")

    shown = capsys.readouterr().out
    assert code == CAN_NOT
    assert "PROBLEM" in shown
    assert said in shown
    assert "/support/home#/case/create?issueType=customer-service" in shown


@pytest.mark.parametrize(
    "fault", [AccessRefused("connect refused"), TemporarilyUnavailable("down")]
)
def test_what_can_not_be_looked_at_is_not_judged(fault: Any) -> None:
    account = an_account()
    account.connect.failing = fault  # type: ignore[attr-defined]  # only the fake has it
    silent = saying(said=WILLING.said | {CREATE: (Said.SILENT, "ReadTimeoutError")})

    assert report(account, INSTANCE, "en") == UNCLEAR
    assert report(an_account(support=silent), "", "en") == UNCLEAR


def test_notes_are_said_and_stop_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    kind = CaseKind("new-code", "moved", "normal", FoundBy.NAME)
    account = an_account(
        support=saying(kind=kind, availability="best_effort"),
        billing=FakeBilling(BillingReading(ACCOUNT)),
        has_connect=False,
    )

    code = report(account, "", "en")

    said = capsys.readouterr().out
    assert code == CAN
    assert "new-code / moved, found by name" in said
    assert "normal, as low is not offered" in said
    assert "bill_identity" in said
    assert "fill in the contact of the account" in said
    assert "no Amazon Connect is known in us-east-1" in said


def test_billing_that_does_not_answer_says_nothing_of_the_case() -> None:
    account = an_account(billing=FakeBilling(TemporarilyUnavailable("invoicing: down")))

    assert report(account, "", "en") == CAN


def test_an_instance_that_is_none_is_not_judged(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotJudged, match="INSTANCE="):
        report(an_account(), "my-instance", "en")

    assert capsys.readouterr().out == ""


def test_without_credentials_nothing_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_PROFILE", "a-profile-that-nobody-has")

    code = main(["--region", REGION])

    assert code == UNCLEAR
    assert "does not know who asks" in capsys.readouterr().err


def test_the_codes_are_those_that_the_functions_are_told() -> None:
    told = list(SUPPORT_CODES)

    assert told == ["SUPPORT_SERVICE_CODE", "SUPPORT_CATEGORY_CODE", "SUPPORT_SEVERITY"]
