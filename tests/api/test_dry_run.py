"""POST /port-outs?dryRun=true."""

from dataclasses import replace

import pytest

from port_out.domain.billing import Bill, BillingReading, Standing
from port_out.domain.errors import PortOutError, TemporarilyUnavailable
from port_out.domain.exact_match import COMPARED
from port_out.domain.preflight import CREATE, SERVICES, Said
from tests.api.builders import ACCOUNT, ID, IDENTITY, INSTANCE, NUMBERS, a_request, held, inventory
from tests.api.world import World
from tests.fakes import FakeBilling, FakeConnect, FakeSupportRehearsal
from tests.fakes.support_rehearsal import WILLING

URL = "/port-outs?dryRun=true"


def test_a_dry_run_shows_all_and_changes_nothing(world: World) -> None:
    answer = world.post(URL, a_request())

    assert (answer.status, answer.body["would_be_accepted"]) == (200, True)
    assert answer.body["ownership"]["instance"]["alias"] == "example"
    assert answer.body["evidence"]["differences"] == []
    assert NUMBERS[0] in answer.body["case"]["bodies"][0]
    assert "[po-dry-run]" in answer.body["case"]["subject"]
    assert not world.port_outs.rows
    assert not world.workflow.started
    assert not world.locks.held


def test_a_dry_run_names_the_differences_and_the_refusal_they_would_cause(world: World) -> None:
    world.billing = FakeBilling(Bill("account contact", {"company_name": "Example Corp"}))
    report = world.post(URL, a_request()).body

    first = report["evidence"]["differences"][0]
    assert (first["field"], first["code"]) == ("company_name", "ENTITY_NAME_MISMATCH")
    assert report["would_be_accepted"] is True
    assert "Await Correction" in report["evidence"]["advice"]


def test_a_bill_that_can_not_be_read_is_said_with_what_to_do(world: World) -> None:
    world.billing = FakeBilling(BillingReading(ACCOUNT))
    evidence = world.post(URL, a_request()).body["evidence"]

    assert (evidence["bill"], evidence["exact_match"]) == ("not readable", None)
    assert evidence["differences"] == []
    assert "Await Correction" in evidence["advice"]
    assert "`billing`" in evidence["advice"]
    cases = {finding["case"]: finding["advice"] for finding in evidence["billing"]}
    assert "bill_identity" in cases["bill_not_readable"]
    assert "no_invoice_yet" in cases


def test_a_member_hears_who_pays_its_bill(world: World) -> None:
    contact = Bill("account contact", {"company_name": "Example Corp."})
    reading = BillingReading(ACCOUNT, Standing.MEMBER, "999999999999", None, contact)
    world.billing = FakeBilling(reading)
    evidence = world.post(URL, a_request()).body["evidence"]

    assert evidence["bill"] == "not readable", "its contact is not on the bill of another"
    assert "account 999999999999" in evidence["billing"][0]["advice"]


def test_the_report_shows_every_field_and_marks_what_differs(world: World) -> None:
    shown = IDENTITY | {"city": "SEATTLE"}
    world.billing = FakeBilling(Bill("invoice profile", shown))
    evidence = world.post(URL, a_request()).body["evidence"]

    report = evidence["exact_match"]
    assert (report["source"], report["stops"]) == ("invoice profile", True)
    verdicts = {field["field"]: field["verdict"] for field in report["fields"]}
    assert set(verdicts) == set(COMPARED)
    assert (verdicts["city"], verdicts["company_name"]) == ("differs_only_in", "equal")
    assert "NO MATCH, would be refused: city." in report["text"]
    assert evidence["differences"][0]["field"] == "city"


def test_a_bill_that_matches_says_so_and_has_nothing_to_do(world: World) -> None:
    evidence = world.post(URL, a_request()).body["evidence"]

    assert evidence["exact_match"]["stops"] is False
    assert "MATCH: every field" in evidence["exact_match"]["text"]
    assert (evidence["billing"], evidence["unprintable"]) == ([], [])


