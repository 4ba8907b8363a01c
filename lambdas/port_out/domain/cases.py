"""A Support case as AWS has it."""

from dataclasses import dataclass
from enum import StrEnum

from port_out.domain.communications import Communication


class FoundBy(StrEnum):
    """How service and category were found among those that AWS Support lists."""

    CODE = "code"
    NAME = "name"
    CONFIGURATION = "configuration"
    """Not at all: the list may not be read, so the configured codes are used as they are."""


@dataclass(frozen=True)
class CaseKind:
    """Under what a case is opened."""

    service_code: str
    category_code: str
    severity_code: str
    found_by: FoundBy = FoundBy.CONFIGURATION


@dataclass(frozen=True)
class CaseSeen:
    """A case as DescribeCases shows it."""

    case_id: str
    display_id: str
    subject: str
    status: str
    created_at: str
    recent: tuple[Communication, ...] = ()
    """The latest communications, where they were asked for (AWS gives five)."""

    @property
    def is_resolved(self) -> bool:
        """True for "resolved"; a status that nobody knows counts as open."""
        return self.status == "resolved"
