"""The desk of AWS Support: its cases, its plan, its habits, and the events it sends."""

from __future__ import annotations

import secrets
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from local.twins.errors import Refused
from local.twins.events import Events
from local.twins.limits import Limits
from local.twins.support.case import AMAZON, CUSTOMER, Case, Communication

REOPEN, REFUSE, KEEP = "reopen", "refuse", "keep"
SUBMITTED_BY_AWS = "Amazon Web Services"


class Desk:
    """What both sides of AWS Support see and do; every change sends its event."""

    def __init__(self, account_id: str, limits: Limits, events: Events) -> None:
        self.account_id, self.limits, self._events = account_id, limits, events
        self.plan = "business-plus"
        # AWS does not say what a customer's word does to a resolved case.
        self.on_resolved = REOPEN
        # How often the events of the customer's own calls are delivered.
        self.deliver = 1
        # How long a new case stays invisible to DescribeCases.
        self.visible_after = timedelta(0)
        self.cases: dict[str, Case] = {}
        self.lock = threading.RLock()

    def open(self, submitted_by: str, body: str, **fields: Any) -> Case:
        """Open a case, if the hour allows one more."""
        with self.lock:
            now = datetime.now(UTC)
            recent = [c for c in self.cases.values() if now - c.created_at < timedelta(hours=1)]
            if len(recent) >= self.limits.cases_per_hour:
                raise Refused("CaseCreationLimitExceeded", "The case creation limit is exceeded.")
            case = Case(
                case_id=f"case-{self.account_id}-muen-{now.year}-{secrets.token_hex(8)}",
                display_id=str(secrets.randbelow(9 * 10**13) + 10**13),
                submitted_by=submitted_by,
                created_at=now,
                **fields,
            )
            self.cases[case.case_id] = case
            case.write(body, submitted_by, CUSTOMER)
            self._tell(case, "CreateCase", self.deliver)
            return case

    def find(self, case_id: str | None) -> Case:
        """The case, or AWS's refusal."""
        case = self.cases.get(case_id or "")
        if case is None:
            raise Refused("CaseIdNotFound", f"Could not find case with case id: {case_id}")
        return case

    def customer_writes(self, case: Case, body: str, submitted_by: str) -> None:
        """The customer adds a word; a resolved case reacts as set."""
        with self.lock:
            if case.resolved and self.on_resolved == REFUSE:
                raise Refused("ValidationException", "The case is resolved and cannot be changed.")
            entry = case.write(body, submitted_by, CUSTOMER)
            if case.resolved and self.on_resolved == REOPEN:
                case.status = "reopened"
                self._tell(case, "ReopenCase", self.deliver)
            elif not case.resolved:
                case.status = "customer-action-completed"
            self._tell(case, "AddCommunicationToCase", self.deliver, entry)

    def aws_writes(
        self, case: Case, body: str, deliver: int, created_at: datetime | None = None
    ) -> Communication:
        """AWS adds a word and waits for the customer."""
        with self.lock:
            entry = case.write(body, SUBMITTED_BY_AWS, AMAZON, created_at)
            if not case.resolved:
                case.status = "pending-customer-action"
            self._tell(case, "AddCommunicationToCase", deliver, entry)
            return entry

    def resolve(self, case: Case, deliver: int) -> str:
        """Close the case for now; gives the status it had."""
        with self.lock:
            before, case.status = case.status, "resolved"
            if before != "resolved":
                self._tell(case, "ResolveCase", deliver)
            return before

    def reopen(self, case: Case, deliver: int) -> None:
        """Open a resolved case again, as the console can within 14 days."""
        with self.lock:
            case.status = "reopened"
            self._tell(case, "ReopenCase", deliver)

    def _tell(
        self, case: Case, name: str, deliver: int, entry: Communication | None = None
    ) -> None:
        detail = {
            "case-id": case.case_id,
            "display-id": case.display_id,
            "communication-id": entry.communication_id if entry else "",
            "event-name": name,
            "origin": entry.origin if entry else "",
        }
        self._events.emit("aws.support", "Support Case Update", detail, deliver=deliver)
