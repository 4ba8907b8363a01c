"""A support case and what was written on it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

AMAZON, CUSTOMER = "AWS", "CUSTOMER"
SHOWN_WITH_CASE = 5


@dataclass(frozen=True)
class Communication:
    """One entry of the correspondence."""

    communication_id: str
    case_id: str
    body: str
    submitted_by: str
    origin: str
    created_at: datetime
    attachments: tuple[tuple[str, str], ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The entry as AWS Support describes it; its id is told by the event only."""
        files = [{"attachmentId": id_, "fileName": name} for id_, name in self.attachments]
        return {
            "caseId": self.case_id,
            "body": self.body,
            "submittedBy": self.submitted_by,
            "timeCreated": at(self.created_at),
            "attachments": files,
            "attachmentSet": files,
        }


@dataclass
class Case:
    """One case; communications are kept oldest first and shown latest first."""

    case_id: str
    display_id: str
    subject: str
    service_code: str
    category_code: str
    severity_code: str
    language: str
    cc: list[str]
    submitted_by: str
    created_at: datetime
    status: str = "unassigned"
    resolved_at: datetime | None = None
    communications: list[Communication] = field(default_factory=list)

    @property
    def resolved(self) -> bool:
        """Whether the case is closed for now."""
        return self.status == "resolved"

    def write(
        self,
        body: str,
        submitted_by: str,
        origin: str,
        created_at: datetime | None = None,
        files: Sequence[str] = (),
    ) -> Communication:
        """Add one entry to the correspondence, as of now or of the time given."""
        entry = Communication(
            communication_id=f"ekko:us-east-1:{secrets.token_hex(16)}",
            case_id=self.case_id,
            body=body,
            submitted_by=submitted_by,
            origin=origin,
            created_at=created_at or datetime.now(UTC),
            attachments=tuple((f"attachment-{secrets.token_hex(16)}", name) for name in files),
        )
        self.communications.append(entry)
        return entry

    def silent_since(self, moment: datetime) -> bool:
        """Whether AWS has waited since then, or longer, for the customer's answer."""
        last = self.communications[-1]
        waits = self.status == "pending-customer-action"
        return waits and last.origin == AMAZON and last.created_at <= moment

    def latest_first(self) -> list[Communication]:
        """The correspondence as the API lists it."""
        return list(reversed(self.communications))

    def to_wire(self) -> dict[str, Any]:
        """The case as AWS Support describes it, without its correspondence."""
        return {
            "caseId": self.case_id,
            "displayId": self.display_id,
            "subject": self.subject,
            "status": self.status,
            "serviceCode": self.service_code,
            "categoryCode": self.category_code,
            "severityCode": self.severity_code,
            "submittedBy": self.submitted_by,
            "timeCreated": at(self.created_at),
            "ccEmailAddresses": self.cc,
            "language": self.language,
        }


def at(moment: datetime) -> str:
    """A time as AWS Support writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
