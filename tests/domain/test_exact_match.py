"""Equal is equal and nothing else; a difference has a place, a kind, a name and a way out."""

import unicodedata
from dataclasses import replace

import pytest

from port_out.domain.billing import Bill
from port_out.domain.exact_match import COMPARED, FieldReport, Verdict, compare
from port_out.domain.marked_text import Op
from port_out.domain.order import Identity
from tests.builders import IDENTITY

FULL_IDENTITY = replace(
    IDENTITY,
    address_line_2="Suite 200",
    address_line_3="Mailstop 5",
    account_number="123456789012",
    billing_telephone_number="+12065550100",
)
FULL_BILL = Bill(
    "AWS Support",
    {name: getattr(FULL_IDENTITY, name) for name in COMPARED if name != "authorized_person"},
    (FULL_IDENTITY.authorized_person,),
)
CODES = {
    "company_name": "ENTITY_NAME_MISMATCH",
    "authorized_person": "AUTHORIZED_PERSON_MISMATCH",
    "postal_code": "POSTAL_CODE_MISMATCH",
    "account_number": "ACCOUNT_NUMBER_MISMATCH",
    "billing_telephone_number": "BTN_MISMATCH",
}


def of(field: str, loa: str, bill: str) -> FieldReport:
    """The report of one field that alone may differ."""
    if field == "authorized_person":
        held_against = replace(FULL_BILL, persons=(bill,))
    else:
        held_against = replace(FULL_BILL, fields={**FULL_BILL.fields, field: bill})
    report = compare(replace(FULL_IDENTITY, **{field: loa}), held_against)
    return next(one for one in report.fields if one.field == field)


def parts(report: FieldReport) -> list[tuple[str, str]]:
    """What differs, as pairs: the LOA's side, the bill's side."""
    return [(one.loa, one.bill) for one in report.segments if one.op is not Op.SAME]


def test_an_loa_that_is_what_the_bill_shows_has_no_difference() -> None:
    report = compare(FULL_IDENTITY, FULL_BILL)

    assert [one.field for one in report.fields] == list(COMPARED)
    assert {one.verdict for one in report.fields} == {Verdict.EQUAL}
    assert (report.stops, report.differing) == (False, ())


@pytest.mark.parametrize("field", COMPARED)
def test_each_field_is_found_alone_with_its_refusal_and_its_mend(field: str) -> None:
    [found] = compare(replace(FULL_IDENTITY, **{field: "Ω"}), FULL_BILL).differing

    assert (found.field, found.verdict) == (field, Verdict.DIFFERENT)
    assert (found.code, found.who) == (CODES.get(field, "ADDRESS_MISMATCH"), "operator")
    assert f'write "{getattr(FULL_IDENTITY, field)}"' in found.mend
    assert found.characters == ("U+03A9 GREEK CAPITAL LETTER OMEGA",)


