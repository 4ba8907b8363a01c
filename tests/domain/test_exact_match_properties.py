"""What holds for any two identities: nothing is missed, nothing smoothed over, nothing invented."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.billing import Bill
from port_out.domain.exact_match import COMPARED, MatchReport, Verdict, compare
from port_out.domain.likeness import Likeness
from port_out.domain.marked_text import Op, segments
from port_out.domain.order import Identity
from tests.builders import IDENTITY

TRICKY = some.text(
    "aAbB1 .,'’-&é\u0301\u0327\u00a0\u200bßﬁЕе\u212b\u00c5가\u1100\u1161«»␣\n\u202e", max_size=12
)
WORDS = some.lists(
    some.sampled_from("St. Street AVE Ave & and LLC Inc. Co KG N North WA \t St".split(" ")),
    max_size=6,
).map(" ".join)
TEXTS = some.one_of(TRICKY, WORDS, some.text(max_size=20), some.text(min_size=150, max_size=200))
TEXT_PAIRS = some.one_of(
    some.tuples(TEXTS, TEXTS),
    TEXTS.map(lambda text: (text, unicodedata.normalize("NFD", text))),
    some.tuples(TEXTS, TEXTS, TEXTS).map(lambda t: (t[0] + t[1], t[0] + t[2] + t[1])),
)
PAIRS = some.fixed_dictionaries(dict.fromkeys(COMPARED, TEXT_PAIRS))
Sides = dict[str, tuple[str, str]]


def nfc(text: str) -> str:
    """The composed form."""
    return unicodedata.normalize("NFC", text)


def report_on(pairs: Sides, side: int = 0) -> MatchReport:
    """One side of every pair as the LOA, the other one as the bill."""
    bill = {name: pair[1 - side] for name, pair in pairs.items() if name != "authorized_person"}
    person = pairs["authorized_person"][1 - side]
    identity = Identity(**{name: pair[side] for name, pair in pairs.items()})
    return compare(identity, Bill("bill", bill, (person,)))


@given(PAIRS)
@settings(max_examples=150, deadline=None)
def test_every_differing_character_of_any_two_identities_is_marked(pairs: Sides) -> None:
    for field in report_on(pairs).fields:
        if field.verdict is Verdict.NOT_GIVEN:
            continue
        loa, bill = pairs[field.field]
        outside = [one for one in field.segments if one.op is Op.SAME]

        assert "".join(one.loa for one in field.segments) == nfc(loa)
        assert "".join(one.bill for one in field.segments) == nfc(bill)
        assert all(one.loa == one.bill for one in outside)
        assert all(one.loa != one.bill for one in field.segments if one not in outside)


@given(PAIRS)
@settings(max_examples=150, deadline=None)
def test_equal_means_equal_after_nothing_but_nfc(pairs: Sides) -> None:
    for field in report_on(pairs).fields:
        loa, bill = pairs[field.field]

        assert (field.verdict is Verdict.EQUAL) == (nfc(loa).encode() == nfc(bill).encode())
        assert field.stops == (field.verdict not in (Verdict.EQUAL, Verdict.NOT_GIVEN))
        assert bool(field.only_in) == (field.verdict is Verdict.SIMILAR)
        assert (field.loa, field.bill) == (loa, bill)


@given(PAIRS)
@settings(max_examples=80, deadline=None)
def test_it_does_not_matter_which_of_the_two_is_the_bill(pairs: Sides) -> None:
    there, back = report_on(pairs), report_on(pairs, side=1)

    for one, other in zip(there.fields, back.fields, strict=True):
        if Verdict.NOT_GIVEN not in (one.verdict, other.verdict):
            assert (one.verdict, one.only_in) == (other.verdict, other.only_in)


@given(PAIRS)
@settings(max_examples=80, deadline=None)
def test_the_data_is_json_and_the_text_shows_every_field_and_nothing_unseen(pairs: Sides) -> None:
    report = report_on(pairs)

    data, text = report.as_data(), report.as_text()

    assert json.loads(json.dumps(data)) == data
    assert data["stops"] == bool(report.differing)
    blocks = [line for line in text.split("\n") if line and not line.startswith(" ")]
    assert [line.split(":")[0] for line in blocks[2:13]] == [n.replace("_", " ") for n in COMPARED]
    for field in report.fields:
        assert any(f.startswith(f"{field.title}:") and "DIFF" in f for f in blocks) == field.stops
    assert text.replace("\n", "").isprintable()


def longest_common(ours: str, theirs: str) -> int:
    """The length of a longest common subsequence, by the book."""
    row = [0] * (len(theirs) + 1)
    for letter in ours:
        above, row = row, [0]
        for j, other in enumerate(theirs):
            row.append(above[j] + 1 if letter == other else max(row[j], above[j + 1]))
    return row[-1]


@given(some.text("ab c", max_size=14), some.text("ab c", max_size=14))
@settings(max_examples=400, deadline=None)
def test_no_more_is_marked_than_must_be_and_in_as_few_parts(ours: str, theirs: str) -> None:
    found = segments(ours, theirs)

    same = [one.op is Op.SAME for one in found]
    assert sum(len(one.loa) for one in found if one.op is Op.SAME) == longest_common(ours, theirs)
    assert all(one != following for one, following in pairwise(same))


Edit = Callable[[str], str]
EDITS: dict[Likeness, list[Edit]] = {
    Likeness.SUFFIX: [
        lambda text: text.removesuffix(" LLC") + ", Inc.",
        lambda text: text.removesuffix(" LLC"),
        lambda text: text.removesuffix(" LLC") + " GmbH & Co. KG",
    ],
    Likeness.ABBREVIATION: [lambda text: text.replace(" and ", " & ")],
    Likeness.CASE: [str.upper, str.lower, str.swapcase],
    Likeness.PUNCTUATION: [
        lambda text: text.replace(" ", ", ", 1),
        lambda text: text.replace("'", "’"),
        lambda text: text + ".",
    ],
    Likeness.SPACING: [
        lambda text: text.replace(" ", "  "),
        lambda text: text + " ",
        lambda text: "\t" + text,
    ],
    Likeness.UNICODE_FORM: [
        lambda text: text.replace(" ", "\u00a0", 1),
        lambda text: text[:3] + "\u200b" + text[3:],
        lambda text: text.translate({ord("R"): "Ｒ", ord("r"): "ｒ"}),
    ],
}
"""Words first: what comes later does not take a word apart."""
NAMES = some.sampled_from(
    [
        "Example Retail",
        "Example Retail LLC",
        "O'Brien and Sons LLC",
        "Müller and Söhne",
        "Data-Works (North)",
        "Café Ñandú and Co-operative Trading",
    ]
)
RECIPES = some.lists(
    some.sampled_from(list(EDITS)).flatmap(
        lambda kind: some.tuples(some.just(kind), some.sampled_from(EDITS[kind]))
    ),
    unique_by=lambda edit: edit[0],
).map(lambda edits: sorted(edits, key=lambda edit: list(EDITS).index(edit[0])))


@given(NAMES, RECIPES, some.booleans())
@settings(max_examples=400, deadline=None)
def test_edits_of_known_kinds_are_named_by_those_kinds(
    name: str, recipe: list[tuple[Likeness, Edit]], ours_is_edited: bool
) -> None:
    edited = name
    for _, edit in recipe:
        edited = edit(edited)
    loa, bill = (edited, name) if ours_is_edited else (name, edited)

    found = compare(replace(IDENTITY, company_name=loa), Bill("b", {"company_name": bill})).fields[
        0
    ]

    assert found.verdict is (Verdict.EQUAL if edited == name else Verdict.SIMILAR)
    assert set(found.only_in) <= {kind for kind, _ in recipe}
