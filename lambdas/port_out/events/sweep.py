"""Sweep: once an hour, everything that was not delivered and everything that is due."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.conversation import Conversation
from port_out.domain.errors import AccessRefused, CaseNotFound, RecordMoved, SupportPlanMissing
from port_out.domain.life_cycle import STEPS, WAITS, State
from port_out.domain.port_out import NEVER, PortOut, note
from port_out.domain.reminders import clock_signal
from port_out.gateways.functions import Functions
from port_out.gateways.support import CaseSeen, Support
from port_out.gateways.workflow import Workflow
from port_out.observability import count, logger, step
from port_out.store.inbox import Inbox
from port_out.store.outbox import Outbox
from port_out.store.port_outs import PortOuts


@dataclass(frozen=True)
class World:
    """The collaborators of the sweep; `as_of` is the scheduler's time, `now` the clock's."""

    as_of: datetime
    port_outs: PortOuts
    inbox: Inbox
    outbox: Outbox
    conversation: Conversation
    support: Support
    workflow: Workflow
    functions: Functions
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    return sweep(
        World(
            datetime.fromisoformat(event["now"].replace("Z", "+00:00")),
            wiring.port_outs(),
            wiring.inbox(),
            wiring.outbox(),
            wiring.conversation(),
            wiring.support(),
            wiring.workflow(),
            wiring.functions(),
            wiring.now,
        )
    )


def sweep(world: World) -> dict[str, int]:
    """Reads every open case, delivers what was lost, reminds and expires; answers what it did.

    Running it twice, or for the same hour again, changes nothing more.
    """
    done: Counter[str] = Counter()
    waiting = list(_in_states(world, sorted(WAITS)))
    _read_cases(waiting, world, done)
    for port_out in waiting:
        _look_after(port_out, world, done)
    for port_out in _in_states(world, [*sorted(STEPS), State.EXPIRED], due_before=world.as_of):
        _push(port_out, world, done)
    count("SweepDone")
    logger.info("swept", done=dict(done))
    return dict(done)


def _in_states(
    world: World, states: Sequence[State], due_before: datetime | None = None
) -> Iterator[PortOut]:
    for state in states:
        cursor = None
        while True:
            found, cursor = world.port_outs.in_state(state, due_before=due_before, cursor=cursor)
            yield from found
            if cursor is None:
                break


def _look_after(port_out: PortOut, world: World, done: Counter[str]) -> None:
    """One open wait: its clock, signals that lost their call, messages that are pending."""
    done["looked_at"] += 1
    if port_out.due_at <= world.as_of:
        if port_out.waiting:
            signal = clock_signal(port_out, world.as_of, world.now())
            world.inbox.keep(signal)
            done[signal.type.removeprefix("clock.")] += 1
        else:
            count("WaitNotBegun")
            done["not_begun"] += 1
    undelivered = port_out.release is not None and not port_out.release.delivered
    if undelivered or any(not s.used_in for s in world.inbox.signals(port_out.id)):
        world.functions.settle(port_out.id)
    if world.outbox.pending(port_out.id):
        world.functions.post(port_out.id)


def _push(port_out: PortOut, world: World, done: Counter[str]) -> None:
    """One that should have moved on: start it, or tell Step Functions again what it waits for."""
    if port_out.release is not None and not port_out.release.delivered:
        world.functions.settle(port_out.id)
        done["released_again"] += 1
    elif port_out.state is State.EXPIRED:
        _finish(port_out, world)
    elif port_out.version == 1 and world.workflow.start(port_out.id):
        done["started"] += 1
    else:
        logger.error("overdue", port_out_id=port_out.id, state=port_out.state)
        count("StepOverdue")
        done["overdue"] += 1


def _finish(port_out: PortOut, world: World) -> None:
    """An expired port-out is left alone once its last message is on the case."""
    if world.outbox.pending(port_out.id) and port_out.facts.get("case_id"):
        world.functions.post(port_out.id)
        return
    try:
        world.port_outs.change(port_out, due_at=NEVER)
    except RecordMoved:
        return


def _read_cases(waiting: Sequence[PortOut], world: World, done: Counter[str]) -> None:
    """DescribeCases for all open cases: what an event did not bring is found here."""
    try:
        known = [_with_case_id(port_out, world) for port_out in waiting if port_out.has_case]
        by_case = {p.facts["case_id"]: p for p in known if p.facts.get("case_id")}
        for case in world.support.cases(sorted(by_case)) if by_case else ():
            _read_case(by_case[case.case_id], case, world, done)
    except (SupportPlanMissing, AccessRefused, CaseNotFound) as error:
        logger.warning("cases can't be read", reason=type(error).__name__)
        done["cases_unreadable"] += 1


def _read_case(port_out: PortOut, case: CaseSeen, world: World, done: Counter[str]) -> None:
    if not world.conversation.knows(port_out, case.recent):
        said = world.support.communications(case.case_id)
        done["texts_found"] += world.conversation.keep(port_out, said)
    if case.is_resolved and not port_out.facts.get("case_resolved_at"):
        done["resolutions_found"] += world.conversation.resolved(port_out)
    if not case.is_resolved and port_out.facts.get("case_resolved_at"):
        done["reopenings_found"] += world.conversation.reopened(port_out)


def _with_case_id(port_out: PortOut, world: World) -> PortOut:
    """A case that a person registered by its display id gets its API id here."""
    if port_out.facts.get("case_id"):
        return port_out
    case = world.support.case_with_display_id(port_out.facts["display_id"])
    if case is None:
        return port_out
    after, line = note(
        port_out,
        at=world.now(),
        by="Connect Port-Out",
        because="sweep",
        facts={"case_id": case.case_id},
        learned={"case_id": case.case_id},
    )
    try:
        world.port_outs.record(port_out, after, line)
    except RecordMoved:
        return port_out
    return world.port_outs.get(port_out.id)
