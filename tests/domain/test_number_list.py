"""The number list survives a spreadsheet, and is no way into one."""

import csv
import io

import pytest

from port_out.domain.number_list import (
    HEADER,
    international,
    number_list_csv,
    number_rows,
    safe_cell,
)
from tests.printing.samples import PHONE_ID, held, numbers


def test_the_csv_has_every_number_in_order_and_every_cell_quoted() -> None:
    text = number_list_csv(map(held, numbers(500)))

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["PhoneNumber"] for row in rows] == list(numbers(500))
    assert text.splitlines()[0] == ",".join(f'"{name}"' for name in HEADER)
    assert text.splitlines()[1] == f'"+12065550000","+1 206-555-0000","US","DID","{PHONE_ID}"'
    assert text.count("\r\n") == 501


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+442079460958", "+44 20 7946 0958"), ("+18005550100", "+1 800-555-0100"), ("x", "x")],
)
def test_the_formatted_number_has_spaces_and_is_no_sum(number: str, shown: str) -> None:
    assert international(number) == shown


@pytest.mark.parametrize("text", ["=1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "+1+cmd", "+x", "+"])
def test_a_cell_that_would_be_a_formula_is_kept_from_it(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+12065550100", "+1 206-555-0100", "DID", "", "a=b"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_what_aws_supplies_is_guarded_in_every_column() -> None:
    [row] = number_rows([held("+12065550100", id="=x", type="@y", country="-z")])

    assert row[2:] == ("'-z", "'@y", "'=x")
