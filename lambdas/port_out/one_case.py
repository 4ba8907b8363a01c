"""Exactly one Support case for a port-out and one for each follow-up, in its turn, act by act.

One conditional write (the fence) gives the only right to call CreateCase; an unclear answer is
looked up by the marker in the subject, never repeated; after 15 minutes of finding nothing one
more attempt, and after that a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from port_out.domain.case_opening import (
    CLOCK_SKEW,
    CaseAttempt,
    Otherwise,
    UseCase,
    WantedCase,
    what_next,
)
from port_out.domain.case_pace import INTERVAL, MOST_TURNS, Turn, is_used
from port_out.domain.cases import CaseKind, CaseSeen
from port_out.domain.errors import (
    AccessRefused,
    CaseLimitReached,
    CaseNotFound,
    CaseRefused,
    CaseUncertain,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.follow_up import case_marker
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import message, message_mark
from port_out.gateways.support import Support
from port_out.observability import count, logger
from port_out.store.fence import CaseFence
from port_out.store.pace import CasePace

_NOT_FOR_THE_API = (SupportPlanMissing, AccessRefused, CaseRefused)
_SURELY_NOT_OPENED = (CaseLimitReached, TemporarilyUnavailable, *_NOT_FOR_THE_API)


@dataclass(frozen=True)
class Opened:
    """The case, and under what it was opened where this run opened it."""

    case: CaseSeen
    kind: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ByHand:
    """A person opens the case, or looks whether it is there."""

    reason: str


class OneCase:
    """Opens a case of a port-out, or finds it; two runs at once open one."""

    def __init__(
        self, *, fence: CaseFence, pace: CasePace, support: Support, now: Callable[[], datetime]
    ) -> None:
        self._fence = fence
        self._pace = pace
        self._support = support
        self._now = now

    def open(
        self, port_out: PortOut, texts: Sequence[str], generation: int = 1
    ) -> Opened | ByHand | Turn:
        """The case with all texts on it, a person's part, or the turn that has yet to come.

        CaseUncertain asks to look again later.
        """
        wanted = WantedCase(port_out, generation, texts[0])
        try:
            answer = self._found_or_created(wanted)
            if isinstance(answer, Opened):
                self._continue(port_out.id, answer.case.case_id, texts[1:])
        except _NOT_FOR_THE_API as error:
            if self._fence.current(*wanted.key) is not None:
                # There may be a case already: a person who opened another would make it two.
                raise
            return ByHand(type(error).__name__)
        except CaseNotFound:
            # A new case may not show everywhere at once; the next run finds it by its marker.
            raise CaseUncertain(port_out.id) from None
        return answer

    def opened(self, port_out: PortOut, generation: int) -> list[CaseSeen]:
        """What AWS Support shows of the attempts to open this case; nothing where there were none.

        Whoever was killed may have opened one that nobody knows.
        """
        return self._found(port_out, generation, self._fence.current(port_out.id, generation))

    def resolve_double(self, case: CaseSeen) -> None:
        """Resolve a case that turned out to be one too many; somebody is told."""
        logger.error("double case resolved", case_id=case.case_id)
        count("DoubleCase")
        self._support.resolve(case.case_id)

    def _found(
        self, port_out: PortOut, generation: int, stands: CaseAttempt | None
    ) -> list[CaseSeen]:
        if stands is None:
            return []
        return self._support.find(case_marker(port_out.id, generation), stands.at - CLOCK_SKEW)

    def _found_or_created(self, wanted: WantedCase) -> Opened | ByHand | Turn:
        stands = self._fence.current(*wanted.key)
        found = self._found(wanted.port_out, wanted.generation, stands)
        act = what_next(stands, found, self._now())
        if isinstance(act, UseCase):
            for extra in act.double:
                self.resolve_double(extra)
            return Opened(act.case)
        if act is Otherwise.LOOK_AGAIN:
            raise CaseUncertain(wanted.port_out.id)
        if act is Otherwise.ASK_A_PERSON:
            return ByHand(CaseUncertain.__name__)
        return self._in_turn(wanted, stands)

    def _in_turn(self, wanted: WantedCase, stands: CaseAttempt | None) -> Opened | ByHand | Turn:
        kind = self._support.kind_of_case()
        if kind is None:
            raise CaseRefused("no such service or category")
        turn = self._pace.current(*wanted.key)
        if turn is None or is_used(turn, stands):
            turn = self._taken(wanted, self._now(), turn)
        if turn.at > self._now():
            return turn
        try:
            return self._created(wanted, kind, stands)
        except CaseLimitReached:
            return self._another_turn(wanted, turn, stands)

    def _taken(self, wanted: WantedCase, asked_at: datetime, after: Turn | None) -> Turn:
        id_, generation = wanted.key
        return self._pace.take(id_, asked_at, after=after, generation=generation)

    def _created(self, wanted: WantedCase, kind: CaseKind, stands: CaseAttempt | None) -> Opened:
        nonce, (id_, generation) = uuid4().hex, wanted.key
        if not self._fence.acquire(id_, nonce, self._now(), after=stands, generation=generation):
            raise CaseUncertain(id_)
        order = wanted.port_out.order
        try:
            case_id = self._support.create(order, kind, wanted.subject, wanted.body)
        except _SURELY_NOT_OPENED:
            self._fence.give_back(id_, nonce, stands, generation)
            raise
        seen = self._support.cases([case_id])
        used = {
            "service": kind.service_code,
            "category": kind.category_code,
            "severity": kind.severity_code,
            "found_by": str(kind.found_by),
        }
        return Opened(seen[0] if seen else CaseSeen(case_id, "", "", "", ""), used)

    def _another_turn(
        self, wanted: WantedCase, turn: Turn, stands: CaseAttempt | None
    ) -> Turn | ByHand:
        """Others open cases in this account too: AWS says no, and everybody waits behind that."""
        if turn.number >= MOST_TURNS:
            return ByHand((CaseUncertain if stands else CaseLimitReached).__name__)
        return self._taken(wanted, self._now() + INTERVAL, turn)

    def _continue(self, port_out_id: str, case_id: str, texts: Sequence[str]) -> None:
        for page, text in enumerate(texts, start=2):
            key = f"numbers {page}"
            mark = message_mark(port_out_id, key)
            self._support.say(case_id, message(port_out_id, key, text), mark)
