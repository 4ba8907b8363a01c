"""Confirm Ownership: proof before anybody outside hears of it."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.evidence import Inventory
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from tests.builders import ID, INSTANCE, NUMBERS, AWorld, an_inventory, held
from tests.stage import learned, moved
from tests.steps.running import STEP

S = State
OTHER = INSTANCE.replace("123456789012", "999999999999")
ELSEWHERE = INSTANCE.replace("us-east-1", "eu-west-1")


def confirm(world: AWorld) -> dict[str, Any]:
    """Confirm Ownership."""
    return STEP[S.CONFIRM_OWNERSHIP](world)


def holding(world: AWorld, inventory: Inventory) -> AWorld:
    """The instance holds this and nothing else."""
    world.connect.inventories = {INSTANCE: inventory}
    return world


def reasons(world: AWorld) -> dict[str, str]:
    """Why each number was rejected."""
    rows = world.port_outs.numbers(ID)
    return {n.number: n.reason for n in rows if n.outcome is NumberOutcome.REJECTED}


def test_numbers_that_are_ours_are_confirmed_and_locked() -> None:
    world = AWorld()

    assert confirm(world)["outcome"] == "confirmed"

    assert world.locks.held == dict.fromkeys(NUMBERS, ID)
    assert reasons(world) == {}
    assert world.port_outs.transitions(ID)[-1].facts == {"numbers": 3}


@pytest.mark.parametrize("status", ["CREATION_IN_PROGRESS", "CREATION_FAILED"])
def test_an_instance_that_is_not_active_rejects_all(status: str) -> None:
    world = holding(AWorld(), an_inventory(status=status))

    assert confirm(world)["outcome"] == "rejected"

    assert reasons(world) == dict.fromkeys(NUMBERS, f"its instance is not ACTIVE but {status}")


@pytest.mark.parametrize(
    ("arn", "words"),
    [(OTHER, "belongs to account"), (ELSEWHERE, "deploy there too"), (INSTANCE, "does not exist")],
)
def test_an_instance_that_is_not_ours_rejects_all_and_locks_none(arn: str, words: str) -> None:
    world = AWorld()
    world.connect.inventories = {}
    port_out = world.port_outs.get(ID)
    world.port_outs.change(port_out, order=replace(port_out.order, instance_arn=arn))

    assert confirm(world)["outcome"] == "rejected"

    assert all(words in reason for reason in reasons(world).values())
    assert len(reasons(world)) == 3
    assert world.locks.held == {}


def test_each_rejected_number_has_its_own_reason_and_reasons_are_grouped_on_record() -> None:
    world = holding(AWorld(), an_inventory(held(NUMBERS[0]), held(NUMBERS[1], type="UIFN")))
    world.locks.held = {NUMBERS[0]: "po-other"}
    world.locks = type(world.locks)(world.locks.held)

    assert confirm(world)["outcome"] == "rejected"

    found = reasons(world)
    assert "po-other" in found[NUMBERS[0]]
    assert "UIFN" in found[NUMBERS[1]]
    assert "not claimed" in found[NUMBERS[2]]
    assert sorted(world.port_outs.transitions(ID)[-1].facts["problems"]) == sorted(found.values())


def corrected(world: AWorld) -> AWorld:
    """The port-out begins its second attempt."""
    moved(world, Outcome.DIFFERS)
    moved(world, Outcome.CORRECTED)
    return world


def test_at_a_later_attempt_the_problem_goes_back_to_the_operator() -> None:
    world = holding(corrected(AWorld()), an_inventory(held(NUMBERS[0])))

    assert confirm(world) == {"outcome": "differs", "attempt": 2}

    assert world.port_outs.get(ID).facts["ownership_problems"] == 2


def test_a_port_out_with_a_case_is_never_rejected_outright() -> None:
    world = holding(AWorld(), an_inventory(held(NUMBERS[0])))
    learned(world, display_id="123")

    assert confirm(world)["outcome"] == "differs"


def test_what_was_mended_is_requested_again_and_what_was_removed_is_left_out() -> None:
    world = corrected(AWorld())
    port_outs = world.port_outs
    port_outs.set_outcomes(ID, NUMBERS[:1], NumberOutcome.REFUSED, "PIN_INVALID")
    port_outs.set_outcomes(ID, NUMBERS[1:2], NumberOutcome.REMOVED, "as asked")
    before = port_outs.get(ID)
    port_outs.change(before, order=replace(before.order, number_count=2))

    assert confirm(world)["outcome"] == "confirmed"

    assert [n.outcome for n in port_outs.numbers(ID)] == ["requested", "removed", "requested"]
    assert NUMBERS[1] not in world.locks.held


def test_a_request_that_was_cut_off_between_its_numbers_is_not_confirmed() -> None:
    world = AWorld(requested_numbers=NUMBERS[:2])

    assert confirm(world)["outcome"] == "rejected"


def test_a_request_that_was_cut_off_before_its_first_number_is_not_confirmed() -> None:
    world = AWorld(requested_numbers=())

    assert confirm(world)["outcome"] == "rejected"


def test_an_order_that_has_no_number_left_is_not_confirmed() -> None:
    world = corrected(AWorld())
    world.port_outs.set_outcomes(ID, NUMBERS, NumberOutcome.REMOVED)
    before = world.port_outs.get(ID)
    world.port_outs.change(before, order=replace(before.order, number_count=0))

    assert confirm(world)["outcome"] == "differs"
