"""The list of numbers beside the LOA, for people and for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable

from port_out.domain.numbers import HeldNumber

HEADER = ("PhoneNumber", "Formatted", "Country", "Type", "PhoneNumberId")


def number_rows(numbers: Iterable[HeldNumber]) -> list[tuple[str, ...]]:
    """One row per number, in the given order, in the columns of HEADER."""
    return [
        tuple(map(safe_cell, (n.number, international(n.number), n.country, n.type, n.id)))
        for n in numbers
    ]


def number_list_csv(numbers: Iterable[HeldNumber]) -> str:
    """The list as CSV (RFC 4180, UTF-8), every cell quoted."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows(number_rows(numbers))
    return out.getvalue()


def international(number: str) -> str:
    """The number with spaces, which a spreadsheet leaves alone where it would drop a bare +."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def safe_cell(text: str) -> str:
    """The text, kept by an apostrophe from being a formula; the plus of a number stays readable."""
    is_number = re.fullmatch(r"\+[0-9][0-9 ()-]*", text)
    return (
        f"'{text}" if text.startswith(("=", "-", "@", "+", "\t", "\r")) and not is_number else text
    )
