"""A partial completion leaves a request for the rest, ready to be sent."""

import pytest

from port_out.domain.life_cycle import DONE, State
from port_out.domain.numbers import NumberOutcome
from tests.api.builders import ID, IDENTITY, NUMBERS, a_port_out
from tests.api.world import World

LEFT = NUMBERS[1:]


def partly(state: State) -> World:
    """A world in which the carrier has left numbers out."""
    world = World()
    world.holding(a_port_out(state, facts={"ported_numbers": list(NUMBERS[:1]), "verified": True}))
    world.port_outs.set_outcomes(ID, LEFT, NumberOutcome.LEFT_BEHIND, "not in the completion")
    return world


@pytest.mark.parametrize("state", sorted(DONE))
def test_numbers_that_stayed_behind_are_requested_with_what_is_prepared(state: State) -> None:
    world = partly(state)
    prepared = world.get(f"/port-outs/{ID}").body["follow_up_request"]
    key = {"Idempotency-Key": prepared["idempotency_key"]}

    first = world.post("/port-outs", prepared["body"], headers=key)
    second = world.post("/port-outs", prepared["body"], headers=key)

    assert (first.status, second.status) == (202, 202)
    id_ = first.body["port_out_id"]
    assert second.body["port_out_id"] == id_ != ID
    before, after = world.port_outs.get(ID).order, world.port_outs.get(id_).order
    assert [n.number for n in world.port_outs.numbers(id_)] == list(LEFT)
    assert after.identity == before.identity
    assert (after.winning_carrier, after.carrier_channel) == ("Example Telecom", "standard")
    assert after.reference == f"follow-up of {ID}"


def test_who_has_left_numbers_behind_is_told_how_to_go_on() -> None:
    shown = partly(State.COMPLETED).get(f"/port-outs/{ID}").body

    assert shown["next"]["who"] == "operator"
    assert "follow_up_request" in shown["next"]["what"]
    assert shown["follow_up_request"]["body"]["identity"] == IDENTITY


def test_while_it_is_under_way_or_whole_there_is_nothing_to_follow() -> None:
    under_way = partly(State.CLOSE_SUPPORT_CASE)
    whole = World().holding(a_port_out(State.COMPLETED))

    for world in (under_way, whole):
        assert world.get(f"/port-outs/{ID}").body["follow_up_request"] is None


def test_a_completion_that_nobody_else_has_seen_says_what_is_lacking() -> None:
    world = World().holding(a_port_out(State.COMPLETED_UNVERIFIED, facts={"verified": False}))
    shown = world.get(f"/port-outs/{ID}").body

    assert shown["verified"] is False
    assert "operator.tested_calls" in shown["evidence_lacking"]
    assert shown["next"]["who"] == "operator"
    assert "nobody but the winning carrier" in shown["next"]["what"]
