"""Lists of numbers as people keep them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.exits import Stop
from cli.sheets import Duplicate, Entry, Flaw, read_sheet, read_text

NUMBERS = ["+12065550100", "+12065550101"]


def workbook(*rows: list[Any], more: dict[str, list[Any]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title, row in (more or {}).items():
        book.create_sheet(title).append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter_of_a_spreadsheet_is_read(encoding: str, mark: str) -> None:
    lines = [f"Büro{mark}Phone Number", *(f"Zürich{mark}{n}" for n in NUMBERS)]
    sheet = read_sheet("\r\n".join(lines).encode(encoding))

    assert (sheet.column, sheet.numbers) == ("Phone Number", NUMBERS)
    assert sheet.entries[0].more == {"bro": "Zürich"}


def test_a_cell_of_a_workbook_that_is_a_number_gets_its_plus_back() -> None:
    sheet = read_sheet(workbook(["PhoneNumber", "Reference"], [12065550100, "A"], [12065550101.0]))

    assert sheet.numbers == NUMBERS
    assert sheet.entries[0].repairs == ("the lost + was put back",)
    assert sheet.entries[0].more == {"reference": "A"}


def test_a_formula_is_never_followed_and_its_row_is_named() -> None:
    sheet = read_sheet(workbook(["PhoneNumber"], [NUMBERS[0]], ['=WEBSERVICE("https://x")']))

    assert sheet.numbers == NUMBERS[:1]
    [flaw] = sheet.flaws
    assert (flaw.row, flaw.column, flaw.detail) == (3, "PhoneNumber", "is a formula")


def test_of_several_sheets_one_must_be_named() -> None:
    content = workbook(["Number"], [NUMBERS[0]], more={"Old": ["+12065550101"]})

    with pytest.raises(Stop, match="several sheets"):
        read_sheet(content)
    assert read_sheet(content, sheet="Old").numbers == NUMBERS[1:]
    with pytest.raises(Stop, match="no sheet New"):
        read_sheet(content, sheet="New")


@pytest.mark.parametrize(
    "content",
    [
        b"Phone Number,Telephone Number\n+12065550100,+12065550101\n",
        b"+12065550100,+12065550101\n+12065550102,+12065550103\n",
    ],
)
def test_where_two_columns_may_have_the_numbers_nobody_guesses(content: bytes) -> None:
    with pytest.raises(Stop) as refused:
        read_sheet(content)

    assert "--column" in refused.value.mend
    wanted = "Telephone Number" if b"Phone" in content else "B"
    assert read_sheet(content, column=wanted).numbers[0] == "+12065550101"


def test_titles_above_the_headings_are_left_out_and_that_is_said() -> None:
    sheet = read_sheet(b"Our numbers,\n,\nUse,Number\nSales,+12065550100\n")

    assert sheet.numbers == NUMBERS[:1]
    assert "row 3" in sheet.notes[0]
    assert sheet.entries[0].row == 4


def test_the_first_of_two_stays_and_the_other_is_named() -> None:
    sheet = read_sheet(b"number\n+12065550100\n+1 206 555 0100\n")

    assert sheet.numbers == NUMBERS[:1]
    [double] = sheet.duplicates
    assert (double.row, double.first_row) == (3, 2)


def test_a_decimal_comma_is_no_delimiter() -> None:
    sheet = read_sheet(b"1,2065550100E+10\n1,2065550101E+10\n")

    assert sheet.numbers == NUMBERS


def test_pasted_text_may_have_several_numbers_a_line() -> None:
    sheet = read_text(b"+1 206 555 0100 +12065550101; and\n12065550102")

    assert sheet.numbers == [*NUMBERS, "+12065550102"]
    assert [(flaw.row, flaw.given) for flaw in sheet.flaws] == [(1, "and")]


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04no", b"a\0b\0\xff"])
def test_what_is_no_list_is_refused_with_a_mend(content: bytes) -> None:
    with pytest.raises(Stop) as refused:
        read_sheet(content)

    assert refused.value.mend


@given(
    st.lists(
        st.one_of(
            st.integers(2_000_000, 9_999_999).map(lambda n: f"+1206{n}"),
            st.text("0123456789+-.E ()'=x", min_size=1, max_size=20).filter(lambda t: t.strip()),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_row_is_an_entry_a_flaw_or_a_duplicate(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["PhoneNumber"], *([c] for c in cells)])
    sheet = read_sheet(out.getvalue().encode())

    parts: list[Sequence[Entry | Flaw | Duplicate]]
    parts = [sheet.entries, sheet.flaws, sheet.duplicates]
    assert sorted(each.row for part in parts for each in part) == list(range(2, len(cells) + 2))
    assert len(set(sheet.numbers)) == len(sheet.numbers)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        sheet = read_sheet(content)
    except Stop:
        return

    assert all(number.startswith("+") for number in sheet.numbers)


def test_a_number_that_is_listed_for_two_carriers_is_read_for_neither() -> None:
    rows = ["+12065550100,Example", "+12065550101,Example", "+12065550100,Another"]

    sheets = [
        read_sheet("\n".join(["phone,winning_carrier", *given]).encode())
        for given in (rows, rows[::-1])
    ]

    assert [sheet.numbers for sheet in sheets] == [["+12065550101"]] * 2
    assert [[flaw.detail for flaw in sheet.flaws] for sheet in sheets] == [
        ["is in the list again, with another carrier or reference"]
    ] * 2
