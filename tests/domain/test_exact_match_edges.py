"""The edges of the comparison: what equals is shown whole, half alike is marked, nobody is left."""

from dataclasses import replace

from port_out.domain.billing import Bill
from port_out.domain.exact_match import FieldReport, Verdict, compare
from port_out.domain.marked_text import Op
from tests.builders import IDENTITY


def field(name: str, loa: str, bill: str) -> FieldReport:
    """What is said of this field."""
    report = compare(replace(IDENTITY, **{name: loa}), Bill("invoice", {name: bill}, ()))
    return next(each for each in report.fields if each.field == name)


def test_what_is_equal_is_shown_as_one_equal_piece() -> None:
    found = field("company_name", "Example LLC", "Example LLC")

    assert found.verdict is Verdict.EQUAL
    assert [piece.op for piece in found.segments] == [Op.SAME]


def test_texts_that_are_half_alike_are_marked_piece_by_piece() -> None:
    half, less = field("city", "abcd", "abxy"), field("city", "abcd", "axyz")

    assert len(half.segments) == 2
    assert len(less.segments) == 1


def test_what_the_bill_has_empty_is_left_out() -> None:
    found = field("address_line_2", "Floor 3", "")

    assert found.mend == "leave it out as the bill does, or have the bill changed"


def test_of_two_people_on_the_bill_the_nearest_is_compared_wherever_it_stands() -> None:
    bill = Bill("invoice", {}, ("Bo Other", IDENTITY.authorized_person))

    report = compare(IDENTITY, bill)

    [person] = [each for each in report.fields if each.field == "authorized_person"]
    assert person.verdict is Verdict.EQUAL
