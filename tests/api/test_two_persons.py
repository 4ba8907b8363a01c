"""A second person is somebody else, by AWS's word, and approves exactly what was seen."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.second_person import content_of, waits_for
from tests.api.builders import ACCOUNT, ALICE, ID, NUMBERS, ORDER, a_port_out
from tests.api.world import Answer, World

SEEN = content_of(ORDER, NUMBERS)
BOB = f"arn:aws:sts::{ACCOUNT}:assumed-role/PortOutApprover/bob"
URL = f"/port-outs/{ID}/approvals"
NUMBER = "+12065550199"
SAME = [
    ALICE,
    ALICE.replace("alice", "another-session"),
    ALICE.replace("PortOutOperator", "PortOutApprover"),
    f"arn:aws:iam::{ACCOUNT}:user/Alice",
]


def waiting(**facts: Any) -> World:
    """A port-out of Alice's that waits for a second person."""
    known = {"to_approve": waits_for(SEEN, ORDER), "requester_id": "AROA:alice"} | facts
    return World().holding(a_port_out(State.AWAIT_SECOND_PERSON, facts=known))


def said(decision: str = "approve", **changes: Any) -> dict[str, Any]:
    """The body of a word."""
    return {"decision": decision, "sha256": SEEN, "reason": "I have seen it"} | changes


def as_user(arn: str, id_: str) -> dict[str, Any]:
    """What API Gateway says of a signer."""
    identity = {"userArn": arn, "user": id_}
    return {"requestContext": {"requestId": "r-1", "identity": identity}}


def test_another_person_approves_what_was_seen() -> None:
    world = waiting()

    answer = world.post(URL, said(), by=BOB)

    assert answer.status == 202
    [signal] = world.inbox.signals(ID)
    assert (signal.type, signal.by) == ("approver.approved", BOB)
    assert world.functions.settled == [ID]


def _approve_order(by: str) -> Answer:
    return waiting().post(URL, said(), by=by)


def _approve_correction(by: str) -> Answer:
    """Somebody else requested it, and this one has corrected it since."""
    world = waiting(correctors=[{"arn": ALICE, "id": ""}])
    [port_out] = [world.port_outs.get(ID)]
    carol = replace(port_out, requested_by=f"arn:aws:iam::{ACCOUNT}:user/carol")
    return World().holding(carol).post(URL, said(), by=by)


def _approve_unlocking(by: str) -> Answer:
    world = World()
    body = {"number": NUMBER, "reason": "main line"}
    assert world.post("/locks", body, by=BOB).status == 200
    seen = world.post("/locks/unlock", body).body["seen"]
    return world.post("/locks/approvals", body | {"decision": "approve", "seen": seen}, by=by)


@pytest.mark.parametrize("by", SAME)
@pytest.mark.parametrize("operation", [_approve_order, _approve_correction, _approve_unlocking])
def test_who_may_be_the_first_person_is_refused_whatever_is_approved(
    operation: Any, by: str
) -> None:
    answer = operation(by)

    assert answer.status == 403
    assert answer.body["type"].endswith(":same-person")


def test_a_user_who_was_renamed_is_still_the_same() -> None:
    world = waiting()
    renamed = as_user(f"arn:aws:iam::{ACCOUNT}:user/somebody", "AROA:alice")

    assert world.post(URL, said(), **renamed).status == 403
    assert not world.inbox.signals(ID)


@pytest.mark.parametrize("name", ["by", "approver", "userArn", "requested_by", "identity"])
def test_an_identity_in_the_body_is_refused_and_never_read(name: str) -> None:
    world = waiting()

    answers = [
        world.post(URL, said(**{name: BOB})),
        world.post("/locks", {"number": NUMBER, "reason": "x", name: BOB}),
        world.post(URL, said(), headers={"X-User-Arn": BOB, "X-Amz-Principal": BOB}),
    ]

    assert [answer.status for answer in answers] == [400, 400, 403]
    assert not world.inbox.signals(ID)
    assert not world.port_locks.rows


def test_nobody_unknown_approves_anything() -> None:
    assert waiting().post(URL, said(), by="").status == 403


def test_what_has_changed_since_it_was_seen_is_not_approved() -> None:
    """Another carrier, another name or another number is another order."""
    other = content_of(replace(ORDER, winning_carrier="Another Telecom"), NUMBERS)
    world = waiting(to_approve=waits_for(other, ORDER))

    answer = world.post(URL, said(), by=BOB)

    assert (answer.status, answer.body["type"][-7:]) == (409, "not-now")
    assert SEEN not in {other, content_of(ORDER, NUMBERS[:1])}


def test_the_same_word_twice_is_one_and_the_other_word_is_another() -> None:
    world = waiting()

    first, again = (world.post(URL, said(), by=BOB) for _ in range(2))

    assert [first.body["stored"], again.body["stored"]] == [True, False]
    assert len(world.inbox.signals(ID)) == 1


def test_the_requester_may_decline_what_nobody_else_has_approved() -> None:
    world = waiting()

    assert world.post(URL, said("decline")).status == 202


@pytest.mark.parametrize("state", [State.AWAIT_APPROVAL, State.CANCELLED])
def test_where_nothing_waits_there_is_nothing_to_approve(state: State) -> None:
    world = World().holding(a_port_out(state))

    assert world.post(URL, said(), by=BOB).status == 409


def test_operators_can_not_send_an_approval_as_a_signal() -> None:
    world = waiting()

    answer = world.post(f"/port-outs/{ID}/signals", {"type": "approver.approved"}, by=BOB)

    assert answer.status == 400


def test_what_waits_is_shown_with_who_acts_and_what_it_is() -> None:
    shown = waiting().get(f"/port-outs/{ID}").body

    assert shown["to_approve"] == {"what": "order", "sha256": SEEN, "numbers": len(NUMBERS)}
    assert shown["next"]["what"].startswith("a second person")


def test_the_id_of_the_requester_is_kept_beside_the_arn() -> None:
    world = World()
    whole = {
        "instance_arn": ORDER.instance_arn,
        "numbers": list(NUMBERS),
        "winning_carrier": {"name": "Example Telecom"},
        "identity": ORDER.identity.as_data(),
    }

    id_ = world.post("/port-outs", whole, **as_user(ALICE, "AROA:alice")).body["port_out_id"]

    port_out: PortOut = world.port_outs.get(id_)
    assert (port_out.requested_by, port_out.facts["requester_id"]) == (ALICE, "AROA:alice")
