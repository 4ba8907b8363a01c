"""Whoever comes second, the signal or the wait, finds the first; nothing is lost in between."""

from collections.abc import Callable
from typing import Any

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import PortOut, note
from port_out.domain.reminders import clock_signal
from tests.builders import ID, NUMBERS, AWorld
from tests.events.running import begin, post, settle, swept
from tests.fakes import FakePortOuts
from tests.stage import TOKEN, a_world, learned, on_a_case, record_holds, texts

S = State
DATE = "2026-12-15T10:00:00-08:00"
LATER = "2026-12-17T10:00:00-08:00"


def state(world: AWorld) -> State:
    """Where the port-out is."""
    return world.port_outs.get(ID).state


def used(world: AWorld) -> dict[str, int]:
    """Which transition used each signal."""
    return {signal.id: signal.used_in for signal in world.inbox.signals(ID)}


def test_a_signal_that_finds_its_wait_releases_it() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)

    signal = world.signal("support.approved")
    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert world.workflow.released == [(TOKEN, {"outcome": "approved", "attempt": 1})]
    line = world.port_outs.transitions(ID)[-1]
    assert (line.because, line.by) == (signal.id, signal.by)
    assert used(world) == {signal.id: line.sequence}
    assert record_holds(world)


def test_a_signal_before_its_wait_is_used_when_the_wait_begins() -> None:
    world = a_world(S.AWAIT_APPROVAL)
    world.signal("support.approved")

    settle(world)
    assert state(world) is S.AWAIT_APPROVAL, "nobody waits yet"
    begin(world, S.AWAIT_APPROVAL, "token-2")
    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert world.workflow.released == [("token-2", {"outcome": "approved", "attempt": 1})]


def test_a_signal_while_a_step_is_under_way_is_kept() -> None:
    world = a_world(S.ISSUE_CARRIER_PACK)
    world.signal("carrier.submitted", pon="PON-1")

    settle(world)

    assert state(world) is S.ISSUE_CARRIER_PACK
    assert used(world) == {"s-carrier.submitted": 0}


def test_a_second_delivery_changes_nothing() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)

    for _ in range(3):
        world.signal("support.approved", "s-1")
        settle(world)
    begin(world, S.AWAIT_PORT_DATE, "token-2")
    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert len(world.workflow.released) == 1
    assert sum(t.outcome == "approved" for t in world.port_outs.transitions(ID)) == 1


def test_the_same_news_by_another_way_is_noted_and_moves_nothing_back() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("support.approved", "by-event")
    world.signal("support.approved", "by-operator")

    settle(world)
    begin(world, S.AWAIT_PORT_DATE, "token-2")
    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert all(used(world).values())
    assert world.port_outs.transitions(ID)[-1].outcome == "noted"


def test_signals_are_used_in_the_order_in_which_they_came() -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True)
    for type_, facts in (("support.asked", {"question": "PIN?"}), ("support.gave_go_ahead", {})):
        world.signal(type_, **facts)
        world.now.pass_(seconds=1)

    settle(world)

    assert [t.outcome for t in world.port_outs.transitions(ID)][-2:] == ["noted", "go_ahead"]
    assert state(world) is S.ISSUE_CARRIER_PACK


def test_what_fits_no_wait_is_kept_and_does_not_block_what_fits() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("operator.corrected", "early", identity={"city": "Tacoma"})
    world.now.pass_(seconds=1)
    world.signal("support.approved", "fits")

    settle(world)

    assert used(world)["early"] == 0
    assert used(world)["fits"] > 0


def test_a_release_that_step_functions_did_not_take_is_repeated_by_the_sweep() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("support.approved")
    world.workflow.failing = TemporarilyUnavailable("states: ThrottlingException")

    with pytest.raises(TemporarilyUnavailable):
        settle(world)
    assert state(world) is S.AWAIT_PORT_DATE, "what is on record stays on record"
    world.workflow.failing = None
    swept(world)
    assert world.functions.settled == [ID]
    settle(world)
    settle(world)

    assert [token for token, _ in world.workflow.released] == [TOKEN]
    release = world.port_outs.get(ID).release
    assert release is not None
    assert release.delivered


def test_a_token_that_is_gone_is_noted_and_the_wait_that_comes_back_is_released() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.workflow.gone.add(TOKEN)
    world.signal("support.approved")

    settle(world)
    release = world.port_outs.get(ID).release
    assert release is not None
    assert release.refused
    begin(world, S.AWAIT_APPROVAL, "token-2")
    settle(world)

    assert world.workflow.released == [("token-2", {"outcome": "approved", "attempt": 1})]
    assert sum(t.outcome == "approved" for t in world.port_outs.transitions(ID)) == 1
    assert record_holds(world)


