"""The conversation on a case over weeks: all events lost, or doubled, or old."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from port_out.domain.clock import day_at
from port_out.domain.errors import AccessRefused, SupportPlanMissing
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.next_step import next_step
from port_out.domain.upkeep import QUIET, SUPPORTS_WAITS
from tests.builders import ID, AWorld
from tests.events.running import begin, follow_up, happened, post, settle, swept
from tests.stage import a_world, on_a_case, record_holds, texts

S = State
HOUR = timedelta(hours=1)
HAS_CASE = sorted(WAITS - {S.AWAIT_MANUAL_CASE})


def waiting(state: State = S.AWAIT_PORT_DATE) -> tuple[AWorld, str]:
    """A world whose port-out has just begun to wait on its case; texts bear the world's time."""
    world = a_world(state)
    world.support.clock = world.now
    case_id = on_a_case(world)
    begin(world, state, "token-2")
    return world, case_id


def an_hour(world: AWorld, times: int = 1) -> None:
    """The hour passes and the sweep runs, and all that it started."""
    world.now.pass_(hours=1)
    for _ in range(times):
        swept(world)
        settle(world)
        post(world)


def days(world: AWorld, number: int, each_hour: Callable[[], None] = lambda: None) -> None:
    """So many days pass."""
    for _ in range(24 * number):
        an_hour(world)
        each_hour()


def ours(world: AWorld, case_id: str, words: str = "") -> list[datetime]:
    """When we wrote this on the case, the opening left out."""
    said = world.support.by_id[case_id].said[1:]
    return [one.at for one in said if not one.is_from_aws and words in one.text]


def facts(world: AWorld) -> dict[str, object]:
    """What is known of the port-out."""
    return dict(world.port_outs.get(ID).facts)


@pytest.mark.parametrize("state", HAS_CASE)
def test_in_two_silent_weeks_a_case_hears_one_word_a_day_at_most(state: State) -> None:
    world, case_id = waiting(state)

    days(world, 14)

    said = ours(world, case_id)
    assert said
    assert len({day_at(at, "US") for at in said}) == len(said)
    assert record_holds(world)
    nudges = len(ours(world, case_id, "friendly reminder"))
    assert (nudges > 0) == (state in SUPPORTS_WAITS)


@pytest.mark.parametrize(
    "state",
    sorted(set(HAS_CASE) - SUPPORTS_WAITS - {S.AWAIT_SECOND_EVIDENCE, S.AWAIT_SECOND_PERSON}),
)
def test_a_case_on_which_others_act_is_never_silent_for_long(state: State) -> None:
    world, case_id = waiting(state)

    days(world, 14)

    said = [world.support.by_id[case_id].said[0].at, *ours(world, case_id, "still in progress")]
    gaps = [after - before for before, after in pairwise(said)]
    assert len(said) == 5
    assert max(gaps) <= QUIET + HOUR
    assert min(gaps) >= QUIET


@pytest.mark.parametrize("state", sorted(SUPPORTS_WAITS))
def test_no_nudge_comes_while_support_keeps_writing_and_its_reminders_begin_anew(
    state: State,
) -> None:
    world, case_id = waiting(state)

    for _ in range(20):
        world.support.write(case_id, "We are looking into it.")
        days(world, 1)
        said = world.port_outs.get(ID).facts.get("to_decide", [])
        for one in said:
            world.signal("operator.decided", f"d-{one}", communication=one, means="nothing")
        settle(world)
    wrote = len(ours(world, case_id, "friendly reminder"))
    days(world, 10)

    assert wrote == 0
    assert ours(world, case_id, "friendly reminder"), "it fell silent"
    assert world.port_outs.get(ID).state is state


def test_a_text_whose_event_was_lost_stops_the_nudge_that_is_due_in_the_same_hour() -> None:
    world, case_id = waiting(S.AWAIT_SUPPORT_GO_AHEAD)
    due = world.port_outs.get(ID).due_at
    world.now.at = due - HOUR - timedelta(minutes=30)
    world.support.write(case_id, "We are looking into it.")
    world.now.at = due - HOUR

    an_hour(world)

    assert ours(world, case_id) == []
    assert world.port_outs.get(ID).due_at > due


def test_a_sweep_that_runs_three_times_an_hour_says_nothing_more() -> None:
    once, case_once = waiting()
    thrice, case_thrice = waiting()

    for _ in range(24 * 8):
        an_hour(once)
        an_hour(thrice, times=3)

    assert texts(once, case_once) == texts(thrice, case_thrice)
    assert len(ours(once, case_once)) == 2


def resolved(on_resolved: str) -> tuple[AWorld, str]:
    """AWS resolved the case for silence; no event came."""
    world, case_id = waiting()
    world.support.on_resolved = on_resolved
    world.support.resolve(case_id)
    an_hour(world)
    return world, case_id


