"""One cell of a spreadsheet, read as a number."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.number_cells import read_number
from cli.number_forms import CannotRead

NUMBER = "+12065550100"


@pytest.mark.parametrize(
    ("cell", "country", "number", "repair"),
    [
        ("12065550100", "", NUMBER, "lost +"),
        ("2065550100", "US", NUMBER, "national form of US"),
        ("(206) 555-0100", "US", NUMBER, "brackets"),
        ("020 7946 0000", "GB", "+442079460000", "national form of GB"),
        ("442079460000", "", "+442079460000", "lost +"),
        ("0044 20 7946 0000", "", "+442079460000", "00 was read as +"),
        ("+44 (0)20 7946 0000", "", "+442079460000", "trunk 0"),
        ("+39 (0)6 698 1234", "", "+39066981234", "brackets"),
        ("'+1-206-555-0100", "", NUMBER, "apostrophes"),
        ("1.2065550100E+10", "", NUMBER, "scientific"),
        ("1,2065550100E+10", "", NUMBER, "scientific"),
        ("12065550100.0", "", NUMBER, ".0"),
        ("tel:+1-206-555-0100", "", NUMBER, "tel:"),
        ('="12065550100"', "", NUMBER, '="..."'),
        ("\u202d+1\xa0206\u202f555\u20110100\u202c", "", NUMBER, "blanks"),
        (
            "\uff0b\uff11\uff12\uff10\uff16\uff15\uff15\uff15\uff10\uff11\uff10\uff10",
            "",
            NUMBER,
            "0-9",
        ),
        ("030/123456", "DE", "+4930123456", "slashes"),
    ],
)
def test_a_repair_is_made_and_named(cell: str, country: str, number: str, repair: str) -> None:
    read = read_number(cell, country)

    assert read.number == number
    assert any(repair in words for words in read.repairs)


@pytest.mark.parametrize(
    ("cell", "country", "said"),
    [
        ("2065550100", "", "may be in national form"),
        ("1.2E+10", "", "has lost digits"),
        ("1.20655501E+10", "", "has lost digits"),
        ("-860", "", "begins with a minus"),
        ("=1-206-555-100", "", "is a formula"),
        ('=HYPERLINK("tel:+12065550100")', "", "is a formula"),
        ("#REF!", "", "error of the spreadsheet"),
        ("1-800-FLOWERS", "US", "letters"),
        ("+12065550100x123", "", "letters"),
        ("+1 206 555 0100/01", "", "more than one"),
        ("+12065550100\n+12065550101", "", "more than one"),
        ("+12065550100, +12065550101", "", "more than one"),
        ("+1206555010\xb2", "", "is no phone number"),
        ("+1206555010", "", "wrong number of digits"),
        ("+99912345678", "", "country code"),
        ("911", "US", "is no number of US"),
        (" ", "", "is empty"),
    ],
)
def test_what_would_be_a_guess_is_refused_with_a_mend(cell: str, country: str, said: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_number(cell, country)

    assert said in refused.value.detail
    assert refused.value.mend


def test_a_number_in_e164_is_left_as_it_is() -> None:
    read = read_number(NUMBER)

    assert (read.number, read.repairs) == (NUMBER, ())


@given(
    st.integers(2_000_000, 9_999_999),
    st.lists(st.sampled_from(" -.()\xa0\u2011"), min_size=10, max_size=10),
)
def test_what_stands_between_the_digits_changes_no_number(last: int, marks: list[str]) -> None:
    number = f"+1206{last}"
    written = "+1" + "".join(a + b for a, b in zip(number[2:], marks, strict=True))

    assert read_number(written).number == number


@given(st.text(max_size=40), st.sampled_from(["", "US", "GB", "DE"]))
def test_any_text_is_a_number_with_the_same_digits_or_is_refused(text: str, country: str) -> None:
    try:
        read = read_number(text, country)
    except CannotRead:
        return

    digits = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    assert read.number.startswith("+")
    assert digits.lstrip("0")[-4:] == read.number[-4:]


@given(st.integers(10**10, 10**11 - 1), st.integers(0, 9))
def test_notation_that_has_lost_a_digit_is_never_read(number: int, kept: int) -> None:
    digits = str(number)
    cell = f"{digits[0]}.{digits[1 : 1 + kept]}E+10" if kept else f"{digits[0]}E+10"

    with pytest.raises(CannotRead):
        read_number(cell, "US")