def test_a_wait_that_is_left_for_itself_is_released_once_and_waits_again() -> None:
    world = a_world(S.AWAIT_COMPLETION, waiting=True, port_date=DATE)
    world.signal("carrier.changed_date", date=LATER)

    settle(world)
    begin(world, S.AWAIT_COMPLETION, "token-2")
    settle(world)

    port_out = world.port_outs.get(ID)
    assert port_out.is_waiting
    assert port_out.facts["port_date"] == LATER
    assert world.workflow.released == [(TOKEN, {"outcome": "rescheduled", "attempt": 1})]


def test_a_wait_left_for_itself_whose_token_was_refused_is_released_when_it_comes_back() -> None:
    world = a_world(S.AWAIT_COMPLETION, waiting=True, port_date=DATE)
    world.workflow.gone.add(TOKEN)
    world.signal("carrier.changed_date", date=LATER)

    settle(world)
    begin(world, S.AWAIT_COMPLETION, "token-2")
    settle(world)
    begin(world, S.AWAIT_COMPLETION, "token-3")
    world.signal("carrier.completed")
    settle(world)

    assert [token for token, _ in world.workflow.released] == ["token-2", "token-3"]
    assert state(world) is S.CONFIRM_DEPARTURE


def test_the_new_wait_that_begins_before_the_old_release_is_noted_is_tried_again() -> None:
    world = a_world(S.AWAIT_COMPLETION, waiting=True, port_date=DATE)
    world.signal("carrier.changed_date", date=LATER)

    def quick(token: str, output: Any) -> bool:
        """Step Functions enters the wait again before the release is noted."""
        with pytest.raises(TemporarilyUnavailable):
            begin(world, S.AWAIT_COMPLETION, "token-2")
        return succeed(token, output)

    succeed = world.workflow.succeed
    world.workflow.succeed = quick  # type: ignore[method-assign]  # the fake is played otherwise here
    settle(world)
    world.workflow.succeed = succeed  # type: ignore[method-assign]  # the fake is played otherwise here
    begin(world, S.AWAIT_COMPLETION, "token-2")
    settle(world)

    assert world.port_outs.get(ID).is_waiting
    assert [token for token, _ in world.workflow.released] == [TOKEN]


class Racing(FakePortOuts):
    """Somebody else writes just before so many of our writes."""

    races = 0
    meanwhile: Callable[[], None] | None = None

    def record(self, *args: Any, **kwargs: Any) -> None:
        self._race()
        super().record(*args, **kwargs)

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        self._race()
        return super().change(before, **changes)

    def _race(self) -> None:
        if self.races and self.meanwhile is not None:
            self.races -= 1
            self.meanwhile()


def racing(world: AWorld, races: int, meanwhile: Callable[[], None]) -> AWorld:
    """The same world, in which others write at the same time."""
    world.port_outs.__class__ = Racing
    world.port_outs.races = races  # type: ignore[attr-defined]  # only the fake has it
    world.port_outs.meanwhile = meanwhile  # type: ignore[attr-defined]  # only the fake has it
    return world


def noted_elsewhere(world: AWorld) -> Callable[[], None]:
    """Another function notes something on the same port-out."""

    def run() -> None:
        before = world.port_outs.get(ID)
        after, line = note(before, at=world.now(), by="other", because="other", facts={})
        FakePortOuts.record(world.port_outs, before, after, line)

    return run


@pytest.mark.parametrize("races", [1, 2, 4])
def test_whoever_loses_a_race_looks_again(races: int) -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    racing(world, races, noted_elsewhere(world))
    world.signal("support.approved")

    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert [token for token, _ in world.workflow.released] == [TOKEN]
    assert record_holds(world)


def test_a_run_that_always_loses_leaves_it_to_the_next() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    racing(world, 1000, noted_elsewhere(world))
    world.signal("support.approved")

    settle(world)
    assert state(world) is S.AWAIT_APPROVAL
    racing(world, 0, noted_elsewhere(world))
    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert record_holds(world)


def test_two_that_settle_at_once_use_a_signal_once() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    racing(world, 1, lambda: settle(world))
    world.signal("support.approved")

    settle(world)

    assert state(world) is S.AWAIT_PORT_DATE
    assert sum(t.outcome == "approved" for t in world.port_outs.transitions(ID)) == 1
    assert len(world.workflow.released) == 1
    assert record_holds(world)


def test_a_delivery_is_noted_though_somebody_writes_at_the_same_time() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("support.approved")
    world.workflow.failing = TemporarilyUnavailable("once")
    with pytest.raises(TemporarilyUnavailable):
        settle(world)
    world.workflow.failing = None
    racing(world, 2, noted_elsewhere(world))

    settle(world)

    release = world.port_outs.get(ID).release
    assert release is not None
    assert release.delivered
    assert len(world.workflow.released) == 1