def test_characters_that_the_paper_can_not_show_are_named_before_anything_is_asked(
    world: World,
) -> None:
    identity = IDENTITY | {"company_name": "株 Example", "authorized_person": "José Łukasz"}
    evidence = world.post(URL, a_request(identity=identity)).body["evidence"]

    assert evidence["unprintable"] == ['U+682A CJK UNIFIED IDEOGRAPH-682A "株"']


def test_numbers_that_can_not_leave_or_are_taken_are_named(world: World) -> None:
    world.connect = FakeConnect(inventory(held(NUMBERS[0], "UIFN")))
    world.locks.held = {NUMBERS[1]: ID}
    report = world.post(URL, a_request()).body

    assert report["would_be_accepted"] is False
    assert {n["number"] for n in report["ownership"]["number_problems"]} == set(NUMBERS)
    assert report["ownership"]["taken"] == [{"number": NUMBERS[1], "port_out_id": ID}]


@pytest.mark.parametrize(
    ("arn", "said"),
    [
        (INSTANCE.replace("123456789012", "210987654321"), "belongs to account"),
        (INSTANCE.replace("us-east-1", "eu-west-2"), "deploy there too"),
        (INSTANCE.replace("aaaaaaaa", "bbbbbbbb"), "does not exist"),
    ],
)
def test_an_instance_elsewhere_is_said(world: World, arn: str, said: str) -> None:
    report = world.post(URL, a_request(instance_arn=arn)).body

    assert report["would_be_accepted"] is False
    assert said in report["ownership"]["problem"]


def test_an_instance_that_is_not_active_is_said(world: World) -> None:
    world.connect = FakeConnect(inventory(status="CREATION_FAILED"))

    assert "CREATION_FAILED" in world.post(URL, a_request()).body["ownership"]["problem"]


@pytest.mark.parametrize("value", ["yes", "", "True", "1"])
def test_a_dry_run_that_is_neither_true_nor_false_is_refused(world: World, value: str) -> None:
    answer = world.post(f"/port-outs?dryRun={value}", a_request())

    assert answer.status == 400
    assert not world.port_outs.rows


def test_a_misspelt_parameter_starts_nothing(world: World) -> None:
    assert world.post("/port-outs?dryrun=true", a_request()).status == 400
    assert not world.port_outs.rows


@pytest.mark.parametrize(("error", "status"), [(TemporarilyUnavailable("connect"), 503)])
def test_a_dry_run_without_aws_is_to_be_repeated(
    world: World, error: PortOutError, status: int
) -> None:
    world.connect.failing = error

    assert world.post(URL, a_request()).status == status


def test_the_very_case_of_the_request_is_rehearsed_with_its_language_and_its_copies(
    world: World,
) -> None:
    contact = {"language": "ja", "cc": ["a@example.com"]}
    report = world.post(URL, a_request(contact=contact)).body

    case = report["case"]
    assert world.support.asked == [(case["subject"], case["bodies"][0], "ja", ("a@example.com",))]
    assert report["support"]["verdict"] == "ready"
    assert report["support"]["kind"]["found_by"] == "code"


def test_an_account_without_the_api_hears_where_to_open_the_case_by_hand(world: World) -> None:
    denied = {SERVICES: (Said.NO_PLAN, "SubscriptionRequiredException")}
    world.support = FakeSupportRehearsal(replace(WILLING, said=denied, kind=None))
    report = world.post(URL, a_request()).body

    support = report["support"]
    assert report["would_be_accepted"] is True, "a person can open the case"
    assert (support["verdict"], support["kind"]) == ("not_ready", None)
    assert [check["about"] for check in support["checks"]] == ["plan"]
    assert "categoryCode=phone-number-port-out" in support["by_hand"]


def test_a_support_that_does_not_answer_leaves_the_rest_of_the_report(world: World) -> None:
    silent = WILLING.said | {CREATE: (Said.SILENT, "ReadTimeoutError")}
    world.support = FakeSupportRehearsal(replace(WILLING, said=silent))
    answer = world.post(URL, a_request())

    assert (answer.status, answer.body["support"]["verdict"]) == (200, "unknown")
    assert answer.body["ownership"]["problem"] == ""


def test_a_request_that_is_no_dry_run_rehearses_nothing(world: World) -> None:
    world.post("/port-outs", a_request())

    assert world.support.asked == []
