"""Time as a signal: what a due wait does, and what AWS Support hears of it."""

from dataclasses import replace
from datetime import datetime

from port_out.domain.clock import after_business_days, has_expired, next_due
from port_out.domain.completion import gives_up_at, not_later
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut, merged
from port_out.domain.proposals import expiry_signal
from port_out.domain.record import timestamp
from port_out.domain.roc import escalation, goes_by_roc, seen_late
from port_out.domain.signals import CLOCK, Signal, SignalType
from port_out.domain.signed_loa import Standing, last_day, standing
from port_out.domain.support_case import message
from port_out.domain.upkeep import SUPPORTS_WAITS, has_spoken_on, owes_an_answer

_NUDGE = {
    State.AWAIT_SUPPORT_GO_AHEAD: "may we begin with the winning carrier?",
    State.AWAIT_APPROVAL: "has the winning carrier's request been compared, and is it approved?",
}
_EXPIRED = (
    "We have stopped following this request because an answer did not come in time. Nothing was "
    "cancelled and no number was released; please write to us before you take a further step."
)


def clock_signals(port_out: PortOut, as_of: datetime, received_at: datetime) -> list[Signal]:
    """What time says to a wait that has begun, now; nothing where nothing is due."""
    patience = clock_signal(port_out, as_of, received_at) if port_out.due_at <= as_of else None
    signature = loa_signal(port_out, as_of, received_at)
    proposal = expiry_signal(port_out, as_of, received_at)
    return [s for s in (patience, signature, proposal) if s is not None]


def clock_signal(port_out: PortOut, as_of: datetime, received_at: datetime) -> Signal:
    """The signal of a wait that is due; the same wait, reminder and due time make the same one."""
    expired = has_expired(
        port_out.state,
        port_out.reminders,
        requested_at=port_out.requested_at,
        now=as_of,
        by_roc=goes_by_roc(port_out.order),
    )
    if port_out.state is State.AWAIT_SECOND_EVIDENCE:
        expired = as_of >= gives_up_at(port_out)
    type_ = SignalType.CLOCK_EXPIRED if expired else SignalType.CLOCK_REMINDER_DUE
    return Signal(
        id=f"clock-{port_out.entered_version}-{port_out.reminders}-{timestamp(port_out.due_at)}",
        port_out_id=port_out.id,
        type=type_,
        by=CLOCK,
        received_at=received_at,
        facts={"as_of": as_of.isoformat(), "entered_version": port_out.entered_version},
    )


def loa_signal(port_out: PortOut, as_of: datetime, received_at: datetime) -> Signal | None:
    """The signal of a signed LOA that has to be signed anew, or has run out; each comes once.

    Only a carrier that has yet to file needs it fresh. It costs the wait none of its reminders.
    """
    loa = port_out.facts.get("loa")
    if loa is None or port_out.state is not State.AWAIT_CARRIER_SUBMISSION:
        return None
    stands = standing(port_out, as_of)
    is_asked = stands is Standing.ENDING and "sign_anew_by" in loa
    if stands is Standing.FRESH or is_asked:
        return None
    good_until = last_day(loa["signed_on"], port_out.order.loa_days).isoformat()
    return Signal(
        id=f"clock-{port_out.entered_version}-loa-{stands.name.lower()}-{good_until}",
        port_out_id=port_out.id,
        type=SignalType.CLOCK_LOA_AGES,
        by=CLOCK,
        received_at=received_at,
        facts={
            "as_of": as_of.isoformat(),
            "entered_version": port_out.entered_version,
            "standing": str(stands),
            "signed_on": loa["signed_on"],
            "good_until": good_until,
        },
    )


def is_out_of_date(port_out: PortOut, signal: Signal) -> bool:
    """True for time that ran out in a wait that was left, or before somebody spoke again."""
    if signal.by != CLOCK:
        return False
    facts = signal.facts
    if facts["entered_version"] != port_out.entered_version:
        return True
    if signal.type in (SignalType.CLOCK_REMINDER_DUE, SignalType.CLOCK_EXPIRED):
        return datetime.fromisoformat(facts["as_of"]) < port_out.due_at
    last = port_out.facts.get("last_word_at")
    is_quiet = signal.type is SignalType.CLOCK_CASE_QUIET
    return is_quiet and last is not None and _at(last) > _at(facts["quiet_since"])


def restarted(after: PortOut, signal: Signal) -> PortOut:
    """With every word on the case AWS Support's patience begins anew, where it is to act."""
    if not after.is_waiting or after.state not in SUPPORTS_WAITS:
        return after
    if signal.type not in (SignalType.SUPPORT_WROTE, SignalType.OPERATOR_ANSWERED):
        return after
    said_at = signal.facts.get("said_at")
    spoke = _at(said_at) if said_at else signal.received_at
    order = after.order
    due = next_due(after.state, spoke, country=order.country, by_roc=goes_by_roc(order))
    return replace(after, due_at=max(after.due_at, due), reminders=0)


def reminded(
    before: PortOut, after: PortOut, signal: Signal
) -> tuple[PortOut, list[tuple[str, str]]]:
    """The port-out with its next due time, and what AWS Support is told."""
    if signal.type is SignalType.CLOCK_EXPIRED:
        if before.state is State.AWAIT_SECOND_EVIDENCE:
            return after, []
        key = f"end {after.version}"
        return after, [(key, message(before.id, key, _EXPIRED))] if before.has_case else []
    as_of, country = _at(signal.facts["as_of"]), before.order.country
    after = replace(after, facts=merged(after.facts, seen_late(before, as_of)))
    question = _question(before, as_of)
    if question and has_spoken_on(before, as_of):
        # One word a day: this one is for tomorrow, and costs the wait nothing.
        return replace(after, due_at=after_business_days(as_of, 1, country)), []
    due = next_due(before.state, as_of, country=country, by_roc=goes_by_roc(before.order))
    after = replace(after, reminders=before.reminders + 1, due_at=not_later(before, due))
    if not question:
        return after, []
    key = f"reminder {after.version}"
    text = f"Hello AWS Support, a friendly reminder: {question}"
    spoken = merged(after.facts, {"last_word_at": as_of.isoformat()})
    return replace(after, facts=spoken), [(key, message(before.id, key, text))]


def _question(port_out: PortOut, as_of: datetime) -> str:
    """What AWS Support is reminded of: nothing while it is our turn, or the case is resolved."""
    if owes_an_answer(port_out) or port_out.facts.get("case_resolved_at"):
        return ""
    return escalation(port_out, as_of) or _NUDGE.get(port_out.state, "")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
