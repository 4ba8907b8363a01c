"""Can this account open the case: what AWS Support answered, and what was found out by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from port_out.domain.cases import CaseKind

CREATE = "support:CreateCase"
SERVICES, LEVELS = "support:DescribeServices", "support:DescribeSeverityLevels"
OPTIONS = "support:DescribeCreateCaseOptions"


class Said(StrEnum):
    """How AWS answered a call."""

    YES = "yes"
    NO_PLAN = "no_plan"
    DENIED = "denied"
    LATER = "later"
    REFUSED = "refused"
    SILENT = "silent"
    OPENED = "opened"
    """A rehearsal that AWS took for the real thing."""


@dataclass(frozen=True)
class SupportReading:
    """What AWS Support answered to the calls that were made; no case was to be opened.

    `said` has (answer, AWS's code) by call; `language` is the one asked for and `availability`
    AWS's word for it, empty where it said nothing. `opened` is a case that was opened all the same.
    """

    wanted: CaseKind
    language: str
    said: Mapping[str, tuple[Said, str]]
    kind: CaseKind | None = None
    availability: str = ""
    opened: str = ""

    def calls(self, answer: Said) -> list[str]:
        """The calls that were answered so."""
        return [call for call, (said, _) in self.said.items() if said is answer]


class Result(StrEnum):
    """What one check came to: a note is worth knowing and stops nothing."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What all checks together came to."""

    READY = "ready"
    NOT_READY = "not_ready"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, what was seen, and what to do about it."""

    about: str
    result: Result
    detail: str
    mend: str = ""

    def as_data(self) -> dict[str, str]:
        """The check as plain data."""
        return dict(vars(self))


def verdict(checks: Iterable[Check]) -> Verdict:
    """Ready where nothing stands against it and nothing that must be known is unknown."""
    results = {check.result for check in checks}
    if Result.PROBLEM in results:
        return Verdict.NOT_READY
    return Verdict.UNKNOWN if Result.UNKNOWN in results else Verdict.READY
