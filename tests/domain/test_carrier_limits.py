"""What a carrier's form does not take is said before it is cut off there."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.carrier_limits import broken_limits
from port_out.domain.exact_match import COMPARED, compare
from tests.builders import BILL, IDENTITY


def rules(field: str, value: str, country: str = "US") -> list[str]:
    """The rules that the value breaks."""
    return [limit.rule for limit in broken_limits(field, value, country)]


@pytest.mark.parametrize(
    ("field", "length"),
    [
        ("company_name", 25),
        ("company_name", 50),
        ("authorized_person", 15),
        ("authorized_person", 50),
        ("account_number", 32),
        ("postal_code", 12),
        ("address_line_1", 60),
        ("address_line_2", 60),
        ("address_line_3", 60),
        ("city", 50),
        ("state_or_region", 50),
        ("country_code", 2),
    ],
)
def test_a_value_may_be_as_long_as_the_form_and_no_longer(field: str, length: int) -> None:
    rule = f"at most {length} characters"

    assert rule not in rules(field, "1" * length)
    assert rule in rules(field, "1" * (length + 1))


def test_a_letter_with_marks_counts_once() -> None:
    decomposed = unicodedata.normalize("NFD", "é" * 25)

    assert "at most 25 characters" not in rules("company_name", decomposed)


def test_the_part_that_would_be_cut_off_is_shown_with_its_source() -> None:
    [limit] = broken_limits("company_name", "Example Retail International", "US")

    assert limit.detail == '28 characters, "nal" is too much'
    assert "Bandwidth" in limit.source
    assert "7324" in limit.source


@pytest.mark.parametrize(
    ("field", "value", "detail"),
    [
        ("account_number", "1-2 3-é", 'holds "-", " ", U+00E9 LATIN SMALL LETTER E WITH ACUTE'),
        ("account_number", "1~2", 'holds "~"'),
        ("address_line_1", "PO Box 5", "is a post office box"),
        ("address_line_1", "Terry Avenue", "has no number"),
        ("authorized_person", "Example", "is one word"),
        ("state_or_region", "wa", "is not two capital letters"),
    ],
)
def test_it_is_said_what_the_form_does_not_take(field: str, value: str, detail: str) -> None:
    [limit] = broken_limits(field, value, "US")

    assert limit.detail == detail
    assert limit.as_data() == {"rule": limit.rule, "detail": detail, "source": limit.source}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("account_number", "1234-5678", "letters and digits only"),
        ("account_number", "1234é", "letters and digits only"),
        ("company_name", "Müller", "letters of the English alphabet, digits and signs"),
        ("city", "Zürich", "letters of the English alphabet, digits and signs"),
        ("authorized_person", "Example", "first and last name"),
        ("address_line_1", "Terry Avenue", "house number"),
        ("address_line_1", "P.O. Box 5", "street address"),
        ("address_line_1", "Post Office Box", "street address"),
        ("state_or_region", "Washington", "code of two letters"),
        ("state_or_region", "wa", "code of two letters"),
    ],
)
def test_what_the_form_does_not_take_is_the_only_thing_that_is_said(
    field: str, value: str, rule: str
) -> None:
    assert rules(field, value) == [rule]


@pytest.mark.parametrize(
    ("field", "value"),
    [("state_or_region", "Bayern"), ("address_line_1", "Am Hafen"), ("address_line_1", "PO Box 5")],
)
def test_rules_of_north_america_hold_for_addresses_there(field: str, value: str) -> None:
    assert rules(field, value, "DE") == []
    assert rules(field, value, "us") != []


def test_an_ordinary_identity_breaks_no_limit() -> None:
    report = compare(IDENTITY, BILL)

    assert [one.limits for one in report.fields] == [()] * len(COMPARED)


@pytest.mark.parametrize("field", COMPARED)
def test_a_field_that_is_left_empty_breaks_no_limit(field: str) -> None:
    assert broken_limits(field, "", "US") == ()


def test_a_limit_warns_and_never_stops() -> None:
    name = "Example Retail International LLC"
    bill = replace(BILL, fields={**BILL.fields, "company_name": name})

    report = compare(replace(IDENTITY, company_name=name), bill)

    assert [limit.rule for limit in report.fields[0].limits] == ["at most 25 characters"]
    assert not report.stops


@given(some.sampled_from(COMPARED), some.text(max_size=200), some.text(max_size=2))
@settings(max_examples=300, deadline=None)
def test_every_limit_of_any_text_says_what_how_and_who(field: str, text: str, country: str) -> None:
    for limit in broken_limits(field, text, country):
        assert limit.rule
        assert limit.detail
        assert limit.source
