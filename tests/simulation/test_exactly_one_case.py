"""200,000 port-outs open their cases while everything fails, and none has two."""

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from port_out.domain.case_pace import CASES_AN_HOUR
from port_out.domain.errors import CaseLimitReached, TemporarilyUnavailable
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import advance, result, result_of
from port_out.domain.support_case import subject
from tests.simulation.world import PORT_OUTS, Strategy, World, in_turn

RUNS = 100_000
"""So many port-outs at each rate of faults."""
CORES = 2


def played(rate: float, seeds: range, strategy: Strategy = in_turn) -> Counter[str]:
    """What became of the port-outs of these worlds."""
    tally: Counter[str] = Counter()
    for seed in seeds:
        world = World(seed, rate, strategy)
        tally.update(world.play())
        tally["crowded"] += world.most_in_an_hour() > CASES_AN_HOUR
    return tally


def played_in_parallel(rate: float) -> Counter[str]:
    """The same for RUNS port-outs, on two cores."""
    worlds = RUNS // PORT_OUTS
    shares = [range(first, first + worlds // CORES) for first in range(0, worlds, worlds // CORES)]
    with ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn")) as pool:
        return sum(pool.map(played, [rate] * CORES, shares), Counter())


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_no_fault_opens_a_second_case_or_loses_one(rate: float) -> None:
    seen = played_in_parallel(rate)

    assert seen["port-outs"] == RUNS
    assert seen["faults"] > rate * RUNS
    assert seen["duplicates"] > rate * RUNS
    assert seen["double"] == 0
    assert seen["unrecorded"] == 0
    assert seen["opened"] + seen["person"] + seen["failed"] == RUNS
    assert seen["opened"] > 0.9 * RUNS
    assert seen["waited"] > RUNS / 4
    assert seen["crowded"] == 0


def plain_retries(world: World, id_: str) -> dict[str, Any]:
    """What one would write first: create, record, and do both again after a fault."""
    port_out = world.port_outs.get(id_)
    if (done := result_of(port_out, State.OPEN_SUPPORT_CASE)) is not None:
        return done
    kind = world.support.kind_of_case()
    try:
        case_id = world.support.create(port_out.order, kind, subject(port_out), "")
    except CaseLimitReached:
        raise TemporarilyUnavailable(id_) from None
    now, known = world.virtual.now(), {"case_id": case_id}
    after, line = advance(port_out, Outcome.OPENED, at=now, by="", because="", learned=known)
    world.port_outs.record(port_out, after, line)
    return result(after)


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_the_same_world_shows_the_second_cases_of_plain_retries(rate: float) -> None:
    seen = played(rate, range(4), plain_retries)

    assert seen["port-outs"] == 4 * PORT_OUTS
    assert seen["double"] > rate * seen["port-outs"]


def test_a_world_is_made_again_by_its_seed() -> None:
    assert played(0.2, range(1)) == played(0.2, range(1))
    assert played(0.2, range(1)) != played(0.2, range(1, 2))
