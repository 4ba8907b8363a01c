"""What a port-out and its record say after it was taken up again."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import BACKSTOP, PortOut, advance
from port_out.domain.record import breaks_in
from port_out.domain.restart import may_restart, restarted
from tests.builders import NOON, OPERATOR
from tests.domain.samples import a_port_out

LATER = NOON + timedelta(hours=5)


def failed(stood: PortOut, **learned: Any) -> PortOut:
    """It has failed where it stood."""
    what = {"failed_with": "Boom", "failed_in": str(stood.state)} | learned
    after, _ = advance(stood, Outcome.FAILED, at=NOON, by="p", because="f", learned=what)
    return after


def test_it_stands_there_as_if_it_had_just_come_and_its_record_goes_on() -> None:
    before = a_port_out(State.AWAIT_APPROVAL, waiting=True, reminders=2, facts={"runs": 2})

    after, line = restarted(before, at=LATER, by=OPERATOR)

    assert (line.port_out_id, line.sequence) == (before.id, before.version + 1)
    assert (line.outcome, line.facts) == ("restarted", {"run": 3})
    assert (line.at, line.previous_hash) == (LATER, before.last_hash)
    assert not any("was changed" in each for each in breaks_in([line]))
    assert (after.version, after.last_hash) == (line.sequence, line.hash)
    assert after.entered_version == line.sequence
    assert (after.since, after.due_at) == (LATER, LATER + BACKSTOP)
    assert (after.waiting, after.reminders, after.last_outcome) == (False, 0, "restarted")
    assert after.facts == {"runs": 3}
    assert after.came_from == before.came_from


@pytest.mark.parametrize("came_from", ["Await Port Date", None])
def test_it_came_from_where_it_had_come_from_before_it_failed_or_from_its_own_state(
    came_from: str | None,
) -> None:
    stood = a_port_out(State.AWAIT_COMPLETION)
    before = failed(stood, **({"failed_from": came_from} if came_from else {}))

    after, _ = restarted(before, at=LATER, by=OPERATOR)

    assert after.came_from == (came_from or str(State.AWAIT_COMPLETION))
    assert not {"failed_with", "failed_in", "failed_from"} & set(after.facts)


def test_whatever_has_not_ended_may_be_taken_up_again() -> None:
    assert may_restart(a_port_out(State.AWAIT_APPROVAL))
    assert may_restart(failed(a_port_out(State.AWAIT_APPROVAL)))
