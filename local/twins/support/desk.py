"""The desk of AWS Support: its cases, its plan, its habits, and the events it sends."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from local.twins.errors import Refused
from local.twins.events import Events
from local.twins.limits import Limits
from local.twins.support.case import AMAZON, CUSTOMER, Case, Communication
from local.twins.support.habits import KEEP, REFUSE, REOPEN, REOPENED_WITHIN, Habits


class Desk:
    """What both sides of AWS Support see and do; every change sends its event."""

    def __init__(self, account_id: str, limits: Limits, events: Events) -> None:
        self.account_id, self.limits, self.events = account_id, limits, events
        self.plan = "business-plus"
        self.habits = Habits()
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
            self._tell(case, "CreateCase", self.habits.deliver)
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
            habit = _habit_of(case, self.habits.on_resolved)
            if case.resolved and habit == REFUSE:
                raise Refused("ValidationException", "The case is resolved and cannot be changed.")
            entry = case.write(body, submitted_by, CUSTOMER)
            if case.resolved and habit == REOPEN:
                self._open_again(case, self.habits.deliver)
            elif not case.resolved:
                case.status = "customer-action-completed"
            self._tell(case, "AddCommunicationToCase", self.habits.deliver, entry)

    def aws_writes(
        self,
        case: Case,
        body: str,
        deliver: int,
        created_at: datetime | None = None,
        by: str | None = None,
        files: Sequence[str] = (),
    ) -> Communication:
        """AWS adds a word and waits for the customer."""
        with self.lock:
            entry = case.write(body, by or self.habits.signed_by, AMAZON, created_at, files)
            if not case.resolved:
                case.status = "pending-customer-action"
            self._tell(case, "AddCommunicationToCase", deliver, entry)
            return entry

    def resolve(self, case: Case, deliver: int, resolved_at: datetime | None = None) -> str:
        """Close the case, as of now or of the time given; gives the status it had."""
        with self.lock:
            before, case.status = case.status, "resolved"
            if before != "resolved":
                case.resolved_at = resolved_at or datetime.now(UTC)
                self._tell(case, "ResolveCase", deliver)
            return before

    def resolve_silent(self, since: datetime, deliver: int) -> list[Case]:
        """Close every case in which AWS has waited since then for the customer's answer."""
        with self.lock:
            silent = [case for case in self.cases.values() if case.silent_since(since)]
            for case in silent:
                self.resolve(case, deliver)
            return silent

    def reopen(self, case: Case, deliver: int) -> None:
        """Open a resolved case again, as the console can within 14 days."""
        with self.lock:
            if _for_good(case):
                raise Refused("ValidationException", "The case is resolved for good.", 409)
            self._open_again(case, deliver)

    def _open_again(self, case: Case, deliver: int) -> None:
        case.status, case.resolved_at = "reopened", None
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
        send = self.events.hold if self.habits.hold_events else self.events.emit
        send("aws.support", "Support Case Update", detail, deliver=deliver)


def _for_good(case: Case) -> bool:
    return case.resolved_at is not None and (datetime.now(UTC) - case.resolved_at > REOPENED_WITHIN)


def _habit_of(case: Case, habit: str) -> str:
    """What a word of the customer does to the case: nothing reopens it after its 14 days."""
    return REFUSE if habit != KEEP and _for_good(case) else habit
