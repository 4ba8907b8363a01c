"""A wait begins once, whatever token it comes with, and finds what came before it."""

from datetime import timedelta

import pytest

from port_out.domain.clock import first_due
from port_out.domain.errors import StaleStep, TemporarilyUnavailable
from port_out.domain.life_cycle import NEXT, WAITS, Outcome, State
from port_out.domain.port_out import Release
from tests.builders import ID, AWorld
from tests.domain.samples import a_signal
from tests.events import running
from tests.stage import WAY, a_world, moved

S = State
NEW = "token-2"


def begin(world: AWorld, wait: State, token: str = NEW) -> None:
    """The state machine enters the wait with this token."""
    running.begin(world, wait, token)


@pytest.mark.parametrize("wait", sorted(WAITS))
def test_a_wait_has_its_token_its_due_time_and_a_look_at_the_inbox(wait: State) -> None:
    world = a_world(wait)
    world.inbox.keep(a_signal("operator.cancelled"))

    begin(world, wait)

    port_out = world.port_outs.get(ID)
    assert port_out.is_waiting
    assert port_out.release is None
    assert port_out.due_at == first_due(wait, world.now(), country="US")
    assert world.tokens.get(ID) == "token-2"
    assert world.functions.settled == [ID]


def test_where_nothing_was_said_nobody_is_called_to_look_at_it() -> None:
    world = a_world(S.AWAIT_APPROVAL)
    world.inbox.keep(a_signal("operator.cancelled"))
    world.inbox.use(a_signal("operator.cancelled"), 3)

    begin(world, S.AWAIT_APPROVAL)

    assert world.port_outs.get(ID).is_waiting
    assert world.functions.settled == []


@pytest.mark.parametrize(
    ("wait", "told"), [(S.AWAIT_CARRIER_SUBMISSION, [ID]), (S.AWAIT_APPROVAL, [])]
)
def test_what_a_step_has_to_tell_is_sent_as_the_wait_after_it_begins(
    wait: State, told: list[str]
) -> None:
    world = a_world(wait)
    world.functions.notified.clear()

    begin(world, wait)

    assert world.functions.notified == told


def test_a_wait_that_begins_again_keeps_its_due_time_and_takes_the_new_token() -> None:
    world = a_world(S.AWAIT_APPROVAL)
    world.inbox.keep(a_signal("operator.cancelled"))
    begin(world, S.AWAIT_APPROVAL, "token-2")
    first = world.port_outs.get(ID)
    world.now.pass_(hours=5)

    begin(world, S.AWAIT_APPROVAL, "token-3")

    assert world.port_outs.get(ID) == first
    assert world.tokens.get(ID) == "token-3"
    assert world.functions.settled == [ID, ID]


def test_a_completion_is_patient_until_after_the_agreed_date() -> None:
    world = a_world(S.AWAIT_COMPLETION, port_date="2026-12-15T10:00:00-08:00")

    begin(world, S.AWAIT_COMPLETION)

    assert world.port_outs.get(ID).due_at.isoformat() == "2026-12-25T10:00:00-08:00"


@pytest.mark.parametrize("state", sorted(set(WAY) - {S.AWAIT_APPROVAL}))
def test_a_wait_that_the_record_does_not_know_of_does_not_begin(state: State) -> None:
    world = a_world(state)
    if world.port_outs.get(ID).came_from == S.AWAIT_APPROVAL:
        return

    with pytest.raises(StaleStep):
        begin(world, S.AWAIT_APPROVAL)

    assert world.functions.settled == []


def test_a_wait_that_was_left_before_its_token_was_lost_is_released_with_the_new_one() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    after = moved(world, Outcome.APPROVED)
    world.port_outs.change(after, release=Release(Outcome.APPROVED, 1, refused=True))

    begin(world, S.AWAIT_APPROVAL, "token-2")

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_PORT_DATE
    assert port_out.release == Release(Outcome.APPROVED, 1)
    assert port_out.due_at == world.now()
    assert world.tokens.get(ID) == "token-2"


def rescheduled(release: Release) -> AWorld:
    """A wait that was left for itself, and what became of its release."""
    world = a_world(S.AWAIT_COMPLETION, waiting=True)
    after = moved(world, Outcome.RESCHEDULED)
    world.port_outs.change(after, release=release)
    return world


def test_a_wait_that_was_left_for_itself_begins_anew_once_the_old_one_is_released() -> None:
    world = rescheduled(Release(Outcome.RESCHEDULED, 1, delivered=True))

    begin(world, S.AWAIT_COMPLETION)

    assert world.port_outs.get(ID).is_waiting


def test_while_nobody_knows_which_of_the_two_it_is_the_step_is_tried_again() -> None:
    world = rescheduled(Release(Outcome.RESCHEDULED, 1))

    with pytest.raises(TemporarilyUnavailable):
        begin(world, S.AWAIT_COMPLETION)

    assert not world.port_outs.get(ID).is_waiting
    assert world.functions.settled == []


def test_the_old_wait_whose_token_was_refused_is_released_with_its_new_one() -> None:
    world = rescheduled(Release(Outcome.RESCHEDULED, 1, refused=True))

    begin(world, S.AWAIT_COMPLETION)

    port_out = world.port_outs.get(ID)
    assert not port_out.is_waiting
    assert port_out.release == Release(Outcome.RESCHEDULED, 1)


def test_every_wait_has_a_way_for_time_and_for_the_operator() -> None:
    for wait in WAITS - {S.AWAIT_SECOND_EVIDENCE}:
        assert {Outcome.CANCELLED, Outcome.EXPIRED} <= set(NEXT[wait])


def test_what_has_moved_ends_by_itself_and_can_not_be_cancelled() -> None:
    ways = NEXT[S.AWAIT_SECOND_EVIDENCE]

    assert set(ways) == {Outcome.CONFIRMED, Outcome.UNVERIFIED}
    assert set(ways.values()) == {S.CLOSE_SUPPORT_CASE}


def test_time_passes_between_steps_without_harm() -> None:
    world = a_world(S.AWAIT_APPROVAL)
    world.now.at += timedelta(days=30)

    begin(world, S.AWAIT_APPROVAL)

    assert world.port_outs.get(ID).due_at > world.now()
