"""Proof of ownership: what an instance holds, and why a number of it can't leave."""

import json

import pytest

from port_out.domain.evidence import by_reason, number_problems, place_problem
from port_out.domain.numbers import CANNOT_LEAVE, InstanceArn, Kind
from port_out.domain.statement import ownership_statement
from tests.builders import ACCOUNT, INSTANCE, NUMBERS, REGION, an_inventory, an_order, held
from tests.domain.samples import a_port_out


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"country": "CA"}, "is CA geographic; this port-out is for US geographic"),
        ({"type": "TOLL_FREE"}, "is US toll_free"),
        ({"source_arn": "arn:aws:sms-voice:x"}, "AWS End User Messaging"),
        ({"type": "NEW_TYPE"}, "does not know (NEW_TYPE)"),
        *(({"type": type_}, reason) for type_, reason in CANNOT_LEAVE.items()),
    ],
)
def test_a_number_that_can_not_leave_says_why(changes: dict[str, str], words: str) -> None:
    inventory = an_inventory(held(NUMBERS[0]), held(NUMBERS[1], **changes))

    found = number_problems(NUMBERS, an_order(), inventory)

    assert list(found) == [NUMBERS[1], NUMBERS[2]]
    assert words in found[NUMBERS[1]]
    assert "not claimed" in found[NUMBERS[2]]


def test_a_number_on_a_traffic_distribution_group_is_ours() -> None:
    group = f"arn:aws:connect:{REGION}:{ACCOUNT}:traffic-distribution-group/g"
    inventory = an_inventory(held(NUMBERS[0], target_arn=group, instance_id=""))

    assert number_problems(NUMBERS[:1], an_order(), inventory) == {}


def test_toll_free_numbers_leave_in_a_toll_free_port_out() -> None:
    inventory = an_inventory(held("+18005550100", type="TOLL_FREE"))

    assert number_problems(["+18005550100"], an_order(kind=Kind.TOLL_FREE), inventory) == {}


def test_a_deployment_speaks_for_its_own_account_and_region_only() -> None:
    instance = InstanceArn.parse(INSTANCE)

    assert place_problem(instance, account=ACCOUNT, region=REGION) == ""
    assert "account" in place_problem(instance, account="999999999999", region=REGION)
    assert "deploy there too" in place_problem(instance, account=ACCOUNT, region="eu-west-1")


def test_the_ownership_statement_names_the_calls_that_showed_it() -> None:
    statement = ownership_statement(a_port_out(), NUMBERS, an_inventory(), ACCOUNT)

    assert statement["aws_request_ids"] == ["request-1"]
    assert [each["number"] for each in statement["numbers"]] == list(NUMBERS)
    assert statement["captured_at"] == "2026-11-23T12:00:00.000000+00:00"
    assert json.loads(json.dumps(statement)) == statement


def test_reasons_are_said_once_with_their_numbers_in_order() -> None:
    problems = {NUMBERS[2]: "is gone", NUMBERS[0]: "is a short code", NUMBERS[1]: "is gone"}

    assert by_reason(problems) == {
        "is gone": [NUMBERS[2], NUMBERS[1]],
        "is a short code": [NUMBERS[0]],
    }
    assert by_reason({}) == {}
