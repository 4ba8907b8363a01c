"""A segment says what it is of both texts, and every sign that is not plain is named."""

import pytest

from port_out.domain.marked_text import (
    Op,
    Segment,
    named_characters,
    names,
    part,
    segments,
    visible,
)


@pytest.mark.parametrize(
    ("loa", "bill", "op"),
    [
        ("a", "a", Op.SAME),
        ("", "", Op.SAME),
        ("a", "b", Op.CHANGED),
        ("a", "", Op.ONLY_LOA),
        ("", "b", Op.ONLY_BILL),
    ],
)
def test_a_segment_is_the_same_changed_or_only_on_one_side(loa: str, bill: str, op: Op) -> None:
    assert part(loa, bill) == Segment(op, loa, bill)


def test_texts_are_cut_where_they_part_from_the_first_letter_to_the_last() -> None:
    assert segments("xAnn Le!", "Ann Le") == (
        Segment(Op.ONLY_LOA, "x", ""),
        Segment(Op.SAME, "Ann Le", "Ann Le"),
        Segment(Op.ONLY_LOA, "!", ""),
    )
    assert segments("Ann", "xAnn")[0] == Segment(Op.ONLY_BILL, "", "x")
    assert segments("", "") == ()


def test_what_differs_and_is_not_plain_is_named_once_by_its_kind_if_it_has_no_name() -> None:
    differing = (Segment(Op.CHANGED, "\u00a0x", "\u00a0"), Segment(Op.SAME, "é", "é"))

    assert named_characters(differing) == ("U+00A0 NO-BREAK SPACE",)
    assert names(" ~\x07\ud800\ue000\u0378") == (
        "U+0007 <control>",
        "U+D800 <surrogate>",
        "U+E000 <private use>",
        "U+0378 <unassigned>",
    )


def test_our_marks_and_what_does_not_show_are_spelled_out_and_letters_are_not() -> None:
    assert visible("aX«»␣\x07") == "aX<U+00AB><U+00BB><U+2423><U+0007>"
