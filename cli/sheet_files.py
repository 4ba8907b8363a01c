"""A file of numbers as rows of cells: CSV in the encodings that spreadsheets write, or XLSX."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from cli.exits import Exit, Stop
from cli.workbooks import is_workbook, workbook_rows

Row = tuple[int, list[str]]
"""The number of the row as the file's own program counts it, and its cells as text."""

LARGEST = 20_000_000
_SEPARATORS = ",;\t|:^~"
_LOOKED_AT = 50
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECIMAL_COMMA = re.compile(r'\s*"?[0-9],[0-9]+[eE]\+?[0-9]+"?\s*')
csv.field_size_limit(LARGEST)


def rows(content: bytes, sheet: str = "") -> list[Row]:
    """The rows that have anything in them; Stop where the file can't be read."""
    if len(content) > LARGEST:
        raise Stop(Exit.USAGE, f"the file has more than {LARGEST // 10**6} MB", mend="split it")
    if is_workbook(content):
        found = workbook_rows(content, sheet)
    elif sheet:
        raise Stop(Exit.USAGE, "only a workbook (XLSX) has sheets", mend="leave --sheet out")
    else:
        found = text_rows(decoded(content))
    return [(index, cells) for index, cells in found if any(cell.strip() for cell in cells)]


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; Stop where it is none of them."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    return text


def text_rows(text: str) -> list[Row]:
    """The rows of a CSV of any usual delimiter, numbered as lines of the file."""
    # Not splitlines(): it would also break a cell at what no spreadsheet takes for a line.
    lines = list(io.StringIO(text, newline=""))
    start = 0
    named = re.fullmatch(r'"?sep=(.)"?\s*', lines[0], re.IGNORECASE) if lines else None
    separator = named.group(1) if named else _separator(lines[:_LOOKED_AT])
    if named:
        start, lines = 1, lines[1:]
    # Strict: a quotation mark that nothing closes would take the rows after it into its cell.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    found: list[Row] = []
    before = 0
    try:
        for cells in reader:
            found.append((start + before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        message = f"line {start + before + 1} is no CSV: {error}"
        raise Stop(
            Exit.USAGE, message, mend="close its quotation marks, or leave them out"
        ) from None
    return found


def _separator(lines: Sequence[str]) -> str:
    """The mark that parts the first line, and the most lines into as many cells as that one."""
    lines = [line for line in lines if line.strip() and not _DECIMAL_COMMA.fullmatch(line)]
    best, most = ",", 0
    for mark in _SEPARATORS:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=mark)]
        if widths and widths[0] > 1 and widths.count(widths[0]) > most:
            best, most = mark, widths.count(widths[0])
    # A comma that parts nothing but a decimal number must not part it.
    return best if most or any("," in line for line in lines) else "\x1f"


def _encoding(content: bytes) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name
    # Half of the bytes of European text in UTF-16 are zero, and none of them otherwise.
    if b"\0" in content[:1000] and len(content) % 2 == 0:
        return (
            "utf-16-le" if content[1:1000:2].count(0) > content[0:1000:2].count(0) else "utf-16-be"
        )
    return "utf-8"


def _no_text() -> Stop:
    mend = "save it as CSV (UTF-8) or as XLSX"
    return Stop(Exit.USAGE, "the file is neither text nor a workbook", mend=mend)
