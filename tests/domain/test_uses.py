"""What uses a number, as a table and as data."""

import csv
import io

import pytest

from port_out.domain.uses import Use, UseKind, uses_as_data, uses_csv
from tests.builders import NUMBERS

FLOW = Use(UseKind.FLOW, "f-1", "Sales", NUMBERS[:2])
QUEUE = Use(UseKind.QUEUE, "q-1", 'Say "hello"', NUMBERS[:1])


def table(*uses: Use) -> list[list[str]]:
    """The rows of the table below its header."""
    header, *rows = csv.reader(io.StringIO(uses_csv(uses)))
    assert header == ["PhoneNumber", "Kind", "Name", "Id"]
    return rows


def test_each_number_of_each_use_is_a_row_and_the_rows_are_sorted() -> None:
    assert table(QUEUE, FLOW) == [
        [NUMBERS[0], "flow", "Sales", "f-1"],
        [NUMBERS[0], "queue", 'Say "hello"', "q-1"],
        [NUMBERS[1], "flow", "Sales", "f-1"],
    ]
    assert uses_csv([]).encode() == b'"PhoneNumber","Kind","Name","Id"\r\n'


@pytest.mark.parametrize("name", ["=1+1", "+1-2", "-1", "@now", "\t=1", "\r=1", "\n=1", "+"])
def test_no_name_is_taken_for_a_formula(name: str) -> None:
    [[number, _, cell, _]] = table(Use(UseKind.FLOW, "f-1", name, NUMBERS[:1]))

    assert cell == f"'{name}"
    assert number == NUMBERS[0], "a number in E.164 form is what it is"


def test_as_data_the_uses_stand_in_one_order() -> None:
    other = Use(UseKind.FLOW, "f-0", "Sales", NUMBERS[2:])

    assert uses_as_data([QUEUE, FLOW, other]) == [
        {"kind": "flow", "id": "f-0", "name": "Sales", "numbers": list(NUMBERS[2:])},
        {"kind": "flow", "id": "f-1", "name": "Sales", "numbers": list(NUMBERS[:2])},
        {"kind": "queue", "id": "q-1", "name": 'Say "hello"', "numbers": list(NUMBERS[:1])},
    ]
