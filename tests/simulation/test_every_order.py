"""All orders of six signals, each said once or twice, end in one same state."""

from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.life_cycle import State
from port_out.domain.numbers import NumberOutcome
from tests.builders import ID, NUMBERS
from tests.simulation.orders import News, beginning, ends, rest, said, summary

DATE = "2026-12-15T10:00:00-08:00"
FIVE: News = {
    "go-ahead": ("support.gave_go_ahead", {}),
    "submitted": ("carrier.submitted", {"pon": "PON-1"}),
    "approved": ("support.approved", {}),
    "date": ("carrier.confirmed_date", {"date": DATE}),
    "completed": ("carrier.completed", {}),
}
EVIDENCE: News = {
    "tested": ("operator.tested_calls", {}),
    "confirmed": ("support.confirmed_completion", {}),
}
END = (State.COMPLETED, [NumberOutcome.PORTED] * len(NUMBERS), True, "PON-1", DATE)
SETS = factorial(6) * 2**6


@pytest.mark.parametrize("kind", sorted(EVIDENCE))
def test_all_orders_of_six_signals_and_their_doubles_end_in_one_same_state(kind: str) -> None:
    news = {**FIVE, kind: EVIDENCE[kind]}

    orders, doubled = 0, set()
    for heard, place in ends(news):
        assert summary(place.world) == END
        orders += place.orders
        doubled.add(heard)

    assert len(doubled) == 2**6, "each alone or twice"
    assert orders >= SETS, "a double may come at any later time"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    order=some.permutations([*FIVE, "tested"]),
    again=some.lists(some.tuples(some.integers(0, 5), some.integers(0, 400)), max_size=8),
)
def test_a_second_delivery_at_any_later_time_changes_nothing(
    order: list[str], again: list[tuple[int, int]]
) -> None:
    news, world = {**FIVE, "tested": EVIDENCE["tested"]}, beginning()

    for index, name in enumerate(order):
        said(world, name, news, 1)
        for which, days in again:
            before = world.port_outs.get(ID)
            world.now.pass_(days=days if index == len(order) - 1 else 0)
            earlier = order[which % (index + 1)]
            world.signal(news[earlier][0], f"{earlier}-1", by="again", **news[earlier][1])
            rest(world)
            assert world.port_outs.get(ID) == before

    assert summary(world) == END
