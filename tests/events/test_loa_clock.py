"""The signature on the LOA ages while the winning carrier has yet to file."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.next_step import missing, next_step
from port_out.domain.patience import PATIENCE
from port_out.domain.port_out import PortOut
from tests.builders import ID, AWorld
from tests.events.running import begin, post, settle, swept
from tests.stage import a_world, moved, on_a_case, record_holds, texts

S = State
WAIT = S.AWAIT_CARRIER_SUBMISSION
LOA = {"document": "attempt-1-loa-signed-ab.pdf", "signed_on": "2026-11-20"}
ENDING, OVER = "2026-12-02T05:00:00+00:00", "2026-12-06T17:00:00+00:00"


def waiting(**loa: str) -> AWorld:
    """The wait for the carrier has begun, with an LOA that is good until 2026-12-05."""
    world = a_world(WAIT, loa=LOA | loa)
    begin(world, WAIT, "token-2")
    return world


def swept_as_of(world: AWorld, moment: str) -> PortOut:
    """The sweep of then and what it leads to."""
    swept(world, datetime.fromisoformat(moment))
    settle(world)
    return world.port_outs.get(ID)


def aging(world: AWorld) -> list[dict[str, Any]]:
    """What is on record of the age of an LOA."""
    lines = world.port_outs.transitions(ID)
    return [dict(line.facts) for line in lines if line.facts.get("signal") == "clock.loa_ages"]


def test_a_new_signature_is_asked_for_once_and_what_ran_out_no_longer_counts() -> None:
    world = waiting()
    before = world.port_outs.get(ID)

    early = swept_as_of(world, "2026-11-27T12:00:00+00:00")
    for _ in range(2):
        asked = swept_as_of(world, ENDING)
    for _ in range(2):
        over = swept_as_of(world, OVER)

    assert (next_step(early).who, early.facts["loa"]) == ("winning carrier", LOA)
    assert next_step(asked).who == "operator"
    assert asked.facts["loa"] == LOA | {"sign_anew_by": "2026-12-05"}
    assert "signed LOA (the last one ran out on 2026-12-05)" in missing(over)
    assert "loa" not in over.facts
    assert [facts["standing"] for facts in aging(world)] == ["ending", "ran out"]
    assert (asked.state, over.state) == (before.state, S.ISSUE_CARRIER_PACK)
    assert record_holds(world)


def test_an_loa_that_ages_costs_no_reminder_and_says_nothing_to_support() -> None:
    world = waiting()
    case_id = on_a_case(world)
    before, said = world.port_outs.get(ID), len(texts(world, case_id))
    due_at = datetime.fromisoformat(OVER) + timedelta(days=1)
    world.port_outs.change(before, due_at=due_at)

    asked = swept_as_of(world, ENDING)
    swept_as_of(world, OVER)
    post(world)

    assert (asked.reminders, asked.due_at) == (0, due_at)
    spoken = [text for text in texts(world, case_id) if "still in progress" not in text]
    assert len(spoken) == said


def test_the_wait_expires_after_all_its_reminders_also_after_an_loa_ran_out() -> None:
    world = waiting()
    swept_as_of(world, OVER)
    moved(world, Outcome.ISSUED)
    begin(world, WAIT, "token-3")
    begun = world.port_outs.get(ID).version

    for _ in range(PATIENCE[WAIT].reminders + 1):
        port_out = world.port_outs.get(ID)
        assert port_out.state is WAIT
        world.now.at = max(world.now(), port_out.due_at)
        swept(world)
        settle(world)

    assert world.port_outs.get(ID).state is S.EXPIRED
    lines = world.port_outs.transitions(ID)[begun:]
    reminders = [line for line in lines if line.facts.get("signal") == "clock.reminder_due"]
    assert len(reminders) == PATIENCE[WAIT].reminders
    assert "ran out" in {facts["standing"] for facts in aging(world)}


def test_an_loa_that_was_too_old_when_the_wait_began_is_seen_at_once() -> None:
    world = waiting(signed_on="2026-10-20")

    begun = next_step(world.port_outs.get(ID))
    swept_as_of(world, "2026-11-23T13:00:00+00:00")

    assert begun.who == "operator"
    assert "until 2026-11-04" in begun.what
    assert begun.by is not None
    assert begun.by > world.now()
    assert [facts["standing"] for facts in aging(world)] == ["ran out"]


def test_a_sweep_that_comes_late_says_only_that_it_ran_out() -> None:
    world = waiting()

    swept_as_of(world, OVER)

    assert [facts["standing"] for facts in aging(world)] == ["ran out"]


def test_a_new_signature_takes_the_place_of_the_one_that_ran_out() -> None:
    world = waiting()
    swept_as_of(world, OVER)
    moved(world, Outcome.ISSUED)
    begin(world, WAIT, "token-3")

    facts = {"document": "loa-2.pdf", "signed_on": "2026-12-06"}
    world.signal("operator.uploaded_loa", **facts)
    settle(world)
    after = world.port_outs.get(ID)

    assert after.state is S.ISSUE_CARRIER_PACK
    assert after.facts["loa"] == facts
    assert "loa_ran_out_on" not in after.facts
    assert not any("LOA" in name for name in missing(after))


def test_what_the_clock_said_of_the_wait_before_means_nothing_in_the_next() -> None:
    world = waiting()
    swept(world, datetime.fromisoformat(OVER))
    moved(world, Outcome.CHANGED, loa=LOA | {"signed_on": "2026-12-04"})
    moved(world, Outcome.ISSUED)
    begin(world, WAIT, "token-3")

    settle(world)

    assert world.port_outs.get(ID).facts["loa"]["signed_on"] == "2026-12-04"
    assert aging(world) == []
    assert all(signal.used_in for signal in world.inbox.signals(ID))


def test_each_wait_for_the_carrier_watches_anew() -> None:
    world = waiting()
    moved(world, Outcome.CHANGED)
    moved(world, Outcome.ISSUED)
    begin(world, WAIT, "token-3")

    swept_as_of(world, ENDING)
    swept_as_of(world, OVER)

    assert [facts["standing"] for facts in aging(world)] == ["ending", "ran out"]


@pytest.mark.parametrize("state", sorted(WAITS - {WAIT}))
def test_elsewhere_the_loa_may_age(state: State) -> None:
    world = a_world(state, loa=LOA)
    begin(world, state, "token-2")

    after = swept_as_of(world, OVER)

    assert after.facts["loa"] == LOA
    assert aging(world) == []


def test_the_record_names_no_file_and_nobody() -> None:
    world = waiting()
    swept_as_of(world, OVER)

    [facts] = aging(world)
    assert set(facts) == {
        *("signal", "as_of", "entered_version", "standing", "signed_on", "good_until")
    }