def test_time_that_ran_out_in_a_wait_that_was_left_is_dropped() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    before = world.port_outs.get(ID)
    world.signal("support.approved")
    settle(world)
    begin(world, S.AWAIT_PORT_DATE, "token-2")

    world.inbox.keep(clock_signal(before, before.due_at, world.now()))
    settle(world)

    assert all(used(world).values())
    assert "clock" not in [t.by for t in world.port_outs.transitions(ID)]
    assert world.port_outs.get(ID).reminders == 0


def test_what_support_is_told_is_written_with_its_reason_and_posted() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    case_id = on_a_case(world)
    world.signal("support.asked", question="PIN?")
    world.now.pass_(seconds=1)
    world.signal("operator.answered", text="It is 1234.")

    settle(world)
    assert world.functions.posted == [ID]
    post(world)
    settle(world)

    assert "\nIt is 1234.\n" in texts(world, case_id)[-1]
    assert "question" not in world.port_outs.get(ID).facts


@pytest.mark.parametrize(
    ("wait", "type_", "facts", "outcomes"),
    [
        (
            S.AWAIT_COMPLETION,
            "carrier.completed",
            {"numbers": [NUMBERS[0]]},
            ["ported", "left_behind", "left_behind"],
        ),
        (
            S.AWAIT_COMPLETION,
            "carrier.completed",
            {"numbers": [NUMBERS[0]], "more_to_come": True},
            ["ported", "requested", "requested"],
        ),
        (
            S.AWAIT_APPROVAL,
            "support.refused",
            {"code": "NUMBER_LOCKED", "numbers": [NUMBERS[1]]},
            ["requested", "refused", "requested"],
        ),
        (
            S.AWAIT_CORRECTION,
            "operator.corrected",
            {"remove_numbers": [NUMBERS[2]]},
            ["requested", "requested", "removed"],
        ),
    ],
)
def test_a_signal_that_speaks_of_some_numbers_changes_those(
    wait: State, type_: str, facts: dict[str, Any], outcomes: list[str]
) -> None:
    world = a_world(wait, waiting=True, case_id="case-1")

    world.signal(type_, **facts)
    settle(world)

    assert [n.outcome for n in world.port_outs.numbers(ID)] == outcomes


def test_a_number_that_was_removed_stays_removed_whoever_still_speaks_of_it() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.REMOVED, "as asked")

    world.signal("support.refused", code="NUMBER_LOCKED", numbers=list(NUMBERS[:2]))
    settle(world)

    outcomes = [n.outcome for n in world.port_outs.numbers(ID)]
    assert outcomes == ["removed", "refused", "requested"]


def test_numbers_that_were_removed_before_a_kill_are_counted_once() -> None:
    world = a_world(S.AWAIT_CORRECTION, waiting=True)
    world.signal("operator.corrected", remove_numbers=[NUMBERS[2]])
    world.port_outs.set_outcomes(ID, [NUMBERS[2]], NumberOutcome.REMOVED, "before the kill")

    settle(world)

    assert world.port_outs.get(ID).order.number_count == 2
    assert state(world) is S.CONFIRM_OWNERSHIP


def test_a_decision_is_recorded_with_what_it_means() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    learned(world, to_decide=["c-1"])

    world.signal("operator.decided", communication="c-1", means="support.approved")
    settle(world)

    line = world.port_outs.transitions(ID)[-1]
    assert line.outcome == Outcome.APPROVED
    assert line.facts == {"signal": "operator.decided", "means": "support.approved"}
    assert "to_decide" not in world.port_outs.get(ID).facts


def test_nothing_is_used_after_the_end() -> None:
    world = a_world(S.COMPLETED)
    world.signal("operator.cancelled", reason="too late")

    settle(world)

    assert state(world) is S.COMPLETED
    assert used(world) == {"s-operator.cancelled": 0}


def test_a_wait_without_its_token_is_not_released_yet() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.tokens.rows.clear()
    world.signal("support.approved")

    settle(world)

    assert world.workflow.released == []
    release = world.port_outs.get(ID).release
    assert release is not None
    assert not release.delivered


def test_a_correction_that_was_kept_from_an_earlier_matter_is_noted_and_corrects_nothing() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("operator.corrected", "s-old", identity={"title": "Director"})
    settle(world)
    world.now.pass_(days=20)
    world.signal("support.refused", "s-refusal", code="OTHER", reason="unclear")
    settle(world)

    begin(world, S.AWAIT_CORRECTION, "token-2")
    settle(world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_CORRECTION
    assert port_out.order.identity.title == ""
    assert all(signal.used_in for signal in world.inbox.signals(ID))


def test_a_correction_that_came_a_moment_before_its_refusal_is_used() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.signal("operator.corrected", "s-early", identity={"title": "Director"})
    world.now.pass_(minutes=5)
    world.signal("support.refused", "s-refusal", code="OTHER", reason="unclear")
    settle(world)

    begin(world, S.AWAIT_CORRECTION, "token-2")
    settle(world)

    assert world.port_outs.get(ID).state is S.CONFIRM_OWNERSHIP
