"""Each number has its own outcome and history, whatever is said of some and of all."""

from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.number_history import standing
from port_out.domain.numbers import Number
from port_out.events.number_outcomes import write_number_outcomes
from tests.builders import ID, NUMBERS, AWorld
from tests.events.running import settle
from tests.stage import a_world, moved
from tests.steps.running import Killed, answered, mortal

S = State
A, B, C = NUMBERS
DATE, LATER = "2026-12-15T10:00:00-08:00", "2026-12-17T10:00:00-08:00"


def numbers(world: AWorld) -> dict[str, Number]:
    """Each number as it stands."""
    port_out = world.port_outs.get(ID)
    return {n.number: n for n in standing(port_out, world.port_outs.numbers(ID))}


def outcomes(world: AWorld) -> list[str]:
    """The outcome of each number, in order."""
    return [str(n.outcome) for n in numbers(world).values()]


def told(number: Number) -> list[tuple[str, str]]:
    """What became of the number, one thing after the other."""
    return [(str(event.outcome), event.reason) for event in number.history]


def agreed(**facts: Any) -> AWorld:
    """The carrier has given a date."""
    world = a_world(S.AWAIT_PORT_DATE, waiting=True, case_id="c")
    world.signal("carrier.confirmed_date", "s-date", date=DATE, **facts)
    settle(world)
    return world


def test_a_date_for_some_is_the_date_of_these_only() -> None:
    world = agreed(numbers=[A])

    answered(world, S.AWAIT_COMPLETION, "carrier.changed_date", date=LATER, numbers=[B])

    assert outcomes(world) == ["scheduled", "scheduled", "requested"]
    assert told(numbers(world)[A]) == [("scheduled", DATE)]
    assert told(numbers(world)[B]) == [("scheduled", LATER)]


def test_what_is_said_of_all_joins_what_was_said_of_one() -> None:
    world = agreed()

    answered(world, S.AWAIT_COMPLETION, "carrier.completed", numbers=[A], more_to_come=True)
    answered(world, S.AWAIT_COMPLETION, "carrier.refused", code="PIN_INVALID", numbers=[B])

    assert outcomes(world) == ["ported", "refused", "scheduled"]
    assert told(numbers(world)[A]) == [("scheduled", DATE), ("ported", "")]
    assert told(numbers(world)[B]) == [("scheduled", DATE), ("refused", "PIN_INVALID")]


def test_a_correction_begins_anew_for_all_but_what_has_ported() -> None:
    world = agreed()
    answered(world, S.AWAIT_COMPLETION, "carrier.completed", numbers=[A], more_to_come=True)
    answered(world, S.AWAIT_COMPLETION, "carrier.refused", code="PIN_INVALID")

    answered(world, S.AWAIT_CORRECTION, "operator.corrected", remove_numbers=[C])

    assert outcomes(world) == ["ported", "requested", "removed"]
    assert told(numbers(world)[B])[-2:] == [("refused", "PIN_INVALID"), ("requested", "corrected")]


def test_a_number_that_stayed_behind_may_be_ported_still() -> None:
    world = agreed()
    answered(world, S.AWAIT_COMPLETION, "carrier.completed", numbers=[A, B])
    assert outcomes(world) == ["ported", "ported", "left_behind"]

    world.port_outs.change(world.port_outs.get(ID), release=None)
    moved(world, "unverified")  # type: ignore[arg-type]  # its types are narrower than what it takes
    answered(world, S.AWAIT_SECOND_EVIDENCE, "carrier.completed", numbers=[C])

    assert outcomes(world) == ["ported"] * 3
    assert world.port_outs.get(ID).facts.get("ported_numbers") is None


def test_a_run_that_is_killed_writes_no_event_twice() -> None:
    world = a_world(S.AWAIT_PORT_DATE, waiting=True, case_id="c")
    world.signal("carrier.confirmed_date", "s-date", date=DATE, numbers=[A])

    with pytest.raises(Killed):
        settle(mortal(world))
    settle(world)

    assert told(numbers(world)[A]) == [("scheduled", DATE)]


def test_who_writes_to_a_number_that_another_run_has_written_looks_again() -> None:
    world = agreed(numbers=[A])
    before = world.port_outs.get(ID)
    stale = [Number(number) for number in NUMBERS]
    signal = world.signal("carrier.completed", "s-done", numbers=[A], more_to_come=True)

    with pytest.raises(Exception, match="no longer holds"):
        write_number_outcomes(before, signal, None, stale, world.port_outs)
