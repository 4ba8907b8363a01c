"""What one person proposes another one approves, by AWS's word, and exactly that."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.second_person import TwoPersons
from port_out.events.settle_wait import World as SettleWorld
from port_out.events.settle_wait import settle_wait
from tests.api.builders import ACCOUNT, ALICE, ID, NOON, NUMBERS, a_port_out
from tests.api.world import Answer, World
from tests.fakes import FakeTokens

BOB = f"arn:aws:sts::{ACCOUNT}:assumed-role/PortOutApprover/bob"
CAROL = f"arn:aws:iam::{ACCOUNT}:user/carol"
SIGNALS, APPROVALS = f"/port-outs/{ID}/signals", f"/port-outs/{ID}/approvals"
SOON = (NOON + timedelta(days=3)).isoformat()
CANCEL = {"type": "operator.cancelled", "facts": {"reason": "wrong numbers", "confirm": True}}
OVERRIDE = {"type": "operator.corrected", "facts": {"override_reason": "agreed by telephone"}}
SAME = [
    ALICE,
    ALICE.replace("alice", "another-session"),
    ALICE.replace("PortOutOperator", "PortOutApprover"),
    f"arn:aws:iam::{ACCOUNT}:user/Alice",
]


def agreed(state: State = State.AWAIT_COMPLETION, **facts: Any) -> World:
    """A port-out of Carol's with a date that is near."""
    port_out = a_port_out(state, facts={"port_date": SOON} | facts)
    return World().holding(replace(port_out, requested_by=CAROL))


def settled(world: World) -> PortOut:
    """The port-out, once what was said to it has been looked at."""
    workflow, functions = world.workflow, world.functions
    rule, outs, inbox = world.two_persons, world.port_outs, world.inbox
    here = SettleWorld(outs, inbox, FakeTokens(), workflow, functions, rule, lambda: world.now)
    settle_wait(ID, here)
    return outs.get(ID)


def proposed(world: World, body: dict[str, Any] = CANCEL, **more: Any) -> str:
    """Alice has proposed it; the SHA-256 that the view names."""
    assert world.post(SIGNALS, body, **more).status == 202
    settled(world)
    return str(world.get(f"/port-outs/{ID}").body["to_approve"]["sha256"])


def approve(world: World, seen: str, *, by: str = BOB, **changes: Any) -> Answer:
    """The answer to somebody's word on it."""
    body = {"decision": "approve", "sha256": seen, "reason": "I have called the carrier"}
    return world.post(APPROVALS, body | changes, by=by)


def test_a_late_cancel_says_that_it_waits_and_shows_what_and_who_acts() -> None:
    world = agreed()

    answer = world.post(SIGNALS, CANCEL)
    state = settled(world).state
    shown = world.get(f"/port-outs/{ID}").body

    assert answer.body["effect"].startswith("kept as a proposal")
    assert (state, shown["state"]) == (State.AWAIT_COMPLETION, "Await Completion")
    waits = shown["to_approve"]
    assert (waits["what"], waits["proposed_by"], waits["numbers"]) == ("cancel", ALICE, 2)
    assert waits["facts"] == CANCEL["facts"]
    assert waits["until"] == shown["next"]["by"] == "2026-11-27T20:00:00.000000+00:00"
    assert shown["next"]["who"] == "operator"
    assert "port-out approve" in shown["next"]["what"]
    assert shown["next"]["otherwise"] == "it lapses then, and nothing is done"


def test_another_person_approves_it_and_it_acts() -> None:
    world = agreed()

    answer = approve(world, proposed(world))

    assert answer.status == 202
    assert settled(world).state is State.CANCEL_PORT_OUT
    assert world.get(f"/port-outs/{ID}").body["to_approve"] is None


def test_an_override_is_proposed_and_approved_in_the_same_way() -> None:
    world = agreed(State.AWAIT_CORRECTION, differences=None)
    before = world.post(SIGNALS, OVERRIDE).body["effect"]
    settled(world)
    waits = world.get(f"/port-outs/{ID}").body["to_approve"]

    answer = approve(world, waits["sha256"])

    assert before.startswith("kept as a proposal")
    assert (waits["what"], waits["facts"], answer.status) == ("override", OVERRIDE["facts"], 202)
    port_out = settled(world)
    assert port_out.state is State.CONFIRM_OWNERSHIP
    assert port_out.facts["override"]["approved_by"] == BOB


@pytest.mark.parametrize("by", SAME)
def test_who_may_be_the_proposer_is_refused_with_the_reason_and_the_mend(by: str) -> None:
    world = agreed()
    seen = proposed(world)

    answer = approve(world, seen, by=by)

    assert (answer.status, answer.body["type"][-11:]) == (403, "same-person")
    assert "you have proposed it" in answer.body["detail"]
    assert "somebody else" in answer.body["detail"]
    assert settled(world).state is State.AWAIT_COMPLETION


def test_a_user_who_was_renamed_is_still_the_proposer() -> None:
    def as_user(name: str) -> dict[str, Any]:
        identity = {"userArn": f"arn:aws:iam::{ACCOUNT}:user/{name}", "user": "AIDA1"}
        return {"requestContext": {"requestId": "r-1", "identity": identity}}

    world = agreed()
    seen = proposed(world, **as_user("alice"))
    body = {"decision": "approve", "sha256": seen, "reason": "x"}

    assert world.post(APPROVALS, body, **as_user("somebody")).status == 403


