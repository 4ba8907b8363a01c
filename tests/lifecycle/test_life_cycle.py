"""100,000 steps of port-outs to which anything happens: the program does what it should."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from port_out.domain.life_cycle import ENDS, NEXT, WAITS
from port_out.domain.signals import SignalType
from port_out.observability import logger
from tests.lifecycle.life import Life

STEPS = 100_000
EXAMPLES, EACH = 840, 50


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Nobody reads 100,000 lines of log, and writing them takes longer than the rest."""
    before = logger.level
    logger.setLevel("CRITICAL")
    yield
    logger.setLevel(before)


def test_whatever_happens_in_whatever_order_the_program_does_what_the_reference_says() -> None:
    Life.tally.clear()

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=EACH,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

    tally = Life.tally
    ways = {f"{state} -> {to}" for state in WAITS for to in NEXT[state].values() if to not in ENDS}
    print(f"{tally['steps']} steps of {tally['port-outs']} port-outs")
    assert tally["steps"] >= STEPS
    assert ways - set(tally) == set(), "every way from every wait to what comes next was walked"
    assert {f"says {type_}" for type_ in SignalType} <= set(tally), "everybody spoke"