@pytest.mark.parametrize(
    ("field", "loa", "bill", "only_in"),
    [
        ("company_name", "EXAMPLE RETAIL LLC", "Example Retail LLC", "case"),
        ("company_name", "MÜLLER GMBH", "Müller GmbH", "case"),
        ("company_name", "Example Retail, LLC", "Example Retail LLC", "punctuation"),
        ("company_name", "O’Brien Inc", "O'Brien Inc", "punctuation"),
        ("company_name", "O´Brien Inc", "O'Brien Inc", "punctuation"),
        ("company_name", "Example-Retail", "Example–Retail", "punctuation"),
        ("company_name", "Example  Retail LLC", "Example Retail LLC", "spacing"),
        ("company_name", "Example Retail LLC ", "Example Retail LLC", "spacing"),
        ("company_name", "Example\u00a0Retail LLC", "Example Retail LLC", "unicode_form"),
        ("company_name", "Example Retail L\u200bLC", "Example Retail LLC", "unicode_form"),
        ("company_name", "Ｅxample", "Example", "unicode_form"),
        ("company_name", "Example Retail", "Example Retail LLC", "suffix"),
        ("company_name", "Example Retail Inc.", "Example Retail, L.L.C.", "suffix"),
        ("company_name", "Beispiel", "Beispiel GmbH & Co. KG", "suffix"),
        ("company_name", "Ejemplo S.A. de C.V.", "Ejemplo", "suffix"),
        ("company_name", "Przykład Sp. z o.o.", "Przykład S.A.", "suffix"),
        ("company_name", "EXAMPLE RETAIL", "Example Retail LLC", "case suffix"),
        ("company_name", "Smith & Sons", "Smith and Sons", "abbreviation"),
        ("address_line_1", "5 Main St", "5 Main Street", "abbreviation"),
        ("address_line_1", "5 Main St.", "5 Main Street", "abbreviation"),
        ("address_line_1", "5 N.W. Main Ave", "5 Northwest Main Avenue", "abbreviation"),
        ("address_line_1", "5 St Charles Ave", "5 Saint Charles Avenue", "abbreviation"),
        ("address_line_1", "Hauptstr. 5", "Hauptstraße 5", "abbreviation"),
        ("address_line_1", "HAUPTSTRASSE 5", "Hauptstr. 5", "case abbreviation"),
        ("address_line_1", "5 MAIN ST", "5 Main Street", "case abbreviation"),
        ("address_line_1", "5 Main AVE.", "5 Main Ave", "case punctuation"),
        ("address_line_2", "Ste 200", "Suite 200", "abbreviation"),
        ("city", "St. Louis", "Saint Louis", "abbreviation"),
        ("state_or_region", "WA", "Washington", "abbreviation"),
        ("state_or_region", "N.S.W.", "New South Wales", "abbreviation"),
        ("postal_code", "98 109", "98109", "spacing"),
        ("postal_code", "981091234", "98109-1234", "punctuation"),
        ("country_code", "us", "US", "case"),
        ("authorized_person", "ana example", "Ana Example", "case"),
    ],
)
def test_what_a_person_overlooks_is_named_and_still_stops(
    field: str, loa: str, bill: str, only_in: str
) -> None:
    report = of(field, loa, bill)

    assert (report.verdict, " ".join(report.only_in)) == (Verdict.SIMILAR, only_in)
    assert report.stops


@pytest.mark.parametrize(
    ("field", "loa", "bill"),
    [
        ("company_name", "Müller GmbH", "Mueller GmbH"),
        ("company_name", "Muller GmbH", "Müller GmbH"),
        ("company_name", "Ехample Retail LLC", "Example Retail LLC"),
        ("company_name", "LLC", "Inc"),
        ("company_name", "LLC.", "Inc."),
        ("company_name", "ExampleLLC", "Example"),
        ("company_name", "", "Example Retail LLC"),
        ("authorized_person", "Example Ltd", "Example"),
        ("authorized_person", "St Example", "Saint Example"),
        ("address_line_1", "5 Main Street", "5 Main Saint"),
        ("address_line_1", "5 Main St", "5 Main Rd"),
        ("address_line_2", "", "Suite 200"),
        ("address_line_2", "Suite 200", ""),
        ("state_or_region", "Washington", "Western Australia"),
        ("postal_code", "98109", "98109-1234"),
        ("account_number", "12345678", ""),
    ],
)
def test_what_is_not_the_same_to_anybody_is_different(field: str, loa: str, bill: str) -> None:
    report = of(field, loa, bill)

    assert (report.verdict, report.only_in, report.stops) == (Verdict.DIFFERENT, (), True)


def test_two_unicode_forms_of_one_name_are_equal() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Café Ñandú") for form in ("NFC", "NFD"))

    assert of("company_name", decomposed, composed).verdict is Verdict.EQUAL
    assert of("company_name", composed, decomposed).verdict is Verdict.EQUAL


