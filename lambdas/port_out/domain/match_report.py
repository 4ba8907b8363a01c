"""The exact-match report: what it says of each field and of the whole, as data and as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from port_out.domain.carrier_limits import Limit
from port_out.domain.marked_text import Segment, marked, visible

if TYPE_CHECKING:
    from port_out.domain.likeness import Likeness


class Verdict(StrEnum):
    """What the comparison of one field came to."""

    EQUAL = "equal"
    SIMILAR = "differs_only_in"
    DIFFERENT = "different"
    NOT_GIVEN = "not_given"
    NOT_ON_BILL = "not_on_bill"


@dataclass(frozen=True)
class FieldReport:
    """One field of the LOA against the bill.

    `code`, `who` and `mend` name the refusal that it would cause, and are empty where it causes
    none. `limits` are warnings and hold whatever the verdict is.
    """

    field: str
    verdict: Verdict
    only_in: tuple["Likeness", ...] = ()
    loa: str = ""
    bill: str = ""
    segments: tuple[Segment, ...] = ()
    characters: tuple[str, ...] = ()
    code: str = ""
    who: str = ""
    mend: str = ""
    limits: tuple[Limit, ...] = ()

    @property
    def stops(self) -> bool:
        """True when the LOA must not go out like this: AWS compares exactly."""
        return self.verdict in (Verdict.SIMILAR, Verdict.DIFFERENT)

    @property
    def title(self) -> str:
        """The name of the field for people."""
        return self.field.replace("_", " ")

    def in_short(self) -> dict[str, Any]:
        """What differs and what it would cause, without the marking."""
        return {
            "field": self.field,
            "given": self.loa,
            "billed": self.bill,
            "code": self.code,
            "verdict": str(self.verdict),
            "only_in": [str(kind) for kind in self.only_in],
        }

    def as_data(self) -> dict[str, Any]:
        """The field as plain data."""
        return {
            **vars(self),
            "verdict": str(self.verdict),
            "only_in": [str(kind) for kind in self.only_in],
            "segments": [{**vars(part), "op": str(part.op)} for part in self.segments],
            "characters": list(self.characters),
            "limits": [limit.as_data() for limit in self.limits],
        }


@dataclass(frozen=True)
class MatchReport:
    """The LOA against one source of the bill, field by field, in the order of the LOA."""

    source: str
    fields: tuple[FieldReport, ...]
    hints: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[FieldReport, ...]:
        """The fields that would have the request refused."""
        return tuple(field for field in self.fields if field.stops)

    @property
    def stops(self) -> bool:
        """True when a field differs, however little."""
        return bool(self.differing)

    def as_data(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "source": self.source,
            "stops": self.stops,
            "fields": [field.as_data() for field in self.fields],
            "hints": list(self.hints),
        }

    def as_text(self) -> str:
        """The report for a terminal: no character of a value is invisible or steers the screen."""
        lines = [
            f"LOA against bill ({visible(self.source)})",
            "«...» marks what differs, ␣ is a blank there, <U+...> a character that does not show.",
            "",
            *(line for field in self.fields for line in _block(field)),
            "",
            *(f"Hint: {hint}" for hint in self.hints),
            _conclusion(self),
            "",
        ]
        return "\n".join(lines)


def _block(field: FieldReport) -> Iterator[str]:
    yield f"{field.title + ':':<26}{_finding(field)}"
    if field.stops:
        yield f"    LOA   {''.join(marked(part, part.loa) for part in field.segments)}"
        yield f"    bill  {''.join(marked(part, part.bill) for part in field.segments)}"
        yield from (f"    holds {name}" for name in field.characters)
    yield from (f"    note  the {side} {edge} a blank" for side, edge in _blank_edges(field))
    if field.code:
        yield f"    {field.code}; {field.who}: {visible(field.mend)}"
    for limit in field.limits:
        yield f"    carriers may want {limit.rule}: {visible(limit.detail)}"
        yield f"        ({limit.source})"


def _finding(field: FieldReport) -> str:
    loa, bill = visible(field.loa), visible(field.bill)
    return {
        Verdict.EQUAL: f"equal        {loa}" if loa else "equal        (empty on both)",
        Verdict.SIMILAR: f"DIFFERS only in {_listed([k.replace('_', ' ') for k in field.only_in])}",
        Verdict.DIFFERENT: "DIFFERENT",
        Verdict.NOT_GIVEN: f"not given    the bill shows {bill}",
        Verdict.NOT_ON_BILL: f"not compared {loa or '(empty on the LOA, too)'}",
    }[field.verdict]


def _blank_edges(field: FieldReport) -> Iterator[tuple[str, str]]:
    for side, text in (("LOA", field.loa), ("bill", field.bill)):
        if text != text.lstrip():
            yield side, "begins with"
        if text != text.rstrip():
            yield side, "ends with"


def _conclusion(report: MatchReport) -> str:
    if report.stops:
        return f"NO MATCH, would be refused: {_listed([one.title for one in report.differing])}."
    if all(one.verdict is Verdict.NOT_ON_BILL for one in report.fields):
        return "NOTHING COMPARED: this source shows none of the fields of the LOA."
    return "MATCH: every field that was compared is equal, character by character."


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
