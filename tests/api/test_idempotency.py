"""A request that is sent again is the same request."""

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from tests.api.builders import ALICE, NUMBERS, a_request
from tests.api.world import World

KEY = {"Idempotency-Key": "order-4711"}


def test_requests_without_a_key_are_two_requests(world: World) -> None:
    first, second = (world.post("/port-outs", a_request()) for _ in range(2))

    assert first.body["port_out_id"] != second.body["port_out_id"]


def test_the_same_key_and_content_start_nothing_twice(world: World) -> None:
    first = world.post("/port-outs", a_request(), headers=KEY)
    again = dict(reversed(a_request(numbers=list(reversed(NUMBERS))).items()))
    second = world.post("/port-outs", again, headers=KEY)

    assert (first.status, second.status) == (202, 202)
    assert first.body["port_out_id"] == second.body["port_out_id"]
    assert len(world.port_outs.rows) == len(world.workflow.started) == 1


def test_the_same_key_from_the_same_role_in_another_session_is_the_same_request(
    world: World,
) -> None:
    first = world.post("/port-outs", a_request(), headers=KEY)
    second = world.post("/port-outs", a_request(), headers=KEY, by=ALICE.replace("alice", "bob"))

    assert first.body["port_out_id"] == second.body["port_out_id"]


def test_the_same_key_from_another_role_is_another_request(world: World) -> None:
    first = world.post("/port-outs", a_request(), headers=KEY)
    second = world.post("/port-outs", a_request(), headers=KEY, by=ALICE.replace("Port", "Other"))

    assert first.body["port_out_id"] != second.body["port_out_id"]


def test_the_same_key_with_another_content_is_refused(world: World) -> None:
    world.post("/port-outs", a_request(), headers=KEY)
    answer = world.post("/port-outs", a_request(reference="other"), headers=KEY)

    assert answer.status == 422
    assert answer.body["type"].endswith(":idempotency-conflict")
    assert len(world.port_outs.rows) == 1


def test_a_repetition_starts_what_the_first_call_could_not_start(world: World) -> None:
    world.workflow.failing = TemporarilyUnavailable("states: down")
    first = world.post("/port-outs", a_request(), headers=KEY)
    world.workflow.failing = None
    second = world.post("/port-outs", a_request(), headers=KEY)

    assert (first.status, first.headers["Retry-After"], second.status) == (503, "5", 202)
    assert world.workflow.started == [second.body["port_out_id"]]


def test_a_repetition_is_answered_when_its_numbers_are_locked_and_its_date_is_past(
    world: World,
) -> None:
    body = a_request(target_date="2026-12-15")
    first = world.post("/port-outs", body, headers=KEY).body["port_out_id"]
    world.locks.held = dict.fromkeys(NUMBERS, first)
    world.now = world.now.replace(year=2027)

    assert world.post("/port-outs", body, headers=KEY).body["port_out_id"] == first


def test_a_repetition_never_starts_a_port_out_that_has_moved_on(world: World) -> None:
    id_ = world.post("/port-outs", a_request(), headers=KEY).body["port_out_id"]
    world.port_outs.change(world.port_outs.get(id_), version=7)
    world.workflow.started.clear()

    assert world.post("/port-outs", a_request(), headers=KEY).status == 202
    assert world.workflow.started == []


@pytest.mark.parametrize("key", ["", "a b", "x" * 129, "é"])
def test_a_key_that_can_not_be_used_is_refused(world: World, key: str) -> None:
    answer = world.post("/port-outs", a_request(), headers={"Idempotency-Key": key})

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "Idempotency-Key")


def test_a_request_that_was_cut_off_before_its_numbers_is_made_whole_by_its_repetition(
    world: World,
) -> None:
    id_ = world.post("/port-outs", a_request(), headers=KEY).body["port_out_id"]
    world.port_outs.number_rows[id_].pop(NUMBERS[-1])

    again = world.post("/port-outs", a_request(), headers=KEY)

    assert again.status == 202
    assert [n.number for n in world.port_outs.numbers(id_)] == sorted(NUMBERS)


def test_another_content_under_the_same_key_leaves_the_numbers_of_the_first(world: World) -> None:
    id_ = world.post("/port-outs", a_request(), headers=KEY).body["port_out_id"]

    other = world.post("/port-outs", a_request(numbers=["+12065550177"]), headers=KEY)

    assert other.status == 422
    assert [n.number for n in world.port_outs.numbers(id_)] == sorted(NUMBERS)
