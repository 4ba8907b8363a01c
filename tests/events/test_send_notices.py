"""Send Notices: each channel once, whatever fails in between."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.notices import NoticeKind
from port_out.events.send_notices import GONE, OFF, TRIES
from port_out.gateways.webhook import Answer
from port_out.store.notices import LEASE
from tests.builders import ID, NUMBERS, AWorld
from tests.events.running import begin, send, settle, swept
from tests.fakes.notices import TARGET, FakeNotifyParameters
from tests.stage import a_world, moved
from tests.steps.running import STEP

S = State
MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:PortOut-1:live"


def kinds(world: AWorld) -> list[str]:
    """What was published, by kind."""
    return [one.attributes["kind"] for one in world.topic.published]


def sent_on(world: AWorld) -> list[set[str]]:
    """The channels that each notice is on."""
    return [set(kept.sent) for kept in world.notices.of(ID)]


@pytest.fixture
def world() -> AWorld:
    """A port-out whose request is still to be told; a webhook is set."""
    world = AWorld()
    world.notify_parameters = FakeNotifyParameters(TARGET, MACHINE)
    return world


def test_a_notice_is_on_each_channel_once_however_often_it_is_sent(world: AWorld) -> None:
    send(world)
    send(world)

    (published,) = world.topic.published
    ((target, id_, event),) = world.webhook.sent
    assert published.subject.endswith(f"[{ID}]")
    assert f"execution:PortOut-1:{ID}" in published.text
    assert (target, id_, event["id"]) == (TARGET, f"{ID}-1", f"{ID}-1")
    assert event["type"] == published.attributes["kind"] == "port_out.requested"
    assert sent_on(world) == [{"topic", "webhook"}]


def test_of_a_port_out_that_was_restarted_the_present_execution_is_linked(world: AWorld) -> None:
    (kept,) = world.notices.of(ID)
    world.notices.put(replace(kept.notice, run=f"{ID}-r2"))

    send(world)

    (published,) = world.topic.published
    assert published.text.count(f"execution:PortOut-1:{ID}-r2") == 1


def test_two_at_once_send_it_once(world: AWorld) -> None:
    (kept,) = world.notices.of(ID)
    world.notices.claim(kept, world.now())

    send(world)
    before = list(world.topic.published)
    world.now.pass_(seconds=LEASE.total_seconds())
    send(world)

    assert before == []
    assert len(world.topic.published) == 1


def test_without_a_webhook_the_topic_is_enough(world: AWorld) -> None:
    world.notify_parameters = FakeNotifyParameters()

    send(world)

    assert world.notices.of(ID)[0].sent["webhook"] == OFF
    assert world.notices.of(ID)[0].due_at is None
    assert world.webhook.sent == []


def test_a_channel_that_fails_is_tried_again_and_the_other_is_not(world: AWorld) -> None:
    world.webhook.answers = Answer.FAILED
    send(world)
    world.webhook.answers = Answer.TAKEN
    world.now.pass_(hours=1)

    send(world)

    assert len(world.topic.published) == 1
    assert len(world.webhook.sent) == 2
    assert sent_on(world) == [{"topic", "webhook"}]


def test_a_topic_that_fails_holds_up_neither_the_webhook_nor_other_notices(world: AWorld) -> None:
    moved(world, Outcome.REJECTED)
    world.topic.failing = TemporarilyUnavailable("sns: down")

    send(world)

    assert [id_ for _, id_, _ in world.webhook.sent] == [f"{ID}-1", f"{ID}-2"]
    assert sent_on(world) == [{"webhook"}, {"webhook"}]


def test_the_distances_grow_and_after_the_last_attempt_it_is_logged(
    world: AWorld, caplog: pytest.LogCaptureFixture
) -> None:
    world.webhook.answers = Answer.FAILED
    distances = []
    for _ in range(TRIES):
        before = world.now()
        send(world)
        due_at = world.notices.of(ID)[0].due_at
        if due_at is not None:
            distances.append(due_at - before)
            world.now.at = due_at

    send(world)

    assert all(later == 2 * sooner for sooner, later in itertools.pairwise(distances))
    assert len(distances) == TRIES - 1
    assert len(world.webhook.sent) == TRIES
    assert caplog.messages.count("notice not delivered") == 1


def test_a_receiver_that_wants_no_more_is_not_asked_again(world: AWorld) -> None:
    world.webhook.answers = Answer.GONE

    send(world)

    (kept,) = world.notices.of(ID)
    assert (kept.sent["webhook"], kept.due_at) == (GONE, None)


def test_the_sweep_has_sent_what_was_left(world: AWorld) -> None:
    swept(world)
    send(world)
    swept(world, world.now() + timedelta(minutes=1))

    assert len(world.topic.published) == 1
    assert world.functions.notified == [ID]


def test_two_days_before_the_date_everybody_is_told_once() -> None:
    world = a_world(S.AWAIT_COMPLETION, waiting=True)
    port_out = world.port_outs.get(ID)
    date = world.now() + timedelta(hours=60)
    facts = {**port_out.facts, "port_date": date.isoformat()}
    world.port_outs.change(port_out, facts=facts, due_at=date)

    early = swept(world)
    world.now.pass_(hours=13)
    near, again = swept(world), swept(world)

    assert "dates_near" not in early
    assert "dates_near" not in again
    assert near["dates_near"] == 1
    send(world)
    assert kinds(world)[-1] == NoticeKind.DATE_NEAR
    assert f"{date:%Y-%m-%d %H:%M} UTC" in world.topic.published[-1].text


def test_a_wait_that_begins_is_told_of() -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD)

    begin(world, S.AWAIT_SUPPORT_GO_AHEAD, "token")

    assert world.functions.notified == [ID]


def test_a_signal_that_gives_somebody_a_task_is_told_of() -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True)
    world.signal("support.asked", question="Which name?")

    settle(world)

    assert world.functions.notified == [ID]
    send(world)
    assert f"port-out answer {ID}" in world.topic.published[-1].text


@pytest.mark.parametrize("state", [S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT, S.CONFIRM_OWNERSHIP])
def test_a_step_that_may_be_the_last_has_its_notice_sent(state: State) -> None:
    world = a_world(state)

    STEP[state](world)

    assert world.functions.notified == [ID]


def test_no_number_is_in_anything_that_was_sent(world: AWorld) -> None:
    for state in (S.AWAIT_CORRECTION, S.AWAIT_COMPLETION, S.COMPLETED):
        world.notices.rows |= a_world(state).notices.rows

    send(world)

    said = str(world.topic.published) + str(world.webhook.sent)
    assert len(world.topic.published) > 5
    assert not any(number[2:] in said for number in NUMBERS)
