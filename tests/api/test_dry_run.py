"""POST /port-outs?dryRun=true."""

import pytest

from port_out.domain.errors import NoInvoiceProfile, PortOutError, TemporarilyUnavailable
from port_out.domain.evidence import Bill
from tests.api.builders import ID, INSTANCE, NUMBERS, a_request, held, inventory
from tests.api.world import World
from tests.fakes import FakeBilling, FakeConnect

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


def test_a_bill_that_can_not_be_read_is_said(world: World) -> None:
    world.billing = FakeBilling(NoInvoiceProfile("none"))
    evidence = world.post(URL, a_request()).body["evidence"]

    assert evidence["bill"] == "not readable"
    assert "by hand" in evidence["advice"]


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
