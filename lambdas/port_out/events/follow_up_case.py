"""Follow Up Case: another case takes the place of one that AWS Support leaves resolved.

Whoever was killed, came too early or got no clear answer is invoked again by the sweep.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.case_pace import Turn
from port_out.domain.cases import CaseSeen
from port_out.domain.errors import (
    AccessRefused,
    CaseRefused,
    CaseUncertain,
    RecordMoved,
    SupportPlanMissing,
    TextRefused,
)
from port_out.domain.follow_up import (
    follow_up_bodies,
    followed_up,
    generation,
    is_for_program,
    is_needed,
)
from port_out.domain.port_out import PortOut, note
from port_out.domain.record import timestamp
from port_out.gateways.functions import Functions
from port_out.observability import count, logger, step
from port_out.one_case import ByHand, OneCase, Opened
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order

BY, BECAUSE = "Connect Port-Out", "Follow Up Case"
RACES = 5
"""How often one run may lose a race against others before the next run goes on."""


@dataclass(frozen=True)
class World:
    """The collaborators of a follow-up."""

    port_outs: Moves
    one_case: OneCase
    functions: Functions
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> None:
    follow_up_case(
        event["port_out_id"],
        World(wiring.moves(), wiring.one_case(), wiring.functions(), wiring.now),
    )


def follow_up_case(port_out_id: str, world: World) -> None:
    """The follow-up is open and on record, or waits its turn, or is a person's to open.

    Without need of one only what was opened in vain is resolved. Running it twice, or twice at
    once, opens one.
    """
    port_out = world.port_outs.get(port_out_id)
    if not is_for_program(port_out):
        _resolve_in_vain(port_out, world)
        return
    numbers = in_order(world.port_outs.numbers(port_out_id))
    texts = follow_up_bodies(port_out, numbers, str(port_out.facts.get("instance_alias", "")))
    try:
        answer = world.one_case.open(port_out, texts, generation(port_out) + 1)
    except CaseUncertain:
        logger.warning("no follow-up found yet, nor that there is none")
        return
    except (SupportPlanMissing, AccessRefused, CaseRefused, TextRefused) as error:
        # One may be open already: whoever is asked is told to look first.
        answer = ByHand(type(error).__name__)
    if isinstance(answer, Opened):
        _opened(port_out, answer, world)
    elif isinstance(answer, ByHand):
        count("CaseByHand")
        _noted(port_out, {"follow_up_by_hand": answer.reason}, world)
    else:
        _waits(port_out, answer, world)


def _opened(port_out: PortOut, opened: Opened, world: World) -> None:
    """On record whoever else wrote meanwhile; one too many if the need of it is gone."""
    wanted, case, now = generation(port_out), opened.case, port_out
    for _ in range(RACES):
        if _has(now, case):
            return
        if not is_needed(now) or generation(now) != wanted:
            world.one_case.resolve_double(case)
            return
        known = followed_up(now.facts, case.case_id, case.display_id, timestamp(world.now()))
        ids = {"case_id": case.case_id, "display_id": case.display_id}
        said = ids | {"follows": known["former_cases"][-1]} | opened.kind
        try:
            _note(now, {name: value for name, value in said.items() if value}, known, world)
        except RecordMoved:
            now = world.port_outs.get(port_out.id)
            continue
        count("CaseFollowedUp")
        world.functions.post(port_out.id)
        return
    raise RecordMoved(port_out.id)


def _resolve_in_vain(port_out: PortOut, world: World) -> None:
    """A person was quicker than a run that was killed after it had opened the same follow-up."""
    present = generation(port_out)
    if present == 1 or port_out.is_over:
        return
    with suppress(SupportPlanMissing, AccessRefused):
        for case in world.one_case.opened(port_out, present):
            if not case.is_resolved and not _has(port_out, case):
                world.one_case.resolve_double(case)


def _has(port_out: PortOut, case: CaseSeen) -> bool:
    """True where another run, or a person, has put this very case on record."""
    facts = port_out.facts
    by_display_id = case.display_id and facts.get("display_id") == case.display_id
    return facts.get("case_id") == case.case_id or bool(by_display_id)


def _waits(port_out: PortOut, turn: Turn, world: World) -> None:
    """Noted once for each turn."""
    turn_at = timestamp(turn.at)
    if port_out.facts.get("follow_up_turn_at") != turn_at:
        count("CaseWaitsItsTurn")
        _noted(port_out, {"follow_up_turn_at": turn_at}, world)


def _noted(port_out: PortOut, known: dict[str, Any], world: World) -> None:
    """What the next run says again where somebody else wrote meanwhile."""
    _note(port_out, known, known, world)


def _note(port_out: PortOut, facts: dict[str, Any], learned: dict[str, Any], world: World) -> None:
    at = world.now()
    after, line = note(port_out, at=at, by=BY, because=BECAUSE, facts=facts, learned=learned)
    world.port_outs.record(port_out, after, line)
