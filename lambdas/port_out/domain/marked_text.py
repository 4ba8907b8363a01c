"""Where two texts differ: the parts that are the same, the parts that are not, and their names."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """What a segment says of the two texts."""

    SAME = "same"
    CHANGED = "changed"
    ONLY_LOA = "only_loa"
    ONLY_BILL = "only_bill"


@dataclass(frozen=True)
class Segment:
    """A stretch of both texts; only where the op is "same" are the two parts the same."""

    op: Op
    loa: str
    bill: str


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC), the one form in which texts are compared."""
    return unicodedata.normalize("NFC", text)


def segments(loa: str, bill: str) -> tuple[Segment, ...]:
    """Both texts cut where they part; their parts, joined, are the composed texts again.

    No more is marked than must be, and no cut goes between a letter and its marks.
    """
    if (text := composed(loa)) == composed(bill):
        return (part(text, text),) if text else ()
    from port_out.domain.alignment import same_runs

    ours, theirs = _clusters(composed(loa)), _clusters(composed(bill))
    found, i, j = [], 0, 0
    for same_i, same_j, length in same_runs(ours, theirs):
        found.append(part("".join(ours[i:same_i]), "".join(theirs[j:same_j])))
        i, j = same_i + length, same_j + length
        found.append(part("".join(ours[same_i:i]), "".join(theirs[same_j:j])))
    return tuple(segment for segment in found if segment.loa or segment.bill)


def part(loa: str, bill: str) -> Segment:
    """The two texts as one segment."""
    if loa == bill:
        return Segment(Op.SAME, loa, bill)
    if loa and bill:
        return Segment(Op.CHANGED, loa, bill)
    return Segment(Op.ONLY_LOA if loa else Op.ONLY_BILL, loa, bill)


def resemblance(parts: Iterable[Segment]) -> float:
    """How much of the two texts is the same: 1 is all of it, 0 nothing."""
    all_parts = list(parts)
    same = sum(len(one.loa) for one in all_parts if one.op is Op.SAME)
    return 2 * same / (sum(len(one.loa) + len(one.bill) for one in all_parts) or 1)


def named_characters(parts: Iterable[Segment]) -> tuple[str, ...]:
    """The characters that differ and are not plain ASCII, as "U+00A0 NO-BREAK SPACE"."""
    differing = "".join(one.loa + one.bill for one in parts if one.op is not Op.SAME)
    return names(differing)


def names(text: str) -> tuple[str, ...]:
    """Every character of the text that is not plain ASCII, once, with its Unicode name."""
    strange = (char for char in text if not " " <= char <= "~")
    return tuple(dict.fromkeys(f"U+{ord(char):04X} {_name(char)}" for char in strange))


def visible(text: str) -> str:
    """The text with every character that does not show, or that we mark with, as <U+...>."""
    return "".join(
        char if char.isprintable() and char not in "«»␣" else f"<U+{ord(char):04X}>"
        for char in text
    )


def marked(segment: Segment, text: str) -> str:
    """One side of a segment as it is shown: between marks where the two sides differ."""
    if segment.op is Op.SAME:
        return visible(text)
    return f"«{visible(text).replace(' ', '␣')}»"


def _name(char: str) -> str:
    without = {"Cc": "<control>", "Cs": "<surrogate>", "Co": "<private use>"}
    return unicodedata.name(char, without.get(unicodedata.category(char), "<unassigned>"))


def _clusters(text: str) -> list[str]:
    """The letters of the text, each with the combining marks that follow it."""
    found: list[str] = []
    for char in text:
        if found and unicodedata.category(char).startswith("M"):
            found[-1] += char
        else:
            found.append(char)
    return found
