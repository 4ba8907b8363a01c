"""One caller requests no more than the limits allow; a batch counts as a whole, once."""

import logging

import pytest

from port_out.domain.velocity import Limits
from tests.api.batches import run_batches
from tests.api.builders import ALICE, IDENTITY, NUMBERS, a_request
from tests.api.world import World
from tests.fakes import FakeVelocity

BOB = ALICE.replace("PortOutOperator/alice", "Another/bob")
BATCH = {
    "numbers": list(NUMBERS),
    "winning_carrier": {"name": "Example Telecom"},
    "identity": IDENTITY,
}


def limited(**most: int) -> World:
    """A world with these limits and no others."""
    none = {"port_outs_an_hour": 0, "port_outs_a_day": 0, "numbers_an_hour": 0, "numbers_a_day": 0}
    return World(velocity=FakeVelocity(Limits(**none | most)))


def test_the_request_over_the_limit_is_refused_until_the_hour_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = limited(port_outs_an_hour=1)
    assert world.post("/port-outs", a_request()).status == 202

    with caplog.at_level(logging.INFO):
        answer = world.post("/port-outs", a_request())

    assert (answer.status, answer.body["type"][-10:]) == (429, "over-limit")
    assert "1 port-outs in an hour" in answer.body["detail"]
    assert int(answer.headers["Retry-After"]) == 3601
    assert len(world.workflow.started) == 1
    assert any(getattr(r, "counted", "") == "RequestOverLimit" for r in caplog.records)


def test_another_session_of_the_role_is_the_same_caller_and_another_role_is_not() -> None:
    world = limited(port_outs_an_hour=1)
    world.post("/port-outs", a_request())

    again = world.post("/port-outs", a_request(), by=ALICE.replace("alice", "x"))
    other = world.post("/port-outs", a_request(), by=BOB)

    assert (again.status, other.status) == (429, 202)


def test_a_repetition_is_not_counted_again() -> None:
    world = limited(port_outs_an_hour=1)
    key = {"Idempotency-Key": "order-1"}

    answers = [world.post("/port-outs", a_request(), headers=key) for _ in range(3)]

    assert [answer.status for answer in answers] == [202, 202, 202]


def test_a_batch_counts_by_its_numbers_for_its_requester_and_its_groups_not_again() -> None:
    world = limited(numbers_a_day=len(NUMBERS), port_outs_an_hour=1)
    assert world.post("/batches", BATCH).status == 202

    run_batches(world)
    more = world.post("/batches", BATCH)

    assert len(world.workflow.started) == 1
    assert more.status == 429
    assert len(world.batches.rows) == 1


def test_a_dry_run_and_a_plan_count_for_nothing() -> None:
    world = limited(port_outs_an_hour=1)

    for _ in range(3):
        assert world.post("/port-outs?dryRun=true", a_request()).status == 200
        assert world.post("/port-outs/plan", {"numbers": list(NUMBERS)}).status == 200

    assert world.post("/port-outs", a_request()).status == 202
