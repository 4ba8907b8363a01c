"""The life of a Support case over weeks: what keeps it open, and what a resolved one is told."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from port_out.domain.cases import CaseSeen
from port_out.domain.clock import beginning_of, day_at
from port_out.domain.communications import Communication
from port_out.domain.follow_up import of_support
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import CLOCK, Signal, SignalType
from port_out.domain.support_case import answer, message

S = State

QUIET = timedelta(days=3)
"""A case that was silent for so long gets a word: AWS resolves it "within a few days" of silence.

https://docs.aws.amazon.com/awssupport/latest/user/monitoring-your-case.html
"""
LEFT_RESOLVED = timedelta(hours=1)
"""A case that is still resolved so long after we asked to reopen it needs a follow-up."""
UPLOAD_LINK = timedelta(days=10)
"""How long AWS's link for an upload lives (Amazon Connect, about porting)."""

SUPPORTS_WAITS = frozenset({S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_APPROVAL})
_WAITING_FOR = {
    S.AWAIT_CORRECTION: "we are correcting our request before the winning carrier sends it again",
    S.AWAIT_SECOND_PERSON: "a second person of our company is to approve our corrected request",
    S.AWAIT_SUPPORT_GO_AHEAD: "we wait for your word that we may begin with the winning carrier",
    S.AWAIT_CARRIER_SUBMISSION: "the winning carrier has yet to submit its request",
    S.AWAIT_APPROVAL: "we wait for your approval of the winning carrier's request",
    S.AWAIT_PORT_DATE: "the winning carrier has yet to confirm the date of the port",
    S.AWAIT_COMPLETION: "the winning carrier has yet to complete the port",
    S.AWAIT_SECOND_EVIDENCE: "the winning carrier says that the port is complete; please confirm "
    "that the numbers have left",
}
_PERISHABLE = ("still", "reminder", "reopen")


def owes_an_answer(port_out: PortOut) -> bool:
    """True while it is our side's turn to speak: AWS Support is not reminded then."""
    facts = port_out.facts
    return any((of_support(facts), facts.get("question"), facts.get("upload_by")))


def has_spoken_on(port_out: PortOut, as_of: datetime) -> bool:
    """True when the program has reminded AWS Support, or kept the case alive, on that day."""
    last, country = port_out.facts.get("last_word_at"), port_out.order.country
    return last is not None and day_at(datetime.fromisoformat(last), country) == day_at(
        as_of, country
    )


def quiet_signal(
    port_out: PortOut, case: CaseSeen, as_of: datetime, received_at: datetime
) -> Signal | None:
    """The signal of an open case on which nobody has written for long; one for each silence.

    Where AWS Support is to act it has reminders, so there only its own last word is answered.
    Where it says that it will resolve the case, it is answered at the next look.
    """
    last = _last_word(port_out, case)
    if last is None:
        return None
    spoken = port_out.facts.get("last_word_at")
    since = max(last.at, datetime.fromisoformat(spoken)) if spoken else last.at
    is_announced = last.at <= as_of and since == last.at and _announces_an_end(last, port_out.state)
    if as_of - since < QUIET and not is_announced:
        return None
    return Signal(
        id=f"clock-{port_out.entered_version}-quiet-{timestamp(since)}",
        port_out_id=port_out.id,
        type=SignalType.CLOCK_CASE_QUIET,
        by=CLOCK,
        received_at=received_at,
        facts={
            "as_of": as_of.isoformat(),
            "entered_version": port_out.entered_version,
            "quiet_since": timestamp(since),
        },
    )


def _last_word(port_out: PortOut, case: CaseSeen) -> Communication | None:
    """The last text, where it is for us to keep the case open."""
    is_ours_to_keep = port_out.waiting and port_out.state in _WAITING_FOR
    is_resolved = case.is_resolved or port_out.facts.get("case_resolved_at")
    if not is_ours_to_keep or is_resolved or not case.recent:
        return None
    last = max(case.recent, key=lambda said: said.at)
    is_reminded = port_out.state in SUPPORTS_WAITS and not last.is_from_aws
    return None if is_reminded else last


@lru_cache(maxsize=500)
def _announces_an_end(last: Communication, state: State) -> bool:
    """Remembered, as each sweep looks at the same last texts again."""
    from port_out.domain.reading.reader import read
    from port_out.domain.reading.rules import Kind

    return last.is_from_aws and read(last.text, state).kind is Kind.RESOLUTION_NOTICE


def still_in_progress(port_out: PortOut) -> tuple[str, str]:
    """The word that keeps a quiet case open, with its key."""
    key = f"still {port_out.version + 1}"
    text = f"Hello AWS Support, this request is still in progress: {_now(port_out)}."
    return key, message(port_out.id, key, f"{text} Please keep this case open.")


def please_reopen(port_out: PortOut) -> tuple[str, str]:
    """What AWS Support hears at once when it resolves a case that is still needed, with its key."""
    key = f"reopen {port_out.version + 1}"
    text = (
        "Hello AWS Support, this case was resolved, but our port is not finished: "
        f"{_now(port_out)}. Please reopen the case. Nothing was cancelled, and no number may be "
        "released."
    )
    return key, message(port_out.id, key, text)


def told(port_out: PortOut, means: SignalType, signal: Signal) -> list[tuple[str, str]]:
    """What AWS Support hears of a signal; of a resolution that is known it hears nothing more."""
    if means is SignalType.OPERATOR_ANSWERED:
        key = f"answer {signal.id}"
        return [(key, message(port_out.id, key, answer(signal.facts["text"])))]
    if means is SignalType.CLOCK_CASE_QUIET:
        return [still_in_progress(port_out)]
    # Once the carrier has the numbers, a case that AWS Support ends has served its purpose.
    is_wanted = port_out.has_case and port_out.state is not S.AWAIT_SECOND_EVIDENCE
    is_news = is_wanted and not port_out.facts.get("case_resolved_at")
    is_resolution = means is SignalType.SUPPORT_RESOLVED_CASE
    return [please_reopen(port_out)] if is_resolution and is_news else []


def is_stale(port_out: PortOut, key: str) -> bool:
    """True for a message that has lost its meaning before it could be put on the case."""
    kind = key.split(" ", 1)[0]
    if kind not in _PERISHABLE:
        return False
    return port_out.is_over or (kind == "reopen") != bool(port_out.facts.get("case_resolved_at"))


def upload_deadline(port_out: PortOut, signal: Signal, facts: Mapping[str, Any]) -> str:
    """When the link for an upload ends: 10 days after it was sent, or before the day it names."""
    texts = port_out.facts.get("to_decide_at", {})
    sent = facts.get("said_at") or texts.get(signal.facts.get("communication"))
    ends = (datetime.fromisoformat(sent) if sent else signal.received_at) + UPLOAD_LINK
    if facts.get("expires_on"):
        day = date.fromisoformat(facts["expires_on"])
        ends = min(ends, beginning_of(day, port_out.order.country))
    return timestamp(ends)


def _now(port_out: PortOut) -> str:
    if owes_an_answer(port_out):
        return "we have your message and will answer it"
    return _WAITING_FOR.get(port_out.state, "we are working on it")
