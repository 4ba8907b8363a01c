"""A notice that was given up is seen: on the queue that rings an alarm, and with its port-out."""

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.events.send_notices import TRIES
from port_out.gateways.webhook import Answer
from port_out.store.notices import LEASE
from tests.builders import ID, AWorld
from tests.events.running import send
from tests.fakes.notices import TARGET, FakeNotifyParameters


@pytest.fixture
def world() -> AWorld:
    """A port-out whose request can't be told to the webhook."""
    world = AWorld()
    world.notify_parameters = FakeNotifyParameters(TARGET)
    world.webhook.answers = Answer.FAILED
    return world


def send_again(world: AWorld, times: int) -> None:
    """Each time when it is due."""
    for _ in range(times):
        (kept,) = world.notices.of(ID)
        assert kept.due_at is not None
        world.now.at = max(kept.due_at, kept.claimed_until or kept.due_at)
        send(world)


def test_it_is_put_on_the_queue_once_after_the_last_attempt(world: AWorld) -> None:
    send_again(world, TRIES - 1)
    before = list(world.undelivered.messages)
    send_again(world, 1)
    send(world)

    (kept,) = world.notices.of(ID)
    assert before == []
    assert world.undelivered.messages == [(ID, kept.notice.key)]
    assert (kept.due_at, kept.given_up_at, set(kept.sent)) == (None, world.now(), {"topic"})
    assert world.notices.undelivered() == {ID: 1}


def test_a_topic_that_refuses_is_given_up_too(world: AWorld) -> None:
    world.webhook.answers = Answer.TAKEN
    world.topic.failing = TemporarilyUnavailable("sns: down")

    send_again(world, TRIES)

    assert len(world.undelivered.messages) == 1
    assert set(world.notices.of(ID)[0].sent) == {"webhook"}


def test_where_the_queue_fails_it_is_done_again_and_not_lost(world: AWorld) -> None:
    send_again(world, TRIES - 1)
    world.undelivered.failing = TemporarilyUnavailable("sqs: down")
    with pytest.raises(TemporarilyUnavailable):
        send_again(world, 1)
    world.undelivered.failing = None

    found = world.notices.waiting(world.now() + LEASE)
    send_again(world, 1)

    assert found == [ID]
    assert len(world.undelivered.messages) == 1


def test_what_is_asked_for_again_is_given_up_no_more(world: AWorld) -> None:
    send_again(world, TRIES)
    (lost,) = world.notices.of(ID)
    world.webhook.answers = Answer.TAKEN

    world.notices.again(ID, lost.notice.key, world.now())
    send(world)

    (kept,) = world.notices.of(ID)
    assert (kept.given_up_at, set(kept.sent)) == (None, {"topic", "webhook"})
    assert world.notices.undelivered() == {}
