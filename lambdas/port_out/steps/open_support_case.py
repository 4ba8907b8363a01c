"""Open Support Case: exactly one, in its turn, though CreateCase has no client token.

How the one case comes about is in one_case.py; this step says what is recorded of it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.case_pace import Turn, not_before
from port_out.domain.errors import AccessRefused, NumbersProtected, SupportPlanMissing, TextRefused
from port_out.domain.evidence import by_reason
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.pasting import remembered
from port_out.domain.plan import PROTECTED
from port_out.domain.port_out import BACKSTOP, PortOut, advance, note, result, result_of
from port_out.domain.record import timestamp
from port_out.domain.support_case import bodies, message, message_mark
from port_out.gateways.support import Support
from port_out.observability import count, step
from port_out.one_case import ByHand, OneCase, Opened
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order
from port_out.store.port_locks import PortLocks

STATE = State.OPEN_SUPPORT_CASE
BY = "Connect Port-Out"


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return open_support_case(
        event["port_out_id"],
        port_outs=wiring.moves(),
        one_case=wiring.one_case(),
        support=wiring.support(),
        port_locks=wiring.port_locks(),
        now=wiring.now,
        may_differ=event.get("may_differ", False),
    )


def open_support_case(
    port_out_id: str,
    *,
    port_outs: Moves,
    one_case: OneCase,
    support: Support,
    port_locks: PortLocks,
    now: Callable[[], datetime],
    may_differ: bool = True,
) -> dict[str, Any]:
    """Opened, under way on the case that is there, manual, or not before its turn.

    Where a number was protected meanwhile no case is opened, and the operator has to act; the
    execution of an older definition, which has no such way (`may_differ`), fails on record.

    CaseUncertain asks the state machine to come back later.
    """
    port_out = port_outs.get(port_out_id)
    if result_of(port_out, STATE) is not None:
        return _result(port_out)
    if port_out.has_case:
        return _go_on(port_out, port_outs, support, now)
    numbers = in_order(port_outs.numbers(port_out.id))
    if protected := port_locks.protecting(numbers, now()):
        if not may_differ:
            raise NumbersProtected(port_out.id, protected)
        return _protected(port_out, protected, port_outs, now)
    answer = one_case.open(port_out, _texts(port_out, numbers))
    if isinstance(answer, Turn):
        return _wait(port_out, answer, port_outs, now)
    if isinstance(answer, ByHand):
        return _by_hand(port_out, answer.reason, port_outs, now)
    return _opened(port_out, answer, port_outs, now)


def _texts(port_out: PortOut, numbers: Sequence[str]) -> list[str]:
    return bodies(port_out, numbers, str(port_out.facts.get("instance_alias", "")))


def _go_on(
    port_out: PortOut, port_outs: Moves, support: Support, now: Callable[[], datetime]
) -> dict[str, Any]:
    """The case stays; Support hears that this is a corrected request, by a person if need be."""
    key = f"attempt {port_out.attempt}"
    text = (
        "We have corrected our request and the winning carrier will submit it again. "
        f"It now covers {port_out.order.number_count} numbers."
    )
    word = message(port_out.id, key, text)
    told = False
    if case_id := port_out.facts.get("case_id"):
        with suppress(SupportPlanMissing, AccessRefused, TextRefused):
            support.say(case_id, word, message_mark(port_out.id, key))
            told = True
    unsaid = [] if told else [(key, word)]
    may_begin = port_out.facts.get("go_ahead_at")
    outcome = Outcome.UNDER_WAY if may_begin else Outcome.OPENED
    return _record(port_out, outcome, {}, {"told_support": told}, port_outs, now, unsaid)


def _protected(
    port_out: PortOut,
    protected: Sequence[str],
    port_outs: Moves,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    problems = dict.fromkeys(protected, PROTECTED)
    port_outs.reject(port_out.id, problems)
    count("NumbersProtected")
    known = {"protected": len(protected)}
    facts = {"problems": by_reason(problems)}
    return _record(port_out, Outcome.DIFFERS, known, facts, port_outs, now)


def _wait(
    port_out: PortOut, turn: Turn, port_outs: Moves, now: Callable[[], datetime]
) -> dict[str, Any]:
    """Noted once for each turn; nobody is to miss the port-out before its turn has come."""
    turn_at = timestamp(turn.at)
    if port_out.facts.get("case_turn_at") != turn_at:
        known = {"case_turn_at": turn_at}
        after, line = note(port_out, at=now(), by=BY, because=STATE, facts=known, learned=known)
        port_outs.record(port_out, replace(after, due_at=turn.at + BACKSTOP), line)
        count("CaseWaitsItsTurn")
    waits = {"outcome": str(Outcome.WAITS_ITS_TURN), "attempt": port_out.attempt}
    return waits | {"not_before": not_before(turn.at)}


def _by_hand(
    port_out: PortOut, reason: str, port_outs: Moves, now: Callable[[], datetime]
) -> dict[str, Any]:
    count("CaseByHand")
    known = {"manual_reason": reason}
    return _record(port_out, Outcome.MANUAL, known, {"reason": reason}, port_outs, now)


def _opened(
    port_out: PortOut, opened: Opened, port_outs: Moves, now: Callable[[], datetime]
) -> dict[str, Any]:
    count("CaseOpened")
    ids = {"case_id": opened.case.case_id, "display_id": opened.case.display_id or None}
    return _record(port_out, Outcome.OPENED, ids, ids | opened.kind, port_outs, now)


def _record(
    port_out: PortOut,
    outcome: Outcome,
    learned: dict[str, Any],
    facts: dict[str, Any],
    port_outs: Moves,
    now: Callable[[], datetime],
    messages: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    after, line = advance(
        port_out,
        outcome,
        at=now(),
        by=BY,
        because=STATE,
        facts={name: value for name, value in facts.items() if value not in (None, "")},
        learned=learned | {"case_turn_at": None},
    )
    after = remembered(after, [key for key, _ in messages]) if messages else after
    port_outs.record(port_out, after, line, messages=messages)
    return _result(after)


def _result(port_out: PortOut) -> dict[str, Any]:
    """The state machine reads the time in every answer, whether it waits for it or not."""
    return result(port_out) | {"not_before": not_before(port_out.since)}
