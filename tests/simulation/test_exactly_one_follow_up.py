"""20,000 port-outs get their follow-ups while everything fails, and none has two."""

from collections import Counter

import pytest

from port_out.domain.case_pace import CASES_AN_HOUR
from tests.simulation.follow_ups import FollowUps
from tests.simulation.world import PORT_OUTS

WORLDS = 20


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_no_fault_opens_a_second_follow_up_or_loses_one(rate: float) -> None:
    seen: Counter[str] = Counter()
    for seed in range(WORLDS):
        world = FollowUps(seed, rate)
        seen.update(world.play())
        seen["crowded"] += world.most_in_an_hour() > CASES_AN_HOUR

    runs = WORLDS * PORT_OUTS
    assert seen["port-outs"] == runs
    assert min(seen["faults"], seen["duplicates"]) > rate * runs
    assert (seen["double"], seen["unrecorded"], seen["crowded"]) == (0, 0, 0)
    assert seen["opened"] + seen["person"] == runs
    assert seen["opened"] > 0.9 * runs
    assert seen["waited"] > runs / 4
    assert seen["open first cases"] == 0, "a follow-up bears a marker of its own"
