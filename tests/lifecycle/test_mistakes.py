"""The reference finds what is wrong: it can fail."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from port_out.domain.errors import IllegalTransition
from port_out.domain.life_cycle import NEXT, Outcome, State
from port_out.observability import logger, metrics
from tests.lifecycle.life import Life
from tests.lifecycle.mutants import MUTANTS, spoiled

FEW = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
WRONG_WAYS = [
    (State.AWAIT_APPROVAL, Outcome.REFUSED, State.REJECTED),
    (State.AWAIT_COMPLETION, Outcome.PORTED, State.COMPLETED),
    (State.CANCEL_PORT_OUT, Outcome.CANCELLED, State.AWAIT_CORRECTION),
]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Nobody reads this log."""
    before = logger.level
    logger.setLevel("CRITICAL")
    yield
    logger.setLevel(before)
    metrics().clear_metrics()


@pytest.mark.parametrize("mistake", MUTANTS)
def test_a_program_with_a_mistake_is_found_out(mistake: str) -> None:
    life = spoiled(mistake)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(life, settings=FEW)


@pytest.mark.parametrize(("state", "outcome", "to"), WRONG_WAYS)
def test_a_way_that_is_not_of_the_process_is_found_out(
    state: State, outcome: Outcome, to: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NEXT[state], outcome, to)

    # By the reference, or by the life cycle itself on the way to where a life begins.
    with pytest.raises((AssertionError, IllegalTransition)):
        run_state_machine_as_test(Life, settings=FEW)