@pytest.mark.parametrize(
    ("loa", "bill", "marked"),
    [
        ("Example Retail, LLC", "Example Retail LLC", [(",", "")]),
        ("Example Retial LLC", "Example Retail LLC", [("i", ""), ("", "i")]),
        ("Example  Retail LLC", "Example Retail LLC", [(" ", "")]),
        ("Café", "Cafe\u0302", [("é", "ê")]),
        ("x\u0323\u0331 Retail", "x\u0331 Retail", [("x\u0323\u0331", "x\u0331")]),
        ("EXAMPLE RETAIL", "example retail", [("EXAMPLE", "example"), ("RETAIL", "retail")]),
        ("Berlin GmbH", "Seattle Inc", [("Berlin GmbH", "Seattle Inc")]),
    ],
)
def test_only_what_differs_is_marked_and_no_letter_is_cut_from_its_marks(
    loa: str, bill: str, marked: list[tuple[str, str]]
) -> None:
    report = of("company_name", loa, bill)

    assert parts(report) == marked


def test_characters_that_look_alike_or_do_not_show_are_named() -> None:
    assert of("company_name", "Е\u200bxample\u00a0\t", "Example").characters == (
        "U+0415 CYRILLIC CAPITAL LETTER IE",
        "U+200B ZERO WIDTH SPACE",
        "U+00A0 NO-BREAK SPACE",
        "U+0009 <control>",
    )


@pytest.mark.parametrize(
    ("field", "code"),
    [("account_number", "ACCOUNT_NUMBER_REQUIRED"), ("billing_telephone_number", "BTN_MISMATCH")],
)
def test_a_number_that_the_loa_leaves_open_is_advice_and_stops_nothing(
    field: str, code: str
) -> None:
    report = of(field, "", "12345678")

    assert (report.verdict, report.code, report.stops) == (Verdict.NOT_GIVEN, code, False)
    assert '"12345678"' in report.mend


def test_a_field_that_the_source_does_not_have_is_not_compared() -> None:
    report = compare(FULL_IDENTITY, Bill("AWS Support", {"postal_code": "98109", "city": ""}))

    compared = {one.field for one in report.fields if one.verdict is not Verdict.NOT_ON_BILL}
    assert compared == {"postal_code", "city"}
    assert [one.field for one in report.differing] == ["city"]
    assert all(not one.code and not one.mend for one in report.fields if not one.stops)


def test_a_field_that_is_empty_on_both_is_equal() -> None:
    assert of("address_line_3", "", "").verdict is Verdict.EQUAL
    assert of("account_number", "", "").verdict is Verdict.EQUAL


@pytest.mark.parametrize(
    ("person", "verdict", "against"),
    [
        ("Bo Sample", Verdict.EQUAL, "Bo Sample"),
        ("BO SAMPLE", Verdict.SIMILAR, "Bo Sample"),
        ("Ana Exampla", Verdict.DIFFERENT, "Ana Example"),
    ],
)
def test_any_person_whom_the_bill_names_may_sign_and_the_nearest_is_shown(
    person: str, verdict: Verdict, against: str
) -> None:
    bill = replace(FULL_BILL, persons=("Chris Other", "Ana Example", "Bo Sample"))

    report = compare(replace(FULL_IDENTITY, authorized_person=person), bill).fields[1]

    assert (report.field, report.verdict, report.bill) == ("authorized_person", verdict, against)


@pytest.mark.parametrize(
    ("lines", "hinted"),
    [
        (("410 Terry Ave N Suite 200", "", ""), True),
        (("410 Terry Ave N", "Suite", "200"), True),
        (("410  Terry Ave N", "Suite 200", ""), False),
        (("410 Terry Ave N", "Suite 201", ""), False),
        (("410 Terry Ave N", "Suite 200", ""), False),
    ],
)
def test_address_lines_that_are_only_divided_differently_are_pointed_out(
    lines: tuple[str, str, str], hinted: bool
) -> None:
    names = ("address_line_1", "address_line_2", "address_line_3")
    identity: Identity = replace(FULL_IDENTITY, **dict(zip(names, lines, strict=True)))
    shown = dict(zip(names, ("410 Terry Ave N", "Suite 200", ""), strict=True))

    report = compare(identity, Bill("invoice profile", shown))

    assert bool(report.hints) is hinted
