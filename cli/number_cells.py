"""One cell of a spreadsheet, read as a phone number: every repair is named, nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import phonenumbers

from cli.number_doubts import WRITE, refuse_doubtful
from cli.number_forms import CannotRead, international, national
from cli.number_ranges import refuse_others

_HIDDEN = ("Cf", "Zs", "Zl", "Zp")
_SCIENTIFIC = re.compile(r"([0-9](?:[.,][0-9]+)?)[eE]\+?([0-9]{1,2})")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True)
class Reading:
    """The number in E.164, and in words what was repaired to read it."""

    number: str
    repairs: tuple[str, ...]


def read_number(given: str, country: str = "") -> Reading:
    """The number of a cell; CannotRead, with the mend, where more than one reading is possible.

    `country` (ISO 3166) allows numbers in that country's national form.
    """
    refuse_others(_western_digits(given), country)
    text, repairs = given, []
    for repair, words in _REPAIRS:
        mended = repair(text)
        if mended != text:
            text = mended
            repairs.append(words)
    refuse_doubtful(text)
    if not text.startswith("+"):
        text, how = national(text, country) if country else international(text)
        return Reading(text, (*repairs, how))
    return _explicit(text, repairs)


def _explicit(text: str, repairs: list[str]) -> Reading:
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise CannotRead("has no known country code", WRITE) from None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    plain = "+" + re.sub("[^0-9]", "", text)
    if number != plain:
        repairs.append("the trunk 0 was left out")
    if not _E164.fullmatch(number) or not phonenumbers.is_possible_number(parsed):
        raise CannotRead("has the wrong number of digits for its country", WRITE)
    return Reading(number, tuple(repairs))


def _western_digits(text: str) -> str:
    # Not superscripts: they are marks of footnotes.
    plain = (chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


def _unwrapped(text: str) -> str:
    literal = re.fullmatch(r'="([^"=]*)"', text.strip())
    return literal.group(1) if literal else text


def _unquoted(text: str) -> str:
    return text.strip().strip("'\"\u2018\u2019\u201c\u201d`\u00b4")


def _without_blanks(text: str) -> str:
    # Two lines in a cell may be two numbers; joined they could be a third.
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    joined = "\n".join(lines)
    return "".join(c for c in joined if c != "\t" and unicodedata.category(c) not in _HIDDEN)


def _without_scheme(text: str) -> str:
    return re.sub(r"^\s*(tel|callto|phone):", "", text, flags=re.IGNORECASE)


def _written_out(text: str) -> str:
    """Scientific notation as digits, where it has all of them."""
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return text
    mantissa, power = match.group(1).replace(",", "."), int(match.group(2))
    if len(mantissa.partition(".")[2]) != power:
        return text
    return str(int(Decimal(mantissa).scaleb(power)))


def _without_fraction(text: str) -> str:
    return re.sub(r"^(\+?[0-9]{8,15})[.,]0{1,2}$", r"\1", text)


def _without_marks(text: str) -> str:
    if _slash_may_join(text):
        return text
    start = text[:1] if text[:1] in "-\u2212" else ""
    rest = "".join(c for c in text[len(start) :] if unicodedata.category(c) != "Pd")
    return start + re.sub("[\u2212()\\[\\]./\u00b7\u2022]", "", rest)


def _slash_may_join(text: str) -> bool:
    """After a whole number, or before a short rest, a slash says "and also"."""
    before, slash, after = text.partition("/")
    digits = [len(re.sub("[^0-9]", "", part)) for part in (before, after)]
    return bool(slash) and ("/" in after or digits[0] > 7 or digits[1] < 5)


def _plus_for_00(text: str) -> str:
    # 0011 is Australia's own prefix for calls abroad, and no number begins with +11.
    return re.sub(r"^00(?=[1-9])(?!11)", "+", text)


_REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_western_digits, "other digits or signs were read as 0-9 and +"),
    (_unwrapped, 'the ="..." around it was left out'),
    (_without_scheme, "tel: was left out"),
    (_unquoted, "apostrophes or blanks around it were left out"),
    (_without_scheme, "tel: was left out"),
    (_without_blanks, "blanks or hidden characters were left out"),
    (_written_out, "scientific notation was written out; it has every digit"),
    (_without_fraction, "the .0 at the end was left out"),
    (_without_marks, "dashes, dots, slashes or brackets were left out"),
    (_plus_for_00, "00 was read as +"),
)
