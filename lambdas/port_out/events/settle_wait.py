"""Settle Wait: the one place where a signal meets a wait, and the one reader of task tokens.

A signal that fits is used up, the transition recorded and the release noted in one transaction;
SendTaskSuccess comes after it, and the sweep repeats it until Step Functions has it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.errors import RecordMoved
from port_out.domain.follow_up import generation
from port_out.domain.learning import Lesson, lesson
from port_out.domain.life_cycle import DONE, Outcome
from port_out.domain.notices import notice_of
from port_out.domain.numbers import Number
from port_out.domain.pasting import remembered
from port_out.domain.port_out import BACKSTOP, PortOut, advance, note, result
from port_out.domain.record import Transition
from port_out.domain.reminders import is_out_of_date, reminded, restarted
from port_out.domain.second_person import TwoPersons
from port_out.domain.seconding import Use, approved_override, used_as
from port_out.domain.signals import CLOCK, SignalType, meaning_of
from port_out.events.number_outcomes import write_number_outcomes
from port_out.events.understanding import understood
from port_out.gateways.functions import Functions
from port_out.gateways.workflow import Workflow
from port_out.observability import count, step
from port_out.store.inbox import Inbox
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order
from port_out.store.tokens import TaskTokens

RACES = 5
"""How often one run may lose a race against others before the next run goes on."""


@dataclass(frozen=True)
class World:
    """The collaborators of the release of waits."""

    port_outs: Moves
    inbox: Inbox
    tokens: TaskTokens
    workflow: Workflow
    functions: Functions
    two_persons: TwoPersons
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> None:
    settle_wait(
        event["port_out_id"],
        World(
            wiring.moves(),
            wiring.inbox(),
            wiring.task_tokens(),
            wiring.workflow(),
            wiring.functions(),
            wiring.two_persons(),
            wiring.now,
        ),
    )


def settle_wait(port_out_id: str, world: World) -> None:
    """Every stored signal that the wait can use is used, and the wait is released if it is left.

    Several may settle the same port-out at once: who loses a race looks again.
    """
    lost = 0
    while lost < RACES:
        try:
            port_out = world.port_outs.get(port_out_id)
            _deliver(port_out, world)
            hears = port_out.is_waiting or port_out.state in DONE
            if not hears or not _use_next(port_out, world):
                return
        except RecordMoved:
            lost += 1


def _use_next(port_out: PortOut, world: World) -> bool:
    """Use the first signal that means something here; False when there is none."""
    known = world.inbox.signals(port_out.id)
    unused = [signal for signal in known if not signal.used_in]
    # Who has spoken is not reminded: what parties said comes before what the clock says.
    unused.sort(key=lambda signal: signal.by == CLOCK)
    # Up to 5,000 rows: not read where nothing is to be judged.
    rows = world.port_outs.numbers(port_out.id) if unused else []
    numbers = in_order(rows)
    for kept in unused:
        if is_out_of_date(port_out, kept):
            world.inbox.drop(kept, port_out.version)
            continue
        signal = understood(port_out, kept, numbers, world.inbox)
        use = used_as(port_out, signal, numbers, known, world.two_persons)
        if use.verdict.outcome is None and not use.verdict.noted:
            continue
        _use(port_out, use, rows, world)
        return True
    return False


def _use(port_out: PortOut, use: Use, rows: Sequence[Number], world: World) -> None:
    signal, verdict = use.signal, use.verdict
    taught = lesson(port_out, use.acts, verdict.outcome, in_order(rows))
    write_number_outcomes(port_out, use.acts, verdict.outcome, rows, world.port_outs)
    after, line = _moved(port_out, use, taught, world.now())
    after = restarted(after, signal)
    messages = list(taught.messages)
    if signal.type in (SignalType.CLOCK_REMINDER_DUE, SignalType.CLOCK_EXPIRED):
        after, extra = reminded(port_out, after, signal)
        messages += extra
    after = remembered(after, [key for key, _ in messages]) if messages else after
    world.port_outs.record(port_out, after, line, signal=signal, messages=messages)
    count("SignalUsed" if verdict.outcome else "SignalNoted")
    if verdict.outcome is Outcome.REFUSED:
        count("PortOutRefused", code=after.facts["refusal"]["code"])
    if messages:
        world.functions.post(port_out.id)
    if notice_of(port_out, after, line) is not None:
        world.functions.notify(port_out.id)
    is_replaced = generation(after) > generation(port_out)
    if is_replaced or signal.type is SignalType.SUPPORT_LEFT_CASE_RESOLVED:
        world.functions.follow_up(port_out.id)


def _moved(
    port_out: PortOut, use: Use, taught: Lesson, now: datetime
) -> tuple[PortOut, Transition]:
    signal, outcome = use.signal, use.verdict.outcome
    means, facts = meaning_of(use.acts)
    said = {"signal": str(signal.type), **({"means": str(means)} if means != signal.type else {})}
    when: dict[str, Any] = {"at": now, "by": signal.by, "because": signal.id}
    when |= {"facts": said | dict(facts) | use.on_record}
    when |= {"learned": approved_override(taught.learned, use) | use.learned}
    if outcome is None:
        return note(port_out, **when)
    return advance(port_out, outcome, order=taught.order, **when)


def _deliver(port_out: PortOut, world: World) -> None:
    """Give the wait's outcome to Step Functions and note that it has it."""
    release = port_out.release
    if release is None or release.delivered:
        return
    token = world.tokens.get(port_out.id)
    if token is None:
        return
    if world.workflow.succeed(token, result(port_out)):
        _note_delivery(port_out, world)
    elif not release.refused:
        world.port_outs.change(port_out, release=replace(release, refused=True))


def _note_delivery(delivered: PortOut, world: World) -> None:
    """Somebody else may write at the same time; that it was delivered stays true."""
    port_out = delivered
    for _ in range(RACES):
        if port_out.entered_version != delivered.entered_version or port_out.release is None:
            return
        # The time that it has already stands while it lies ahead: a new one is two more writes.
        now = world.now()
        due_at = port_out.due_at if port_out.due_at > now else now + BACKSTOP
        done = replace(port_out.release, delivered=True, refused=False)
        try:
            world.port_outs.change(port_out, release=done, due_at=due_at)
            return
        except RecordMoved:
            port_out = world.port_outs.get(port_out.id)
