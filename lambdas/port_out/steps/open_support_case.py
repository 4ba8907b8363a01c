"""Open Support Case: exactly one, though CreateCase has no client token.

The recipe: one conditional write (the fence) gives the only right to call; an unclear answer is
looked up by the marker in the subject, never repeated; after 15 minutes of finding nothing one
more attempt, and after that a person.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from port_out import wiring
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
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.support_case import bodies, marker, message, message_mark, subject
from port_out.gateways.support import Support
from port_out.observability import count, logger, step
from port_out.store.fence import CaseAttempt, CaseFence
from port_out.store.port_outs import PortOuts, in_order

STATE = State.OPEN_SUPPORT_CASE
SETTLED = timedelta(minutes=15)
"""After this long without finding it, a case was not opened (simulated: 0 double in 50,000)."""
CLOCK_SKEW = timedelta(minutes=5)
MOST_ATTEMPTS = 2
_SURELY_NOT_OPENED = (
    CaseLimitReached,
    SupportPlanMissing,
    AccessRefused,
    CaseRefused,
    TemporarilyUnavailable,
)


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return open_support_case(
        event["port_out_id"],
        port_outs=wiring.port_outs(),
        fence=wiring.case_fence(),
        support=wiring.support(),
        now=wiring.now,
    )


def open_support_case(
    port_out_id: str,
    *,
    port_outs: PortOuts,
    fence: CaseFence,
    support: Support,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Opened, or under way on the case that is there, or manual where the API can't do it.

    CaseUncertain and CaseLimitReached ask the state machine to come back later.
    """
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    if port_out.has_case:
        return _go_on(port_out, port_outs, support, now)
    texts = _texts(port_out, port_outs)
    try:
        seen, kind = _the_case(port_out, texts[0], fence, support, now)
        if not seen.case_id:
            return _by_hand(port_out, "CaseUncertain", port_outs, now)
        _continue_text(port_out, seen.case_id, texts[1:], support)
    except (SupportPlanMissing, AccessRefused, CaseRefused) as error:
        if fence.current(port_out_id) is not None:
            # There may be a case already: a person who opened another would make it two.
            raise
        return _by_hand(port_out, type(error).__name__, port_outs, now)
    except CaseNotFound:
        # A new case may not show everywhere at once; the next run finds it by its marker.
        raise CaseUncertain(port_out_id) from None
    learned = {"case_id": seen.case_id, "display_id": seen.display_id or None}
    count("CaseOpened")
    return _record(port_out, Outcome.OPENED, learned, learned | kind, port_outs, now)


def _texts(port_out: PortOut, port_outs: PortOuts) -> list[str]:
    numbers = in_order(port_outs.numbers(port_out.id))
    return bodies(port_out, numbers, str(port_out.facts.get("instance_alias", "")))


def _the_case(
    port_out: PortOut,
    body: str,
    fence: CaseFence,
    support: Support,
    now: Callable[[], datetime],
) -> tuple[CaseSeen, dict[str, str]]:
    """The one case; an empty one when nobody knows and a person must look."""
    attempt = fence.current(port_out.id)
    if attempt is not None:
        found = support.find(marker(port_out.id), attempt.at - CLOCK_SKEW)
        if found:
            return _oldest(found, support), {}
        if now() - attempt.at < SETTLED:
            raise CaseUncertain(port_out.id)
        if attempt.attempt >= MOST_ATTEMPTS:
            return CaseSeen("", "", "", "", ""), {}
    kind = support.kind_of_case()
    if kind is None:
        raise CaseRefused("no such service or category")
    case_id = _create(port_out, body, kind, attempt, fence, support, now)
    used = {"service": kind.service_code, "category": kind.category_code}
    seen = support.cases([case_id])
    return (seen[0] if seen else CaseSeen(case_id, "", "", "", "")), used


def _create(
    port_out: PortOut,
    body: str,
    kind: CaseKind,
    before: CaseAttempt | None,
    fence: CaseFence,
    support: Support,
    now: Callable[[], datetime],
) -> str:
    nonce = uuid4().hex
    if not fence.acquire(port_out.id, nonce, now(), after=before):
        raise CaseUncertain(port_out.id)
    try:
        return support.create(port_out.order, kind, subject(port_out), body)
    except _SURELY_NOT_OPENED:
        fence.give_back(port_out.id, nonce, before)
        raise


def _oldest(found: list[CaseSeen], support: Support) -> CaseSeen:
    """Two cases should not be; if they are, the oldest stays and somebody is told."""
    for extra in found[1:]:
        logger.error("double case resolved", case_id=extra.case_id)
        count("DoubleCase")
        support.resolve(extra.case_id)
    return found[0]


def _continue_text(port_out: PortOut, case_id: str, texts: list[str], support: Support) -> None:
    for page, text in enumerate(texts, start=2):
        key = f"numbers {page}"
        support.say(case_id, message(port_out.id, key, text), message_mark(port_out.id, key))


def _go_on(
    port_out: PortOut, port_outs: PortOuts, support: Support, now: Callable[[], datetime]
) -> dict[str, Any]:
    """The case stays; Support hears that this is a corrected request."""
    key = f"attempt {port_out.attempt}"
    text = (
        "We have corrected our request and the winning carrier will submit it again. "
        f"It now covers {port_out.order.number_count} numbers."
    )
    told = False
    if case_id := port_out.facts.get("case_id"):
        with suppress(SupportPlanMissing, AccessRefused):
            support.say(case_id, message(port_out.id, key, text), message_mark(port_out.id, key))
            told = True
    may_begin = port_out.facts.get("go_ahead_at")
    outcome = Outcome.UNDER_WAY if may_begin else Outcome.OPENED
    return _record(port_out, outcome, {}, {"told_support": told}, port_outs, now)


def _by_hand(
    port_out: PortOut, reason: str, port_outs: PortOuts, now: Callable[[], datetime]
) -> dict[str, Any]:
    count("CaseByHand")
    known = {"manual_reason": reason}
    return _record(port_out, Outcome.MANUAL, known, {"reason": reason}, port_outs, now)


def _record(
    port_out: PortOut,
    outcome: Outcome,
    learned: dict[str, Any],
    facts: dict[str, Any],
    port_outs: PortOuts,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    after, line = advance(
        port_out,
        outcome,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={name: value for name, value in facts.items() if value not in (None, "")},
        learned=learned,
    )
    port_outs.record(port_out, after, line)
    return result(after)
