"""Exactly one Support case for a port-out, in its turn: the recipe, act by act.

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
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import marker, message, message_mark, subject
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
    """Opens the case of a port-out, or finds it; two runs at once open one."""

    def __init__(
        self, *, fence: CaseFence, pace: CasePace, support: Support, now: Callable[[], datetime]
    ) -> None:
        self._fence = fence
        self._pace = pace
        self._support = support
        self._now = now

    def open(self, port_out: PortOut, texts: Sequence[str]) -> Opened | ByHand | Turn:
        """The case with all texts on it, a person's part, or the turn that has yet to come.

        CaseUncertain asks to look again later.
        """
        try:
            answer = self._found_or_created(port_out, texts[0])
            if isinstance(answer, Opened):
                self._continue(port_out.id, answer.case.case_id, texts[1:])
        except _NOT_FOR_THE_API as error:
            if self._fence.current(port_out.id) is not None:
                # There may be a case already: a person who opened another would make it two.
                raise
            return ByHand(type(error).__name__)
        except CaseNotFound:
            # A new case may not show everywhere at once; the next run finds it by its marker.
            raise CaseUncertain(port_out.id) from None
        return answer

    def _found_or_created(self, port_out: PortOut, body: str) -> Opened | ByHand | Turn:
        stands = self._fence.current(port_out.id)
        found = self._support.find(marker(port_out.id), stands.at - CLOCK_SKEW) if stands else ()
        act = what_next(stands, found, self._now())
        if isinstance(act, UseCase):
            self._resolve(act.double)
            return Opened(act.case)
        if act is Otherwise.LOOK_AGAIN:
            raise CaseUncertain(port_out.id)
        if act is Otherwise.ASK_A_PERSON:
            return ByHand(CaseUncertain.__name__)
        return self._in_turn(port_out, body, stands)

    def _in_turn(
        self, port_out: PortOut, body: str, stands: CaseAttempt | None
    ) -> Opened | ByHand | Turn:
        kind = self._support.kind_of_case()
        if kind is None:
            raise CaseRefused("no such service or category")
        turn = self._pace.current(port_out.id)
        if turn is None or is_used(turn, stands):
            turn = self._pace.take(port_out.id, self._now(), after=turn)
        if turn.at > self._now():
            return turn
        try:
            return self._created(port_out, body, kind, stands)
        except CaseLimitReached:
            return self._another_turn(port_out.id, turn, stands)

    def _created(
        self, port_out: PortOut, body: str, kind: CaseKind, stands: CaseAttempt | None
    ) -> Opened:
        nonce = uuid4().hex
        if not self._fence.acquire(port_out.id, nonce, self._now(), after=stands):
            raise CaseUncertain(port_out.id)
        try:
            case_id = self._support.create(port_out.order, kind, subject(port_out), body)
        except _SURELY_NOT_OPENED:
            self._fence.give_back(port_out.id, nonce, stands)
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
        self, port_out_id: str, turn: Turn, stands: CaseAttempt | None
    ) -> Turn | ByHand:
        """Others open cases in this account too: AWS says no, and everybody waits behind that."""
        if turn.number >= MOST_TURNS:
            return ByHand((CaseUncertain if stands else CaseLimitReached).__name__)
        return self._pace.take(port_out_id, self._now() + INTERVAL, after=turn)

    def _resolve(self, double: Sequence[CaseSeen]) -> None:
        """Two cases should not be; if they are, the oldest stays and somebody is told."""
        for extra in double:
            logger.error("double case resolved", case_id=extra.case_id)
            count("DoubleCase")
            self._support.resolve(extra.case_id)

    def _continue(self, port_out_id: str, case_id: str, texts: Sequence[str]) -> None:
        for page, text in enumerate(texts, start=2):
            key = f"numbers {page}"
            mark = message_mark(port_out_id, key)
            self._support.say(case_id, message(port_out_id, key, text), mark)
