"""AWS Support in memory: cases, texts, and the answers that get lost."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from port_out.domain.cases import CaseKind, CaseSeen
from port_out.domain.communications import Communication
from port_out.domain.errors import CaseNotFound, CaseUncertain, PortOutError, TextRefused
from port_out.domain.order import Order
from port_out.domain.reading.hiding import hidden
from port_out.gateways.support import Support

EPOCH = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class FakeCase:
    """One case and all that was said on it."""

    seen: CaseSeen
    said: list[Communication] = field(default_factory=list)


class FakeSupport(Support):
    """`refusal` is raised by every call while it is set; `lose_answers` counts lost CreateCases.

    `hidden` makes that many look-ups find nothing, as a case may show late.
    """

    def __init__(self) -> None:
        self.by_id: dict[str, FakeCase] = {}
        self.refusal: PortOutError | None = None
        self.create_refusal: PortOutError | None = None
        self.lose_answers = 0
        self.hidden = 0
        self.known_kind: CaseKind | None = CaseKind("service", "category", "low")
        self._ticks = itertools.count(1)
        self.clock: Callable[[], datetime] | None = None
        """Says when a text is written; without it one comes each minute."""
        self.on_resolved = "keep"
        """What our text does to a resolved case: keep, reopen or refuse."""

    def kind_of_case(self) -> CaseKind | None:
        self._called()
        return self.known_kind

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        self._called()
        if self.create_refusal is not None:
            raise self.create_refusal
        tick = next(self._ticks)
        case_id = f"case-123456789012-muen-2026-{tick:04}"
        seen = CaseSeen(case_id, f"{tick:010}", subject, "opened", f"2026-11-23T09:{tick:02}:00Z")
        self.by_id[case_id] = FakeCase(seen)
        self.write(case_id, body, by="PortOut (Role)")
        if self.lose_answers:
            self.lose_answers -= 1
            raise CaseUncertain("CreateCase: ConnectionClosedError")
        return case_id

    def find(self, marker: str, after: datetime) -> list[CaseSeen]:
        self._called()
        if self.hidden:
            self.hidden -= 1
            return []
        found = [case.seen for case in self.by_id.values() if marker in case.seen.subject]
        return sorted(found, key=lambda case: case.created_at)

    def cases(self, case_ids: Sequence[str]) -> list[CaseSeen]:
        self._called()
        found = [self.by_id[case_id] for case_id in case_ids if case_id in self.by_id]
        return [replace(case.seen, recent=tuple(case.said[-5:])) for case in found]

    def case_with_display_id(self, display_id: str) -> CaseSeen | None:
        self._called()
        for case in self.by_id.values():
            if case.seen.display_id == display_id:
                return case.seen
        return None

    def communications(self, case_id: str) -> list[Communication]:
        self._called()
        if case_id not in self.by_id:
            raise CaseNotFound(case_id)
        return list(self.by_id[case_id].said)

    def say(self, case_id: str, text: str, mark: str) -> None:
        if any(mark in one.text for one in self.communications(case_id)):
            return
        case = self.by_id[case_id]
        if case.seen.is_resolved and self.on_resolved == "refuse":
            raise TextRefused("AddCommunicationToCase: ValidationException")
        if case.seen.is_resolved and self.on_resolved == "reopen":
            case.seen = replace(case.seen, status="reopened")
        self.write(case_id, text, by="PortOut (Role)")

    def resolve(self, case_id: str) -> None:
        self._called()
        case = self.by_id[case_id]
        case.seen = replace(case.seen, status="resolved")

    def write(self, case_id: str, text: str, by: str = "Amazon Web Services") -> Communication:
        """Somebody writes on the case."""
        tick = next(self._ticks)
        at = EPOCH + timedelta(minutes=tick) if self.clock is None else self.clock()
        found = hidden(text)
        said = Communication(
            f"said-{tick}", by, at, found.text, hidden=found.kinds, secrets=found.secrets
        )
        self.by_id[case_id].said.append(said)
        return said

    def _called(self) -> None:
        if self.refusal is not None:
            raise self.refusal
