"""Time as a signal: what a due wait does, and what AWS Support hears of it."""

from dataclasses import replace
from datetime import datetime

from port_out.domain.clock import has_expired, next_due
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.domain.signed_loa import Standing, last_day, standing
from port_out.domain.support_case import message

CLOCK = "clock"
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
    return [s for s in (patience, loa_signal(port_out, as_of, received_at)) if s is not None]


def clock_signal(port_out: PortOut, as_of: datetime, received_at: datetime) -> Signal:
    """The signal of a wait that is due; the same wait and reminder make the same signal."""
    expired = has_expired(
        port_out.state, port_out.reminders, requested_at=port_out.requested_at, now=as_of
    )
    type_ = SignalType.CLOCK_EXPIRED if expired else SignalType.CLOCK_REMINDER_DUE
    return Signal(
        id=f"clock-{port_out.entered_version}-{port_out.reminders}",
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


def is_of_another_wait(port_out: PortOut, signal: Signal) -> bool:
    """True for time that ran out in a wait that was left meanwhile."""
    return signal.by == CLOCK and signal.facts["entered_version"] != port_out.entered_version


def reminded(
    before: PortOut, after: PortOut, signal: Signal
) -> tuple[PortOut, list[tuple[str, str]]]:
    """The port-out with its next due time, and what AWS Support is told."""
    key = f"reminder {before.entered_version}-{before.reminders + 1}"
    if signal.type is SignalType.CLOCK_EXPIRED:
        told = [(key, message(before.id, key, _EXPIRED))] if before.has_case else []
        return after, told
    as_of = datetime.fromisoformat(signal.facts["as_of"])
    due = next_due(before.state, as_of, country=before.order.country)
    after = replace(after, reminders=before.reminders + 1, due_at=due)
    question = _NUDGE.get(before.state)
    if question is None:
        return after, []
    text = f"Hello AWS Support, a friendly reminder: {question}"
    return after, [(key, message(before.id, key, text))]
