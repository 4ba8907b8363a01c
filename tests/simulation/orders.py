"""Every order in which news can come: ways that have met are walked on once, and counted."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.number_history import standing
from port_out.domain.port_out import PortOut
from tests.builders import ID, AWorld
from tests.events.running import begin, settle
from tests.stage import a_world, moved
from tests.steps.running import STEP

S = State
News = Mapping[str, tuple[str, dict[str, Any]]]
Heard = tuple[int, ...]
"""How often each piece of news has come: not yet, once, or twice."""


@dataclass(frozen=True)
class Place:
    """Where some orders of news have led, and how many of them."""

    world: AWorld
    orders: int


def beginning() -> AWorld:
    """A port-out that waits for the go-ahead; a person looks after its case."""
    return a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True, display_id="1234567890")


def said(world: AWorld, name: str, news: News, time: int) -> None:
    """This news comes, the second time from somebody else, and all that follows happens."""
    type_, facts = news[name]
    world.now.pass_(minutes=1)
    world.signal(type_, f"{name}-{time}", by=f"witness {time}", **facts)
    rest(world)


def rest(world: AWorld) -> None:
    """The state machine goes on until it waits or has ended."""
    settle(world)
    while True:
        port_out = world.port_outs.get(ID)
        if port_out.state in WAITS and not port_out.waiting:
            begin(world, port_out.state, f"token-{port_out.version}")
        elif port_out.state is S.ISSUE_CARRIER_PACK:
            moved(world, Outcome.ISSUED)
        elif port_out.state in STEP:
            STEP[port_out.state](world)
        else:
            return
        settle(world)


def ends(news: News) -> Iterator[tuple[Heard, Place]]:
    """Every place where all news has come, some of it twice, in whatever order."""
    level: dict[Any, Place] = {((0,) * len(news), None): Place(beginning(), 1)}
    for _ in range(2 * len(news)):
        following: dict[Any, Place] = {}
        for (heard, _), place in level.items():
            for index, name in enumerate(news):
                if heard[index] == 2:
                    continue
                world = twin(place.world)
                said(world, name, news, heard[index] + 1)
                now = (*heard[:index], heard[index] + 1, *heard[index + 1 :])
                key = now, known(world)
                orders = place.orders + (following[key].orders if key in following else 0)
                following[key] = Place(world, orders)
        yield from ((heard, p) for (heard, _), p in following.items() if all(heard))
        level = following


def known(world: AWorld) -> str:
    """Everything that decides what comes next: all but times, and counts of what was said."""
    port_out = world.port_outs.get(ID)
    unused = sorted(s.id for s in world.inbox.signals(ID) if not s.used_in)
    facts = sorted((n, str(_timeless(n, v))) for n, v in port_out.facts.items())
    return str((port_out.state, port_out.is_waiting, facts, world.port_outs.numbers(ID), unused))


def _timeless(name: str, fact: Any) -> Any:
    if name.endswith("_at"):
        return "known"
    if isinstance(fact, list) and all(isinstance(one, dict) for one in fact):
        return [{n: v for n, v in one.items() if n in ("kind", "outcome", "by")} for one in fact]
    return fact


def summary(world: AWorld) -> tuple[Any, ...]:
    """What must not depend on the order: state, each number, verified, order number, date."""
    port_out: PortOut = world.port_outs.get(ID)
    outcomes = [n.outcome for n in standing(port_out, world.port_outs.numbers(ID))]
    facts = port_out.facts
    return port_out.state, outcomes, facts["verified"], facts["pon"], facts["port_date"]


def twin(world: AWorld) -> AWorld:
    """A world of its own that is the same now."""
    other = copy(world)
    other.now = copy(world.now)
    other.inbox, other.outbox = copy(world.inbox), copy(world.outbox)
    other.tokens, other.port_outs = copy(world.tokens), copy(world.port_outs)
    other.inbox.rows, other.tokens.rows = dict(world.inbox.rows), dict(world.tokens.rows)
    other.outbox.rows = _copies(world.outbox.rows)
    outs = other.port_outs
    outs.inbox, outs.outbox, outs.rows = other.inbox, other.outbox, dict(outs.rows)
    outs.number_rows, outs.lines = _copies(outs.number_rows), _copies(outs.lines)
    return other


def _copies(rows: Mapping[Any, Any]) -> Any:
    return {id_: copy(row) for id_, row in rows.items()}
