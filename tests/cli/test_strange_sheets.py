"""Lists as nobody should keep them: repaired and said so, or refused by row, value and mend."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from cli.exits import Stop
from cli.number_cells import read_number
from cli.number_forms import CannotRead
from cli.sheets import read_sheet, read_text

ONE, TWO = "+12065550100", "+12065550101"


def workbook(fill: Callable[[Any, Any], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        *("+12065550100 - 0109", "+12065550100-09", "+12065550100\u201312065550109"),
        *("12065550100-12065550109", "+12065550100 to 0109", "+12065550100..0109"),
        *("+12065550100 - +12065550109", "+49 30 123456-60"),
    ],
)
def test_a_range_is_never_read_as_one_number(cell: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_number(cell)

    assert refused.value.detail == "may be a range of numbers"
    assert "row of its own" in refused.value.mend


@pytest.mark.parametrize("cell", ["+49 30 123456-0", "+49 30 123456-10", "+1-206-555-0100"])
def test_a_dash_that_can_not_be_a_range_is_left_out(cell: str) -> None:
    assert read_number(cell).number == "+" + "".join(c for c in cell if c.isdecimal())


@pytest.mark.parametrize(
    ("cell", "country", "said"),
    [
        ("1206555010.5", "", "has a fraction"),
        ("2026-01-01", "DE", "is a date"),
        ("2026-01-01T00:00:00", "", "is a date"),
        ("01.02.2026", "DE", "is a date"),
        ("011 44 20 7946 0000", "", "begins with 011"),
        ("#N/A", "", "error of the spreadsheet"),
        ("+1 206 555 0100 x12", "", "letters"),
    ],
)
def test_what_is_no_number_is_not_made_one(cell: str, country: str, said: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_number(cell, country)

    assert said in refused.value.detail


@pytest.mark.parametrize(("country", "prefix"), [("US", "011"), ("AU", "0011"), ("JP", "010")])
def test_the_prefix_for_calls_abroad_is_the_countrys_own(country: str, prefix: str) -> None:
    read = read_number(f"{prefix} 44 20 7946 0000", country)

    assert read.number == "+442079460000"
    assert f"{prefix} was read as +" in read.repairs


def test_a_hidden_mark_is_not_called_a_scheme() -> None:
    assert read_number(f"\u200f{ONE}\u200f").repairs == (
        "blanks or hidden characters were left out",
    )
    assert "tel" not in str(read_number(f"\t{ONE}").repairs)


def test_a_quotation_mark_that_nothing_closes_takes_no_row_with_it() -> None:
    for more in ("", ',"two"'):
        with pytest.raises(Stop) as refused:
            read_sheet(f'Phone,Note\n{ONE},"one\n{TWO},x{more}\n'.encode())
        assert "quotation marks" in refused.value.mend
    assert read_sheet(f'Phone,Note\n{ONE},"a\nb"\n{TWO},5" pipe\n'.encode()).numbers == [ONE, TWO]


def test_only_a_line_end_ends_a_row() -> None:
    sheet = read_sheet(f"Phone,Note\n{ONE},a\u2028b\x0bc\n{TWO},d\n".encode())

    assert [(e.row, e.number) for e in sheet.entries] == [(2, ONE), (3, TWO)]
    assert not sheet.flaws


def test_numbers_in_another_column_are_not_left_out_silently() -> None:
    named = read_sheet(f"Phone,Mobile\n{ONE},{TWO}\n".encode())
    unnamed = read_sheet(f"Phone,\n{ONE},{TWO}\n".encode())

    assert named.numbers == unnamed.numbers == [ONE]
    assert "column mobile has 1" in named.notes[0]
    assert "column B has 1" in unnamed.notes[0]


def test_a_heading_over_a_counter_does_not_win_over_numbers() -> None:
    with pytest.raises(Stop) as refused:
        read_sheet(f"Number,Main line\n1,{ONE}\n2,{TWO}\n".encode())

    assert "--column: Number, Main line" in refused.value.mend
    assert read_sheet(f"Number,Main line\n1,{ONE}\n".encode(), column="Main line").numbers == [ONE]


def test_the_row_says_the_country_better_than_the_command_line() -> None:
    rows = b"Country,Phone\nUS,2065550100\nGB,02079460000\n44,02079460001\n,2065550101\n"
    sheet = read_sheet(rows, country="US")

    assert sheet.numbers == [ONE, "+442079460000", "+442079460001", TWO]


def test_a_row_that_contradicts_itself_is_refused() -> None:
    rows = f"Country,Phone\nUS,442079460000\nGB,{ONE}\nGermany,2065550100\nGermany,{TWO}\n"
    sheet = read_sheet(rows.encode(), country="US")

    assert [(flaw.row, "row says" in flaw.detail) for flaw in sheet.flaws[:2]] == [
        (2, True),
        (3, True),
    ]
    assert "two letters" in sheet.flaws[2].detail
    assert sheet.numbers == [TWO]


def test_totals_and_rows_without_a_number_are_named() -> None:
    sheet = read_sheet(f"City,Phone,Count\nS,{ONE},1\nTotal,,1\nx,Total,1\n".encode())

    assert [(flaw.row, flaw.given) for flaw in sheet.flaws] == [(3, ""), (4, "Total")]


def test_a_pasted_range_is_not_its_two_ends() -> None:
    sheet = read_text(f"{ONE} - {TWO}\n{ONE} to {TWO}\n{ONE} {TWO}".encode())

    assert sheet.numbers == [ONE, TWO]
    assert [flaw.row for flaw in sheet.flaws] == [1, 2]


def test_a_workbook_of_all_sorts_of_cells_is_accounted_for() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.append(["Our numbers"])
        sheet.merge_cells("A1:C1")
        sheet.append([])
        for cell in ("PhoneNumber", 12065550100.0, f"'{TWO}", 12065550102.5, "=A1", True, "#N/A"):
            sheet.append([cell])
        sheet.row_dimensions[5].hidden = True

    sheet = read_sheet(workbook(fill))

    assert sheet.numbers == [ONE, TWO]
    assert [flaw.row for flaw in sheet.flaws] == [6, 7, 8, 9]
    assert "row 3" in sheet.notes[0]


@pytest.mark.parametrize("count", [10_000, 100_001])
def test_a_list_of_any_length_is_read_whole(count: int) -> None:
    cells = "\n".join(f"+1206{2_000_000 + number}" for number in range(count))

    assert len(read_sheet(b"Phone\n" + cells.encode()).numbers) == count
