"""The report as an operator reads it: every difference to be seen, also one that does not show."""

from dataclasses import replace

import pytest

from port_out.domain.billing import Bill
from port_out.domain.exact_match import compare
from tests.builders import IDENTITY

SHOWN = {
    "company_name": "Example Retail LLC",
    "address_line_1": "410 Terry Avenue North",
    "city": "Seattle",
    "state_or_region": "WA",
    "postal_code": "98109",
    "country_code": "US",
}

REPORT = """\
LOA against bill (invoice profile)
«...» marks what differs, ␣ is a blank there, <U+...> a character that does not show.

company name:             DIFFERS only in punctuation and spacing
    LOA   Example «␣»Retail«,» LLC
    bill  Example «»Retail«» LLC
    ENTITY_NAME_MISMATCH; operator: write "Example Retail LLC" as the bill does, or have the bill changed
authorized person:        not compared Ana Example
address line 1:           equal        410 Terry Avenue North
address line 2:           not compared (empty on the LOA, too)
address line 3:           not compared (empty on the LOA, too)
city:                     equal        Seattle
state or region:          equal        WA
postal code:              DIFFERENT
    LOA   98109«»
    bill  98109«-1234»
    POSTAL_CODE_MISMATCH; operator: write "98109-1234" as the bill does, or have the bill changed
country code:             equal        US
account number:           not given    the bill shows 123456789012
    ACCOUNT_NUMBER_REQUIRED; operator: write "123456789012" as the bill does, where the carrier asks for it
billing telephone number: not compared (empty on the LOA, too)

NO MATCH, would be refused: company name and postal code.
"""  # noqa: E501 - the text is as long as it is


def company(loa: str, bill: str) -> list[str]:
    """The lines that speak of the company name."""
    identity = replace(IDENTITY, company_name=loa)
    lines = compare(identity, Bill("bill", {"company_name": bill})).as_text().split("\n")
    return lines[3 : lines.index("authorized person:        not compared Ana Example")]


def test_the_text_shows_places_kinds_refusals_and_what_to_write() -> None:
    shown = {**SHOWN, "postal_code": "98109-1234", "account_number": "123456789012"}
    identity = replace(IDENTITY, company_name="Example  Retail, LLC")

    text = compare(identity, Bill("invoice profile", shown)).as_text()

    assert text == REPORT


def test_what_does_not_show_is_spelled_out_and_nothing_steers_the_terminal() -> None:
    lines = company("Example\u00a0LLC\x1b[31m", "Example LLC")

    assert "    LOA   Example«<U+00A0>»LLC«<U+001B>[31m»" in lines
    assert "    bill  Example«␣»LLC«»" in lines
    assert "    holds U+00A0 NO-BREAK SPACE" in lines
    assert "    holds U+001B <control>" in lines


def test_our_own_marks_in_a_value_are_not_taken_for_marks() -> None:
    assert "    LOA   <U+00AB>Example<U+00BB> «LLC»" in company("«Example» LLC", "«Example» Inc")


@pytest.mark.parametrize(
    ("loa", "bill", "note"),
    [
        ("Example ", "Example", "the LOA ends with a blank"),
        ("\u3000Example", "Example", "the LOA begins with a blank"),
        ("Example", "Example\n", "the bill ends with a blank"),
        (" Example", " Example", "the bill begins with a blank"),
    ],
)
def test_a_blank_at_an_edge_is_put_in_words(loa: str, bill: str, note: str) -> None:
    assert f"    note  {note}" in company(loa, bill)


def test_limits_of_carriers_stand_under_a_field_that_is_equal() -> None:
    lines = company("Example Retail International LLC", "Example Retail International LLC")

    assert lines[0] == "company name:             equal        Example Retail International LLC"
    assert lines[1].startswith("    carriers may want at most 25 characters: 32 characters")


def test_the_last_line_says_whether_it_may_go_out() -> None:
    match = compare(IDENTITY, Bill("bill", SHOWN)).as_text()
    nothing = compare(IDENTITY, Bill("AWS Support", {})).as_text()

    assert match.endswith(
        "\nMATCH: every field that was compared is equal, character by character.\n"
    )
    assert nothing.endswith(
        "\nNOTHING COMPARED: this source shows none of the fields of the LOA.\n"
    )


def test_a_hint_is_in_the_text_too() -> None:
    bill = Bill("bill", {"address_line_1": "410 Terry", "address_line_2": "Avenue North"})

    assert "\nHint: the address lines hold the same text" in compare(IDENTITY, bill).as_text()
