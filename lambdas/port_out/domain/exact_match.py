"""The LOA against the bill, field by field and character by character; nothing is normalised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from port_out.domain.billing import Bill
from port_out.domain.carrier_limits import broken_limits
from port_out.domain.marked_text import composed, named_characters, part, resemblance, segments
from port_out.domain.match_report import FieldReport, MatchReport, Verdict
from port_out.domain.order import Identity

if TYPE_CHECKING:
    from port_out.domain.refusals import Refusal

__all__ = ["COMPARED", "FieldReport", "MatchReport", "Verdict", "compare"]

_LINES = ("address_line_1", "address_line_2", "address_line_3")

_CODES = {
    "company_name": "ENTITY_NAME_MISMATCH",
    "authorized_person": "AUTHORIZED_PERSON_MISMATCH",
    **dict.fromkeys(_LINES, "ADDRESS_MISMATCH"),
    "city": "ADDRESS_MISMATCH",
    "state_or_region": "ADDRESS_MISMATCH",
    "postal_code": "POSTAL_CODE_MISMATCH",
    "country_code": "ADDRESS_MISMATCH",
    "account_number": "ACCOUNT_NUMBER_MISMATCH",
    "billing_telephone_number": "BTN_MISMATCH",
}
_WHEN_MISSING = {
    "account_number": "ACCOUNT_NUMBER_REQUIRED",
    "billing_telephone_number": "BTN_MISMATCH",
}
"""Fields that an LOA may leave open, as AWS Support names them when a carrier asks."""

COMPARED = tuple(_CODES)
"""The fields of the LOA that a bill may show, in the order of the report."""

_ALIKE = 0.5
"""Less in common than this, and single letters that agree by chance would only confuse."""


def compare(identity: Identity, bill: Bill) -> MatchReport:
    """Each field equal, differing in a way that a person overlooks, or different.

    Equal means the same characters after Unicode's composed form (NFC) and nothing else. A field
    that the bill does not have is not compared; one that it has empty is.
    """
    fields = tuple(
        replace(
            _field(name, getattr(identity, name), _shown(name, bill)),
            limits=broken_limits(name, getattr(identity, name), identity.country_code),
        )
        for name in COMPARED
    )
    return MatchReport(bill.source, fields, tuple(_hints(fields)))


def _shown(name: str, bill: Bill) -> Sequence[str]:
    """What the bill shows of the field; more than one text where it names several people."""
    if name == "authorized_person" and bill.persons:
        return bill.persons
    return [bill.fields[name]] if name in bill.fields else []


def _field(name: str, loa: str, shown: Sequence[str]) -> FieldReport:
    if not shown:
        return FieldReport(name, Verdict.NOT_ON_BILL, loa=loa)
    if not loa and shown[0] and name in _WHEN_MISSING:
        mend = f'write "{shown[0]}" as the bill does, where the carrier asks for it'
        missing = _refusal(_WHEN_MISSING[name])
        return FieldReport(
            name, Verdict.NOT_GIVEN, bill=shown[0], code=missing.code, who=missing.who, mend=mend
        )
    found = [_compared(name, loa, text) for text in shown]
    return found[0] if len(found) == 1 else min(found, key=_distance)


def _compared(name: str, loa: str, bill: str) -> FieldReport:
    ours, theirs = composed(loa), composed(bill)
    parts = segments(ours, theirs)
    if ours == theirs:
        return FieldReport(name, Verdict.EQUAL, loa=loa, bill=bill, segments=parts)
    from port_out.domain.likeness import likeness

    only_in = likeness(name, ours, theirs)
    if not only_in and resemblance(parts) < _ALIKE:
        parts = (part(ours, theirs),)
    found = _refusal(_CODES[name])
    return FieldReport(
        name,
        Verdict.SIMILAR if only_in else Verdict.DIFFERENT,
        only_in=only_in,
        loa=loa,
        bill=bill,
        segments=parts,
        characters=named_characters(parts),
        code=found.code,
        who=found.who,
        mend=_mend(theirs),
    )


def _refusal(code: str) -> "Refusal":
    from port_out.domain.refusals import refusal

    return refusal(code)


def _distance(report: FieldReport) -> tuple[int, int, float]:
    """Of several people that the bill names, the nearest one is what the LOA is held against."""
    rank = [Verdict.EQUAL, Verdict.SIMILAR, Verdict.DIFFERENT].index(report.verdict)
    return rank, len(report.only_in), -resemblance(segments(report.loa, report.bill))


def _mend(bill: str) -> str:
    how = f'write "{bill}"' if bill else "leave it out"
    return f"{how} as the bill does, or have the bill changed"


def _hints(fields: Iterable[FieldReport]) -> Iterator[str]:
    lines = [field for field in fields if field.field in _LINES]
    ours = " ".join(composed(line.loa) for line in lines).split()
    theirs = " ".join(composed(line.bill) for line in lines).split()
    if ours == theirs and any(line.verdict is Verdict.DIFFERENT for line in lines):
        yield "the address lines hold the same text, divided differently"
