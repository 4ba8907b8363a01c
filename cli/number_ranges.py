"""Cells as they were typed that mean more, or other, than one number: refused before any repair."""

import re

import phonenumbers

from cli.number_forms import CannotRead

_DASH = "-\u2010-\u2015\u2212~"
_RANGE = re.compile(
    rf"(.*[0-9][)\s]*?)\s*(?:[{_DASH}]|\.{{2,}}|\u2026|\b(?:to|bis|through|until)\b)\s*"
    r"(\+?[0-9][0-9\s().]*)",
    re.IGNORECASE,
)
_MAY_PART = re.compile(rf"[{_DASH}.\u2026A-Za-z]")
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|[0-9]{1,2}([./])[0-9]{1,2}\2(19|20)[0-9]{2}"
)
_FRACTION = re.compile(r"\+?[0-9]{7,}[.,](?!0+$)[0-9]{1,2}")
_EACH = "write each number of a range in a row of its own; one number without the dash"


def refuse_others(text: str, country: str) -> None:
    """CannotRead for a date, a fraction, or what may be a range of numbers."""
    plain = text.strip().strip("'\"")
    if _DATE.fullmatch(plain):
        raise CannotRead("is a date", "format the column as text and type the number again")
    if _FRACTION.fullmatch(plain):
        raise CannotRead("has a fraction", "format the column as text and type the number again")
    if _may_be_range(plain, country):
        raise CannotRead("may be a range of numbers", _EACH)


def _may_be_range(text: str, country: str) -> bool:
    """A whole number, and after a dash another one or higher last digits than its own."""
    found = _RANGE.fullmatch(text) if _MAY_PART.search(text) else None
    if not found:
        return False
    first, last = (re.sub("[^0-9+]", "", part) for part in found.groups())
    if not _is_number(first, country):
        return False
    return last.startswith("+") or len(last) >= 7 or int(last) > int(first[-len(last) :])


def _is_number(text: str, country: str) -> bool:
    """A number by itself, with its + or without."""
    for given, region in ((text, country or None), ("+" + text.lstrip("+0"), None)):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(given, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