@pytest.mark.parametrize("name", ["by", "approved_by", "proposed_by", "userArn", "identity"])
def test_an_identity_in_a_body_is_refused_and_never_read(name: str) -> None:
    world = agreed()
    forged = [
        world.post(SIGNALS, CANCEL | {name: BOB}),
        world.post(SIGNALS, CANCEL | {"facts": {"reason": "x", "confirm": True, name: BOB}}),
    ]
    seen = proposed(world)

    said = {"decision": "approve", "sha256": seen, "reason": "I have called the carrier"}
    forged.append(world.post(APPROVALS, said | {name: BOB}))

    assert [answer.status for answer in forged] == [400, 400, 400]
    assert settled(world).state is State.AWAIT_COMPLETION


def test_an_approval_of_another_proposal_is_refused() -> None:
    world = agreed()
    first = proposed(world)
    second = proposed(world, CANCEL | {"facts": {"reason": "another", "confirm": True}})

    replayed, unknown = approve(world, first), approve(world, "0" * 64)

    assert first != second
    for answer in (replayed, unknown):
        assert (answer.status, answer.body["type"][-7:]) == (409, "not-now")
        assert "not what you have seen" in answer.body["detail"]


def test_the_same_cancel_of_two_port_outs_is_two_proposals() -> None:
    one, other = agreed(), agreed()
    seen = proposed(one, CANCEL | {"id": "mine"})
    port_out = other.port_outs.get(ID)
    other.port_outs.rows[ID] = replace(port_out, entered_version=port_out.entered_version + 1)

    assert proposed(other, CANCEL | {"id": "mine"}) != seen


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"port_date": "2026-12-24T10:00:00-08:00"}, "the agreed date"),
        ({"ported_numbers": [NUMBERS[0]]}, "the numbers that have moved"),
    ],
)
@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_an_answer_after_the_situation_has_changed_is_refused_and_says_what(
    changes: dict[str, Any], named: str, decision: str
) -> None:
    world = agreed()
    seen = proposed(world)
    before = world.port_outs.get(ID)
    world.port_outs.change(before, facts={**before.facts, **changes})

    answer = approve(world, seen, decision=decision)

    assert (answer.status, answer.body["type"][-7:]) == (409, "not-now")
    assert named in answer.body["detail"]
    assert "proposed anew" in answer.body["detail"]
    assert world.get(f"/port-outs/{ID}").body["to_approve"] is None


def test_an_approval_after_the_wait_was_left_or_the_end_is_refused() -> None:
    left, over = agreed(), agreed()
    seen = {}
    for world, state in ((left, State.AWAIT_SECOND_EVIDENCE), (over, State.CANCELLED)):
        seen[state] = proposed(world)
        world.port_outs.change(world.port_outs.get(ID), state=state)

    answers = [
        approve(left, seen[State.AWAIT_SECOND_EVIDENCE]),
        approve(over, seen[State.CANCELLED]),
    ]

    assert [answer.status for answer in answers] == [409, 409]
    assert "where the port-out stands" in answers[0].body["detail"]
    assert answers[1].body["type"].endswith(":port-out-over")


def test_an_approval_that_comes_too_late_is_refused_and_says_until_when() -> None:
    world = agreed()
    seen = proposed(world)
    world.now += timedelta(days=3, seconds=1)

    answer = approve(world, seen)

    assert (answer.status, answer.body["type"][-7:]) == (409, "not-now")
    assert "until 2026-11-27, 20:00 UTC" in answer.body["detail"]


def test_what_was_taken_back_can_be_neither_approved_nor_taken_back_again() -> None:
    world = agreed()
    seen = proposed(world)
    back = {"type": "operator.withdrew", "facts": {"sha256": seen}}

    first = world.post(SIGNALS, back)
    settled(world)

    assert first.status == 202
    assert world.post(SIGNALS, back).status == 409
    assert approve(world, seen).status == 409
    assert settled(world).state is State.AWAIT_COMPLETION


@pytest.mark.parametrize("by", [ALICE, BOB])
def test_anybody_may_decline_and_the_port_goes_on(by: str) -> None:
    world = agreed()
    seen = proposed(world)

    answer = approve(world, seen, by=by, decision="decline")

    assert answer.status == 202
    assert settled(world).state is State.AWAIT_COMPLETION
    assert "proposed" not in world.port_outs.get(ID).facts


def test_the_requester_may_approve_what_somebody_else_proposes() -> None:
    world = agreed()

    assert approve(world, proposed(world), by=CAROL).status == 202
    assert settled(world).state is State.CANCEL_PORT_OUT


def test_with_the_switch_off_one_person_is_enough() -> None:
    world = agreed()
    world.two_persons = TwoPersons(is_on=False, above=100)

    answer = world.post(SIGNALS, CANCEL)

    assert answer.body["effect"] == "kept and looked at"
    assert settled(world).state is State.CANCEL_PORT_OUT
