"""The second evidence, and how a port-out takes its leave of AWS Support."""

import pytest

from port_out.domain.errors import (
    AccessRefused,
    CaseNotFound,
    PortOutError,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import State
from port_out.domain.numbers import NumberOutcome
from tests.builders import ID, INSTANCE, NUMBERS, AWorld, an_inventory, held
from tests.stage import a_world, learned, on_a_case, texts
from tests.steps.running import STEP

S = State


def line(world: AWorld) -> dict[str, object]:
    """The facts of the last line of the record."""
    return dict(world.port_outs.transitions(ID)[-1].facts)


@pytest.mark.parametrize(
    ("listed", "outcome", "still"),
    [
        (("+12065550199",), "confirmed", None),
        (NUMBERS[:1], "unverified", 1),
        (NUMBERS, "unverified", 3),
    ],
)
def test_numbers_that_connect_still_lists_are_not_verified_as_gone(
    listed: tuple[str, ...], outcome: str, still: int | None
) -> None:
    world = a_world(S.CONFIRM_DEPARTURE)
    world.connect.inventories = {INSTANCE: an_inventory(*map(held, listed))}

    assert STEP[S.CONFIRM_DEPARTURE](world)["outcome"] == outcome

    facts = world.port_outs.get(ID).facts
    assert facts["verified"] == (outcome == "confirmed")
    assert facts.get("still_listed") == still


def test_a_number_that_stays_is_not_expected_to_be_gone() -> None:
    world = a_world(S.CONFIRM_DEPARTURE)
    world.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.LEFT_BEHIND)
    world.port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.REMOVED)
    world.connect.inventories = {INSTANCE: an_inventory(*map(held, NUMBERS[:2]))}

    assert STEP[S.CONFIRM_DEPARTURE](world)["outcome"] == "confirmed"

    assert line(world)["ported"] == 1


def test_an_instance_that_is_gone_proves_nothing() -> None:
    world = a_world(S.CONFIRM_DEPARTURE)
    world.connect.inventories = {}

    assert STEP[S.CONFIRM_DEPARTURE](world)["outcome"] == "unverified"

    assert line(world)["still_listed_in_connect"] == "instance not found"


@pytest.mark.parametrize(
    ("state", "outcome"), [(S.CLOSE_SUPPORT_CASE, "closed"), (S.CANCEL_PORT_OUT, "cancelled")]
)
class TestTheLastWord:
    """Close Support Case and Cancel Port-Out take the same leave."""

    def test_support_is_told_once_and_the_case_resolved(self, state: State, outcome: str) -> None:
        world = a_world(state)
        case_id = on_a_case(world)

        assert STEP[state](world)["outcome"] == outcome

        assert len(texts(world, case_id)) == 2
        assert world.support.by_id[case_id].seen.is_resolved
        assert "resolved" in str(line(world)["case"])

    @pytest.mark.parametrize(
        "refusal", [SupportPlanMissing("basic"), AccessRefused("denied"), CaseNotFound("purged")]
    )
    def test_a_case_that_the_api_can_not_reach_does_not_stop_the_end(
        self, state: State, outcome: str, refusal: PortOutError
    ) -> None:
        world = a_world(state, display_id="123", case_id="case-by-hand")
        world.support.refusal = refusal

        assert STEP[state](world)["outcome"] == outcome

        assert world.port_outs.get(ID).facts["left_to_do"]

    def test_a_support_that_is_down_is_asked_again(self, state: State, outcome: str) -> None:
        world = a_world(state)
        case_id = on_a_case(world)
        world.support.refusal = TemporarilyUnavailable("throttle")

        with pytest.raises(TemporarilyUnavailable):
            STEP[state](world)
        world.support.refusal = None

        assert STEP[state](world)["outcome"] == outcome
        assert len(texts(world, case_id)) == 2

    def test_without_a_case_nobody_is_told(self, state: State, outcome: str) -> None:
        world = a_world(state)

        assert STEP[state](world)["outcome"] == outcome

        assert not world.support.by_id


def test_support_hears_how_many_numbers_connect_still_lists() -> None:
    world = a_world(S.CLOSE_SUPPORT_CASE, still_listed=2)
    case_id = on_a_case(world)

    STEP[S.CLOSE_SUPPORT_CASE](world)

    assert "still lists 2" in texts(world, case_id)[-1]
    assert "released none" in texts(world, case_id)[-1]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, None),
        (
            {"pack_version": 1},
            "tell Example Telecom to cancel any order that it has prepared, and to confirm that",
        ),
        (
            {"pack_version": 1, "pon": "PON-1", "port_date": "2026-12-15T10:00:00-08:00"},
            "tell Example Telecom to cancel its order PON-1 before 2026-12-15T10:00:00-08:00, "
            "and to confirm that",
        ),
    ],
)
def test_a_cancellation_says_what_the_carrier_must_still_be_told(
    known: dict[str, object], told: str | None
) -> None:
    world = a_world(S.CANCEL_PORT_OUT)
    learned(world, **known)

    STEP[S.CANCEL_PORT_OUT](world)

    assert world.port_outs.get(ID).facts.get("carrier_must_be_told") == told


def test_a_case_that_a_person_opened_is_left_to_a_person() -> None:
    world = a_world(S.CANCEL_PORT_OUT, display_id="123")

    STEP[S.CANCEL_PORT_OUT](world)

    assert "case 123" in world.port_outs.get(ID).facts["left_to_do"]
