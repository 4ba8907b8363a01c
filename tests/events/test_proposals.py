"""A late cancel or an override does nothing until a second person has approved exactly it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.notices import NoticeKind
from port_out.domain.second_person import TwoPersons
from tests.builders import ACCOUNT, ID, NOON, NUMBERS, OPERATOR, AWorld
from tests.events.running import begin, settle, swept
from tests.stage import a_world, learned, record_holds

S = State
BOB = f"arn:aws:iam::{ACCOUNT}:user/bob"
CAROL = f"arn:aws:sts::{ACCOUNT}:assumed-role/PortOutOperator/carol"
SOON, LATER = (NOON + timedelta(days=3)).isoformat(), (NOON + timedelta(days=4)).isoformat()
OFF = TwoPersons(is_on=False, above=100)
MISMATCH = {"differences": [{"field": "city"}], "bill_sha256": "b" * 64}
READ = {"source": "invoice profile", "fields": {"city": "Seattle"}, "persons": ["Ana Example"]}


def agreed(date: str = SOON, **more: Any) -> AWorld:
    """A port-out that waits for its completion on this date."""
    return a_world(S.AWAIT_COMPLETION, waiting=True, port_date=date, **more)


def differing(**more: Any) -> AWorld:
    """A port-out whose LOA is not what the bill shows."""
    return a_world(S.AWAIT_CORRECTION, waiting=True, **MISMATCH, **more)


def said(world: AWorld, type_: str, id_: str = "", by: str = OPERATOR, **facts: Any) -> None:
    """Somebody says this, and the wait is looked at."""
    world.signal(type_, id_, by, **facts)
    settle(world)


def cancelled(world: AWorld, id_: str = "c-1", by: str = OPERATOR, **more: Any) -> str:
    """The SHA-256 of what the operator has proposed by a cancel."""
    said(world, "operator.cancelled", id_, by, **{"reason": "changed our minds"} | more)
    return sha256(world)


def overridden(world: AWorld, **more: Any) -> str:
    """The SHA-256 of what the operator has proposed by an override."""
    said(world, "operator.corrected", **{"override_reason": "agreed by telephone"} | more)
    return sha256(world)


def sha256(world: AWorld) -> str:
    """What waits for a second person."""
    return str(world.port_outs.get(ID).facts["proposed"]["sha256"])


def approved(world: AWorld, seen: str, id_: str = "ap-1", by: str = BOB) -> None:
    """Somebody approves what was seen."""
    world.now.pass_(minutes=1)
    said(world, "approver.approved", id_, by, sha256=seen, reason="I have called the carrier")


def state(world: AWorld) -> State:
    """Where the port-out is."""
    return world.port_outs.get(ID).state


def last(world: AWorld) -> Any:
    """The last line of the record."""
    assert record_holds(world)
    return world.port_outs.transitions(ID)[-1]


def test_a_cancel_inside_the_notice_does_nothing_by_itself_and_is_on_record() -> None:
    world = agreed()

    seen = cancelled(world)

    assert state(world) is S.AWAIT_COMPLETION
    assert not world.workflow.released
    line = last(world)
    assert (line.outcome, line.by, line.because) == ("noted", OPERATOR, "c-1")
    assert line.facts["proposed"] == "cancel"
    assert (line.facts["sha256"], line.facts["reason"]) == (seen, "changed our minds")
    assert line.facts["until"] == "2026-11-26T12:00:00.000000+00:00", "the agreed date"


def test_a_second_person_lets_the_cancel_act_and_the_record_names_both() -> None:
    world = agreed()

    approved(world, seen := cancelled(world))

    port_out, line = world.port_outs.get(ID), last(world)
    assert port_out.state is S.CANCEL_PORT_OUT
    assert port_out.facts["cancel_reason"] == "changed our minds"
    assert "proposed" not in port_out.facts
    assert world.workflow.released[-1][1]["outcome"] == "cancelled"
    assert (line.outcome, line.by, line.because) == ("cancelled", BOB, "ap-1")
    said_so = line.facts["signal"], line.facts["means"]
    assert said_so == ("approver.approved", "operator.cancelled")
    assert (line.facts["proposed_by"], line.facts["proposal"]) == (OPERATOR, "c-1")
    assert line.facts["sha256"] == seen
    assert line.facts["approved_for"] == "I have called the carrier"


def test_an_override_takes_a_second_person_and_names_who_gave_it_and_who_approved_it() -> None:
    world = differing()

    seen = overridden(world, remove_numbers=[NUMBERS[0]])
    before = state(world)
    approved(world, seen)

    port_out = world.port_outs.get(ID)
    assert (before, port_out.state, port_out.attempt) == (
        S.AWAIT_CORRECTION,
        S.CONFIRM_OWNERSHIP,
        2,
    )
    override = port_out.facts["override"]
    assert (override["by"], override["approved_by"]) == (OPERATOR, BOB)
    assert override["reason"] == "agreed by telephone"
    assert port_out.facts["correctors"] == [{"arn": OPERATOR, "id": ""}]
    assert port_out.order.number_count == len(NUMBERS) - 1
    assert last(world).facts["remove_numbers"] == [NUMBERS[0]]


def test_what_takes_one_person_still_takes_one() -> None:
    """Outside the notice, without an agreed date, without an override, or with the switch off."""
    far, without = (
        agreed((NOON + timedelta(days=30)).isoformat()),
        a_world(S.AWAIT_APPROVAL, waiting=True),
    )
    off, off_too = agreed(), differing()
    off.two_persons = off_too.two_persons = OFF

    for world in (far, without, off):
        said(world, "operator.cancelled", reason="changed our minds")
    said(off_too, "operator.corrected", override_reason="agreed")
    said(corrected := differing(), "operator.corrected", identity={"city": "Tacoma"})

    assert {state(world) for world in (far, without, off)} == {S.CANCEL_PORT_OUT}
    assert {state(world) for world in (off_too, corrected)} == {S.CONFIRM_OWNERSHIP}
    assert "approved_by" not in off_too.port_outs.get(ID).facts["override"]


@pytest.mark.parametrize(
    ("given", "takes_two"),
    [
        ({"city": "Tacoma"}, True),
        ({"city": "Seattle"}, False),
        ({"title": "Director"}, False),
        ({"authorized_person": "Ben"}, True),
        ({"authorized_person": "Ana Example"}, False),
    ],
)
def test_to_say_that_the_bill_shows_something_else_than_was_read_is_an_override(
    given: dict[str, str], takes_two: bool
) -> None:
    world = differing(expected=READ)

    said(world, "operator.corrected", bill_identity=given)

    assert state(world) is (S.AWAIT_CORRECTION if takes_two else S.CONFIRM_OWNERSHIP)


@pytest.mark.parametrize("expected", [None, READ | {"source": "the word of the operator"}])
def test_a_bill_that_only_a_person_can_read_is_read_by_one(expected: Any) -> None:
    world = differing(**({"expected": expected} if expected else {}))

    said(world, "operator.corrected", bill_identity={"city": "Tacoma"})

    assert state(world) is S.CONFIRM_OWNERSHIP


@pytest.mark.parametrize(
    ("proposer", "approver"),
    [
        (OPERATOR, OPERATOR),
        (CAROL, CAROL.replace("carol", "another-session")),
        (CAROL, CAROL.replace("PortOutOperator", "PortOutApprover")),
        (CAROL, f"arn:aws:iam::{ACCOUNT}:user/Carol"),
    ],
)
def test_who_may_be_the_proposer_approves_nothing(proposer: str, approver: str) -> None:
    world = agreed()

    approved(world, cancelled(world, by=proposer), by=approver)

    assert state(world) is S.AWAIT_COMPLETION
    assert last(world).outcome == "noted"
    approved(world, sha256(world), "ap-2")
    assert state(world) is S.CANCEL_PORT_OUT, "what waits is not lost by it"


def test_who_requested_the_port_out_may_approve_what_somebody_else_proposes() -> None:
    world = agreed()

    approved(world, cancelled(world, by=BOB), by=OPERATOR)

    assert state(world) is S.CANCEL_PORT_OUT


def test_an_approval_counts_for_nothing_else() -> None:
    world, other = agreed(), agreed()
    elsewhere = cancelled(other, "another")
    cancelled(world)

    for id_, seen in (("ap-1", elsewhere), ("ap-2", "0" * 64)):
        approved(world, seen, id_)

    assert state(world) is S.AWAIT_COMPLETION


def test_the_last_proposal_counts_and_an_approval_of_the_one_before_does_not() -> None:
    world = agreed()
    first = cancelled(world)

    second = cancelled(world, "c-2", reason="another reason")
    replaced = last(world).facts["replaces"]
    approved(world, first)
    waits = state(world)
    approved(world, second, "ap-2")

    assert (replaced, waits, state(world)) == (first, S.AWAIT_COMPLETION, S.CANCEL_PORT_OUT)
    assert world.port_outs.get(ID).facts["cancel_reason"] == "another reason"


@pytest.mark.parametrize("id_", ["c-1", "c-2"])
def test_saying_it_again_does_not_make_it_act(id_: str) -> None:
    world = agreed()
    cancelled(world)

    cancelled(world, id_)

    assert state(world) is S.AWAIT_COMPLETION


def test_two_approvals_at_once_are_one_cancel() -> None:
    world = agreed()
    seen = cancelled(world)
    for by in (BOB, CAROL):
        world.signal("approver.approved", f"ap-{by[-3:]}", by, sha256=seen, reason="yes")

    settle(world)
    settle(world)

    assert [line.outcome for line in world.port_outs.transitions(ID)].count("cancelled") == 1
    assert len(world.workflow.released) == 1


def test_two_approvals_at_once_are_one_correction_and_do_not_reach_the_next() -> None:
    world = differing()
    seen = overridden(world)
    for by in (BOB, CAROL):
        world.signal("approver.approved", f"ap-{by[-3:]}", by, sha256=seen, reason="yes")
    settle(world)

    before = world.port_outs.get(ID)
    world.port_outs.change(before, state=S.AWAIT_CORRECTION, waiting=True, release=None)
    settle(world)

    assert world.port_outs.get(ID).attempt == 2
    assert last(world).outcome == "noted"


def date_moved(world: AWorld) -> None:
    """The carrier has another date, also one inside the notice; the wait begins anew."""
    said(world, "carrier.changed_date", date=LATER)
    begin(world, S.AWAIT_COMPLETION, "token-2")


def some_moved(world: AWorld) -> None:
    said(world, "carrier.completed", numbers=[NUMBERS[0]], more_to_come=True)


def left_and_back(world: AWorld) -> None:
    """The same wait, entered anew."""
    before = world.port_outs.get(ID)
    world.port_outs.change(before, entered_version=before.entered_version + 1)


@pytest.mark.parametrize("happens", [date_moved, some_moved, left_and_back])
def test_a_cancel_lapses_when_what_it_was_proposed_for_is_no_longer_so(
    happens: Callable[[AWorld], None],
) -> None:
    world = agreed()
    seen = cancelled(world)

    happens(world)
    approved(world, seen)

    assert state(world) is S.AWAIT_COMPLETION
    assert last(world).outcome == "noted"


def other_identity(world: AWorld) -> None:
    before = world.port_outs.get(ID)
    identity = replace(before.order.identity, city="Tacoma")
    world.port_outs.change(before, order=replace(before.order, identity=identity))


@pytest.mark.parametrize(
    "happens",
    [
        left_and_back,
        other_identity,
        lambda world: learned(world, bill_sha256="c" * 64),
        lambda world: learned(world, named={"by": "AWS Support", "fields": {"city": "Tacoma"}}),
        lambda world: learned(world, expected=READ),
    ],
)
def test_an_override_counts_for_this_order_and_this_bill_alone(happens: Any) -> None:
    world = differing()
    seen = overridden(world)

    happens(world)
    approved(world, seen)

    assert state(world) is S.AWAIT_CORRECTION


def test_a_cancel_is_not_held_up_by_what_has_nothing_to_do_with_it() -> None:
    world = agreed()
    seen = cancelled(world)

    learned(world, bill_sha256="c" * 64, question="Which PIN?")
    approved(world, seen)

    assert state(world) is S.CANCEL_PORT_OUT


def test_an_approval_after_the_agreed_date_or_after_seven_days_is_void() -> None:
    late, old, in_time = agreed(), differing(), differing()
    seen = [cancelled(late), overridden(old), overridden(in_time)]
    late.now.pass_(days=3)
    old.now.pass_(days=7)
    in_time.now.pass_(days=7, minutes=-1)

    for world, what in zip((late, old, in_time), seen, strict=True):
        approved(world, what)

    assert [state(w) for w in (late, old)] == [S.AWAIT_COMPLETION, S.AWAIT_CORRECTION]
    assert state(in_time) is S.CONFIRM_OWNERSHIP


def test_a_cancel_after_the_agreed_date_has_seven_days() -> None:
    world = agreed((NOON - timedelta(days=1)).isoformat())

    seen = cancelled(world)
    world.now.pass_(days=6)
    approved(world, seen)

    assert state(world) is S.CANCEL_PORT_OUT


@pytest.mark.parametrize(
    ("type_", "by"),
    [
        ("approver.declined", BOB),
        ("approver.declined", OPERATOR),
        ("operator.withdrew", OPERATOR),
    ],
)
def test_what_was_declined_or_taken_back_is_approved_by_nobody(type_: str, by: str) -> None:
    world = agreed()
    seen = cancelled(world)

    said(world, type_, "no", by, sha256=seen, reason="no")
    assert "proposed" not in world.port_outs.get(ID).facts
    approved(world, seen)

    assert state(world) is S.AWAIT_COMPLETION


@pytest.mark.parametrize("type_", ["approver.declined", "operator.withdrew"])
def test_a_no_counts_for_what_it_names_only(type_: str) -> None:
    world = agreed()
    first = cancelled(world)
    second = cancelled(world, "c-2", reason="another reason")

    said(world, type_, "no", BOB, sha256=first, reason="no")
    approved(world, second)

    assert state(world) is S.CANCEL_PORT_OUT


def test_the_sweep_ends_what_nobody_has_approved_in_time_and_puts_it_on_record_once() -> None:
    world = agreed()
    cancelled(world)

    for days in (2, 2, 0):
        world.now.pass_(days=days)
        swept(world)
        settle(world)

    types = [line.facts.get("signal") for line in world.port_outs.transitions(ID)]
    assert types.count("clock.proposal_expired") == 1
    assert "proposed" not in world.port_outs.get(ID).facts


def test_the_sweep_leaves_alone_what_may_still_be_approved() -> None:
    world = agreed()
    seen = cancelled(world)

    world.now.pass_(days=2)
    swept(world)
    settle(world)

    assert sha256(world) == seen


def test_what_was_proposed_is_held_against_what_was_stored() -> None:
    """Whoever can write the inbox can't have something else approved than was seen."""
    world = agreed()
    seen = cancelled(world)
    key = (ID, "c-1")
    world.inbox.rows[key] = replace(world.inbox.rows[key], facts={"reason": "forged"})

    approved(world, seen)

    assert state(world) is S.AWAIT_COMPLETION


def test_a_cancel_that_was_kept_while_a_step_ran_is_proposed_by_the_next_wait() -> None:
    world = a_world(S.AWAIT_COMPLETION, port_date=SOON)
    world.signal("operator.cancelled", reason="changed our minds")

    begin(world, S.AWAIT_COMPLETION, "token-2")
    settle(world)

    assert state(world) is S.AWAIT_COMPLETION
    assert sha256(world)


def test_people_are_told_of_a_proposal_with_the_command_and_of_one_that_came_to_nothing() -> None:
    world = agreed()
    seen = cancelled(world)
    said(world, "approver.declined", "no", BOB, sha256=seen, reason="no")

    told = {kept.notice.kind: kept.notice for kept in world.notices.of(ID)}

    proposed = told[NoticeKind.PROPOSED]
    assert proposed.command == f"port-out approve {ID} --reason REASON"
    assert "cancel the port" in proposed.what
    assert (proposed.who, proposed.by) == ("operator", NOON + timedelta(days=3))
    assert told[NoticeKind.NOT_APPROVED].command != proposed.command
