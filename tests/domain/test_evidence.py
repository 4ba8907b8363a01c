"""Exact means exact, and every number has one reason why it can't leave."""

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pytest

from port_out.domain.evidence import (
    COMPARED,
    Bill,
    differences,
    loa_text,
    number_list,
    number_problems,
    ownership_statement,
    place_problem,
)
from port_out.domain.numbers import CANNOT_LEAVE, InstanceArn, Kind
from tests.builders import (
    ACCOUNT,
    BILL,
    IDENTITY,
    INSTANCE,
    NUMBERS,
    REGION,
    an_inventory,
    an_order,
    held,
)
from tests.domain.samples import a_port_out


def test_an_loa_that_is_what_the_bill_shows_has_no_difference() -> None:
    assert differences(IDENTITY, BILL) == []


@pytest.mark.parametrize("field", COMPARED)
def test_each_compared_field_is_found_alone(field: str) -> None:
    changed = replace(IDENTITY, **{field: "something else"})

    assert [d.field for d in differences(changed, BILL)] == [field]


@pytest.mark.parametrize(
    "name",
    [
        "Example Retail LLC ",
        " Example Retail LLC",
        "Example  Retail LLC",
        "Example\u00a0Retail LLC",
        "example retail llc",
        "EXAMPLE RETAIL LLC",
        "Example Retail, LLC",
        "Example Retail LLC.",
        "Ехample Retail LLC",
        "Example Retail L\u200bLC",
        "",
    ],
)
def test_what_looks_alike_is_still_a_difference(name: str) -> None:
    [found] = differences(replace(IDENTITY, company_name=name), BILL)

    assert found.as_data() == {
        "field": "company_name",
        "given": name,
        "billed": "Example Retail LLC",
        "code": "ENTITY_NAME_MISMATCH",
    }


def test_two_unicode_forms_of_one_name_differ() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Café Ñandú") for form in ("NFC", "NFD"))
    bill = Bill("bill", {**BILL.fields, "company_name": decomposed})

    assert len(differences(replace(IDENTITY, company_name=composed), bill)) == 1
    assert differences(replace(IDENTITY, company_name=decomposed), bill) == []


def test_a_field_that_only_the_bill_has_is_a_difference_too() -> None:
    bill = Bill("bill", {**BILL.fields, "address_line_2": "Suite 5"})

    [found] = differences(IDENTITY, bill)

    assert (found.field, found.given, found.billed) == ("address_line_2", "", "Suite 5")
    assert found.code == "ADDRESS_MISMATCH"


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


def test_the_number_list_survives_a_spreadsheet_reader() -> None:
    text = number_list(NUMBERS, an_inventory())

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["PhoneNumber"] for row in rows] == list(NUMBERS)
    assert text.splitlines()[1].startswith(f'"{NUMBERS[0]}","US","DID",')
    assert text.count("\r\n") == len(NUMBERS) + 1


def test_the_ownership_statement_names_the_calls_that_showed_it() -> None:
    statement = ownership_statement(a_port_out(), NUMBERS, an_inventory(), ACCOUNT)

    assert statement["aws_request_ids"] == ["request-1"]
    assert [each["number"] for each in statement["numbers"]] == list(NUMBERS)
    assert statement["captured_at"] == "2026-11-23T12:00:00.000000+00:00"
    assert json.loads(json.dumps(statement)) == statement


def test_the_loa_prints_what_was_given_character_by_character() -> None:
    order = an_order(identity=replace(IDENTITY, company_name="Žlutý  kůň \u202e携帯, LLC "))

    text = loa_text(a_port_out(order=order), NUMBERS)

    assert "Company name: Žlutý  kůň \u202e携帯, LLC \n" in text
    assert "DRAFT" in text
    assert text.index(NUMBERS[0]) < text.index(NUMBERS[2])
    assert "Title:" not in text
