"""Sweep: once an hour, everything that was not delivered and everything that is due."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.conversation import Conversation
from port_out.domain.errors import RecordMoved
from port_out.domain.follow_up import is_for_program
from port_out.domain.life_cycle import DONE, ENDS, WAITS, State
from port_out.domain.parties import PROGRAM
from port_out.domain.port_out import NEVER, PortOut
from port_out.domain.reminders import clock_signals
from port_out.domain.restart import is_restarted, run_name
from port_out.events.case_reading import alone, read_cases
from port_out.events.departure_check import check_departure
from port_out.events.notices_due import have_notices_sent
from port_out.events.ownership_check import check_ownership
from port_out.events.port_day import note_port_days
from port_out.events.turns import holds, in_turn, tell_overdue, tell_turns
from port_out.gateways.connect import Connect
from port_out.gateways.functions import Functions
from port_out.gateways.secrets import Secrets
from port_out.gateways.support import Support
from port_out.gateways.traffic import Traffic
from port_out.gateways.workflow import Workflow
from port_out.observability import count, logger, step
from port_out.store.inbox import Inbox
from port_out.store.moves import Moves
from port_out.store.notices import Notices
from port_out.store.outbox import Outbox

LAST_WORDS = DONE | {State.EXPIRED}
"""Ends after which a last text may still have to go onto the case."""


@dataclass(frozen=True)
class World:
    """The collaborators of the sweep; `as_of` is the scheduler's time, `now` the clock's."""

    as_of: datetime
    port_outs: Moves
    inbox: Inbox
    outbox: Outbox
    notices: Notices
    conversation: Conversation
    secrets: Secrets
    support: Support
    connect: Connect
    traffic: Traffic
    workflow: Workflow
    functions: Functions
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    return sweep(
        World(
            datetime.fromisoformat(event["now"].replace("Z", "+00:00")),
            wiring.moves(),
            wiring.inbox(),
            wiring.outbox(),
            wiring.notices(),
            wiring.conversation(),
            wiring.secrets(),
            wiring.support(),
            wiring.connect(),
            wiring.traffic(),
            wiring.workflow(),
            wiring.functions(),
            wiring.now,
        )
    )


def sweep(world: World) -> dict[str, int]:
    """Reads every open case, delivers what was lost, reminds and expires; answers what it did.

    Where a carrier has yet to file, it also sees that no number has gone meanwhile. Running it
    twice, or for the same hour again, changes nothing more.
    """
    done: Counter[str] = Counter()
    looked_after = world.port_outs.looked_after()
    waiting = [port_out for port_out in looked_after if port_out.state in WAITS]
    done.update(
        read_cases(
            waiting,
            world.as_of,
            port_outs=world.port_outs,
            conversation=world.conversation,
            support=world.support,
            now=world.now,
        )
    )
    done.update(
        check_ownership(
            waiting,
            port_outs=world.port_outs,
            inbox=world.inbox,
            connect=world.connect,
            now=world.now,
        )
    )
    done.update(
        check_departure(
            waiting,
            port_outs=world.port_outs,
            inbox=world.inbox,
            connect=world.connect,
            now=world.now,
        )
    )
    for port_out in waiting:
        with alone(port_out, done):
            _look_after(port_out, world, done)
    for port_out in looked_after:
        if port_out.state not in WAITS and (port_out.due_at <= world.as_of or _is_lost(port_out)):
            with alone(port_out, done):
                _push(port_out, world, done)
    tell_turns(waiting, world.as_of)
    for port_out in in_turn(waiting, world.as_of):
        with alone(port_out, done):
            if not holds(port_out.id, world.port_outs):
                done["records_broken"] += 1
    done.update(have_notices_sent(waiting, world.as_of, world.notices, world.functions))
    count("SweepDone")
    logger.info("swept", done=dict(done))
    return dict(done)


def _is_lost(port_out: PortOut) -> bool:
    """True where Step Functions has yet to hear how the last wait ended."""
    return port_out.release is not None and not port_out.release.delivered


def _look_after(port_out: PortOut, world: World, done: Counter[str]) -> None:
    """One open wait: its clock, signals that lost their call, messages that are pending."""
    done["looked_at"] += 1
    if port_out.waiting:
        for signal in clock_signals(port_out, world.as_of, world.now()):
            world.inbox.keep(signal)
            done[signal.type.removeprefix("clock.")] += 1
        done.update(
            note_port_days(
                port_out,
                world.as_of,
                inbox=world.inbox,
                traffic=world.traffic,
                now=world.now,
            )
        )
    elif port_out.due_at <= world.as_of and _started(port_out, world):
        done["started"] += 1
    elif port_out.due_at <= world.as_of:
        tell_overdue(port_out, PROGRAM)
        done["not_begun"] += 1
    if _is_lost(port_out) or _has_unused(port_out, world):
        world.functions.settle(port_out.id)
    if world.outbox.pending(port_out.id, of_now=False):
        world.functions.post(port_out.id)
    if is_for_program(port_out):
        world.functions.follow_up(port_out.id)
        done["to_follow_up"] += 1


def _push(port_out: PortOut, world: World, done: Counter[str]) -> None:
    """One that should have moved on: start it, or tell Step Functions again what it waits for."""
    release, is_end = port_out.release, port_out.state in ENDS
    # An end that Step Functions has forgotten needs no release any more.
    if _is_lost(port_out) and not (is_end and release is not None and release.refused):
        world.functions.settle(port_out.id)
        done["released_again"] += 1
    elif is_end:
        _finish(port_out, world)
    elif _started(port_out, world):
        done["started"] += 1
    else:
        tell_overdue(port_out, PROGRAM)
        done["overdue"] += 1


def _has_unused(port_out: PortOut, world: World) -> bool:
    return any(not s.used_in for s in world.inbox.signals(port_out.id, of_now=False))


def _started(port_out: PortOut, world: World) -> bool:
    """True where its execution had yet to start: whoever recorded it was cut off before."""
    is_new = port_out.version == 1 or is_restarted(port_out)
    return is_new and world.workflow.start(port_out.id, run_name(port_out))


def _finish(port_out: PortOut, world: World) -> None:
    """An end is left alone once nothing that AWS gave is kept, and its last message is sent."""
    world.secrets.forget(port_out.id)
    if port_out.state in DONE and _has_unused(port_out, world):
        world.functions.settle(port_out.id)
    has_word_left = port_out.state in LAST_WORDS and port_out.facts.get("case_id")
    if has_word_left and world.outbox.pending(port_out.id):
        world.functions.post(port_out.id)
        return
    try:
        world.port_outs.change(port_out, due_at=NEVER)
    except RecordMoved:
        return