def test_a_resolved_case_that_reopens_at_our_word_is_noted_and_nobody_is_troubled() -> None:
    world, case_id = resolved("reopen")
    assert len(ours(world, case_id, "not finished")) == 1
    before = next_step(world.port_outs.get(ID)).who

    days(world, 1)

    assert "case_resolved_at" not in facts(world)
    assert "case_reopened_at" in facts(world)
    assert (before, next_step(world.port_outs.get(ID)).who) == ("winning carrier",) * 2
    assert len(ours(world, case_id)) == 1
    assert world.port_outs.get(ID).state is S.AWAIT_PORT_DATE
    assert record_holds(world)


@pytest.mark.parametrize(("habit", "said"), [("keep", 1), ("refuse", 0)])
def test_a_case_that_stays_resolved_is_the_programs_task_after_an_hour(
    habit: str, said: int
) -> None:
    world, case_id = resolved(habit)
    at_once = next_step(world.port_outs.get(ID)).who

    days(world, 2)

    assert at_once == "winning carrier"
    step = next_step(world.port_outs.get(ID))
    assert (step.who, "follow-up" in step.what) == ("Connect Port-Out", True)
    assert world.functions.followed_up.count(ID) > 24, "until it is done"
    assert len(ours(world, case_id)) == said, "asked once, and no small talk on a resolved case"
    assert world.port_outs.get(ID).state is S.AWAIT_PORT_DATE
    kept = [s.type for s in world.inbox.signals(ID) if s.type.startswith("support.")]
    assert kept == ["support.resolved_case", "support.left_case_resolved"]


def registered(world: AWorld) -> str:
    """The operator opens another case and registers it."""
    kind = world.support.known_kind
    assert kind is not None
    case_id = world.support.create(world.order, kind, "Follow-up [po-test follow-up 2]", "Hello")
    display_id = world.support.by_id[case_id].seen.display_id
    for _ in range(2):
        world.signal("operator.registered_case", display_id=display_id)
        settle(world)
    return case_id


@pytest.mark.parametrize("habit", ["keep", "refuse"])
def test_a_follow_up_takes_over_and_what_waited_to_be_said_goes_onto_it(habit: str) -> None:
    world, old = resolved(habit)
    days(world, 1)
    world.support.on_resolved = "refuse"
    world.signal("operator.answered", text="The PIN is on the bill.")
    an_hour(world)
    former = world.support.by_id[old].seen.display_id
    before = len(texts(world, old))

    new = registered(world)
    days(world, 4)

    assert facts(world)["case_id"] == new
    assert facts(world)["former_cases"] in ([former], [old])
    assert "case_resolved_at" not in facts(world)
    assert next_step(world.port_outs.get(ID)).who == "winning carrier"
    assert len(texts(world, old)) == before
    assert [
        words in text
        for text, words in zip(
            texts(world, new)[1:], ["The PIN is on the bill.", "still in progress"], strict=True
        )
    ] == [True, True]
    assert not any("reopen" in text for text in texts(world, new))
    assert record_holds(world)


def test_a_follow_up_that_is_resolved_too_is_noticed_too() -> None:
    world, _ = resolved("keep")
    days(world, 1)
    new = registered(world)
    an_hour(world)
    world.support.resolve(new)

    days(world, 1)

    assert "opens a follow-up" in next_step(world.port_outs.get(ID)).what
    assert len(ours(world, new, "not finished")) == 1


def test_events_that_come_again_after_the_opposite_happened_are_old_news() -> None:
    world, case_id = waiting()
    first = world.now()
    for event in ("ResolveCase", "ReopenCase"):
        happened(world, event, case_id)
        settle(world)
        world.now.pass_(minutes=5)
    later, world.now.at = world.now(), first

    happened(world, "ResolveCase", case_id)
    world.now.at = later
    settle(world)

    assert "case_resolved_at" not in facts(world)
    assert len([k for k, _ in world.outbox.pending(ID)]) == 1


def test_a_plea_that_was_not_yet_posted_is_let_go_when_the_case_is_open_again() -> None:
    world, case_id = waiting()
    for event in ("ResolveCase", "ReopenCase"):
        happened(world, event, case_id)
        settle(world)
        world.now.pass_(minutes=5)

    post(world)

    assert ours(world, case_id) == []
    assert world.outbox.pending(ID) == []


@pytest.mark.parametrize("refusal", [SupportPlanMissing("basic"), AccessRefused("denied")])
def test_where_the_api_is_gone_a_person_looks_after_a_resolved_case(
    refusal: AccessRefused | SupportPlanMissing,
) -> None:
    world, case_id = waiting()
    happened(world, "ResolveCase", case_id)
    settle(world)
    world.support.refusal = refusal

    an_hour(world)
    follow_up(world)
    an_hour(world)

    assert "resolved case" in next_step(world.port_outs.get(ID)).what


def test_the_last_word_of_an_expired_port_out_does_not_wait_for_a_resolved_case_for_ever() -> None:
    world, case_id = waiting()
    world.support.on_resolved = "refuse"
    world.support.resolve(case_id)
    world.signal(
        "clock.expired",
        by="clock",
        as_of="2027-12-01T00:00:00+00:00",
        entered_version=world.port_outs.get(ID).entered_version,
    )
    settle(world)
    assert world.port_outs.get(ID).state is S.EXPIRED

    post(world)

    assert world.outbox.pending(ID) == []
