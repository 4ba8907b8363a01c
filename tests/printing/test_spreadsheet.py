"""The XLSX list: nothing but text cells, so that no spreadsheet turns a number into another."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

from port_out.domain.number_list import HEADER, number_rows
from port_out.printing import number_list_xlsx
from tests.printing.samples import held, numbers

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def xml(text: str) -> Any:
    return ElementTree.fromstring(text)  # noqa: S314 - we wrote it ourselves


def cells(content: bytes) -> list[list[str]]:
    files = parts(content)
    strings = [
        "".join(each.itertext()) for each in xml(files["xl/sharedStrings.xml"]).iter(f"{MAIN}si")
    ]
    sheet = xml(files[SHEET])
    found = []
    for row in sheet.iter(f"{MAIN}row"):
        assert {cell.get("t") for cell in row.iter(f"{MAIN}c")} == {"s"}
        found.append([strings[int(v.text or "")] for v in row.iter(f"{MAIN}v")])
    return found


def a_list(count: int) -> bytes:
    return number_list_xlsx(HEADER, number_rows(map(held, numbers(count))))


def test_every_cell_is_text_and_numbers_keep_their_plus() -> None:
    header, *rows = cells(a_list(500))

    assert header == list(HEADER)
    assert [row[0] for row in rows] == list(numbers(500))
    assert rows[0][1] == "+1 206-555-0000"


def test_every_cell_has_the_format_of_text_so_that_editing_keeps_it() -> None:
    files = parts(a_list(3))
    styles = xml(files["xl/styles.xml"])
    formats = [x.get("numFmtId") for x in styles.find(f"{MAIN}cellXfs").iter(f"{MAIN}xf")]

    used = {int(style) for style in re.findall(r'<c r="\w+" s="(\d+)"', files[SHEET])}

    assert {formats[style] for style in used} == {"49"}
    assert len(used) == 2


def test_the_header_stays_in_view_and_no_cell_is_offered_to_become_a_number() -> None:
    sheet = parts(a_list(3))[SHEET]

    assert 'state="frozen"' in sheet
    assert 'ySplit="1"' in sheet
    assert 'numberStoredAsText="1"' in sheet


def test_no_text_becomes_a_formula() -> None:
    content = number_list_xlsx(["a"], [["=1+1"], ["@x"]])

    assert cells(content) == [["a"], ["=1+1"], ["@x"]]
    assert "<f>" not in parts(content)[SHEET]


def test_the_same_list_is_the_same_bytes_and_an_empty_one_has_its_header() -> None:
    assert a_list(20) == a_list(20)
    assert cells(number_list_xlsx(HEADER, [])) == [list(HEADER)]
