"""Issue Carrier Pack looks once more: what has changed since the evidence goes to the operator."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.billing import BillingReading
from port_out.domain.evidence import Inventory
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from tests.builders import (
    ACCOUNT,
    BILL,
    ID,
    IDENTITY,
    INSTANCE,
    NUMBERS,
    AWorld,
    an_inventory,
    an_order,
    held,
)
from tests.printing.samples import numbers
from tests.stage import WAY, a_world, learned, moved, on_a_case, record_holds
from tests.steps.packs import FILE, issue, refused_and_corrected, to_issue
from tests.steps.running import STEP, Killed, answered, mortal

S = State
OTHER = INSTANCE.replace("1111", "2222")
DYNAMODB_ROW = 400 * 1024


def facts(world: AWorld) -> dict[str, Any]:
    """What the port-out knows."""
    return dict(world.port_outs.get(ID).facts)


def without_last(world: AWorld) -> None:
    """The last number is released in Amazon Connect."""
    world.connect.inventories = {INSTANCE: an_inventory(*map(held, NUMBERS[:2]))}


def bill_shows(world: AWorld, **fields: str) -> None:
    """The bill is made out to somebody else now."""
    world.billing.answer = replace(BILL, fields={**BILL.fields, **fields})


def overridden(world: AWorld) -> AWorld:
    """The operator has answered for a difference, and the pack is to be issued."""
    STEP[S.ASSEMBLE_EVIDENCE](world)
    answered(world, S.AWAIT_CORRECTION, "operator.corrected", override_reason="Support said so")
    for state in (S.CONFIRM_OWNERSHIP, S.ASSEMBLE_EVIDENCE):
        assert STEP[state](world)["outcome"] in ("confirmed", "ready")
    on_a_case(world)
    learned(world, go_ahead_at="2026-11-23T12:00:00+00:00")
    moved(world, Outcome.OPENED)
    moved(world, Outcome.GO_AHEAD)
    return world


ELSEWHERE: dict[str, tuple[tuple[Inventory, ...], str]] = {
    "released": ((an_inventory(*map(held, NUMBERS[:2])),), "not claimed to this instance"),
    "moved to another instance": (
        (
            an_inventory(*map(held, NUMBERS[:2])),
            an_inventory(held(NUMBERS[2], target_arn=OTHER), arn=OTHER),
        ),
        "not claimed to this instance",
    ),
    "claimed anew from another service": (
        (an_inventory(*map(held, NUMBERS[:2]), held(NUMBERS[2], source_arn="arn:aws:sms-voice")),),
        "End User Messaging",
    ),
    "of another kind": (
        (an_inventory(*map(held, NUMBERS[:2]), held(NUMBERS[2], type="TOLL_FREE")),),
        "is US toll_free",
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_number_that_is_no_longer_ours_to_port_stops_the_pack(name: str) -> None:
    inventories, words = ELSEWHERE[name]
    world = to_issue()
    world.connect.inventories = {each.instance.arn: each for each in inventories}

    assert issue(world) == "differs"

    rows = world.port_outs.numbers(ID)
    assert [row.outcome for row in rows[:2]] == [NumberOutcome.REQUESTED] * 2
    assert rows[2].outcome is NumberOutcome.REJECTED
    assert words in rows[2].reason
    line = world.port_outs.transitions(ID)[-1]
    assert line.went_to == S.AWAIT_CORRECTION
    assert line.facts["problems"] == {rows[2].reason: [NUMBERS[2]]}


def test_nothing_is_written_of_a_pack_that_is_not_issued() -> None:
    world = to_issue()
    without_last(world)

    issue(world)

    assert not world.files.versions
    assert not world.documents.list(ID)
    assert "pack" not in facts(world)


def test_the_pack_before_stays_the_last_one_when_the_next_is_stopped() -> None:
    world = to_issue()
    issue(world)
    before = facts(world)["pack"]
    without_last(world)

    answered(world, S.AWAIT_CARRIER_SUBMISSION, "connect.numbers_changed", count=1)
    assert issue(world) == "differs"

    assert facts(world)["pack"] == before
    assert len(world.files.versions[FILE]) == 1


def test_a_stop_that_was_killed_before_its_record_is_the_same_stop_again() -> None:
    world = mortal(to_issue())
    without_last(world)

    with pytest.raises(Killed):
        issue(world)
    assert issue(world) == "differs"

    lines = [t for t in world.port_outs.transitions(ID) if t.because == S.ISSUE_CARRIER_PACK]
    assert len(lines) == 1
    assert record_holds(world)


def test_a_number_that_came_back_is_asked_for_again() -> None:
    world = to_issue()
    without_last(world)
    issue(world)
    world.connect.inventories = {INSTANCE: an_inventory()}

    answered(world, S.AWAIT_CORRECTION, "operator.corrected", identity={"title": "Director"})
    STEP[S.CONFIRM_OWNERSHIP](world)

    assert {row.outcome for row in world.port_outs.numbers(ID)} == {NumberOutcome.REQUESTED}
    assert STEP[S.ASSEMBLE_EVIDENCE](world)["outcome"] == "ready"
    assert "ownership_problems" not in facts(world)


def test_a_bill_that_changed_since_the_evidence_stops_the_pack() -> None:
    world = to_issue()
    bill_shows(world, company_name="Example Retail L.L.C.")

    assert issue(world) == "differs"

    assert [each["field"] for each in facts(world)["differences"]] == ["company_name"]
    assert facts(world)["expected"]["fields"]["company_name"] == "Example Retail L.L.C."
    assert not world.files.versions
    line = world.port_outs.transitions(ID)[-1]
    assert line.facts == {"bill": "invoice profile", "differences": ["company_name"]}


def test_a_bill_that_can_no_longer_be_read_stops_the_pack() -> None:
    world = to_issue()
    world.billing.answer = BillingReading(ACCOUNT)

    assert issue(world) == "differs"

    assert facts(world)["bill"] == "not readable"


def test_an_identity_that_support_names_while_the_carrier_waits_is_compared_at_once() -> None:
    world = to_issue()
    issue(world)

    expected = {"company_name": "Example Holding Inc."}
    answered(world, S.AWAIT_CARRIER_SUBMISSION, "support.named_identity", expected=expected)
    assert issue(world) == "differs"

    assert [each["field"] for each in facts(world)["differences"]] == ["company_name"]
    assert facts(world)["bill"] == "invoice profile and the word of AWS Support"


@pytest.mark.parametrize(
    ("city", "outcome"),
    [("SEATTLE", "issued"), ("SEATTLE ", "differs"), ("Tacoma", "differs"), ("Seattle", "issued")],
)
def test_an_answer_for_a_difference_holds_as_long_as_the_bill_stays_what_it_was(
    city: str, outcome: str
) -> None:
    world = a_world(S.ASSEMBLE_EVIDENCE)
    bill_shows(world, city="SEATTLE")
    overridden(world)

    bill_shows(world, city=city)

    assert issue(world) == outcome


def test_an_answer_for_a_bill_does_not_answer_for_a_bill_that_nobody_can_read() -> None:
    world = a_world(S.ASSEMBLE_EVIDENCE)
    bill_shows(world, city="SEATTLE")
    overridden(world)

    world.billing.answer = BillingReading(ACCOUNT)

    assert issue(world) == "differs"


def test_an_answer_for_a_difference_does_not_answer_for_a_number_that_is_gone() -> None:
    world = a_world(S.ASSEMBLE_EVIDENCE)
    bill_shows(world, city="SEATTLE")
    overridden(world)

    without_last(world)

    assert issue(world) == "differs"


def test_an_answer_outlives_a_refusal_while_identity_and_bill_are_the_same() -> None:
    world = a_world(S.ASSEMBLE_EVIDENCE)
    bill_shows(world, city="SEATTLE")
    overridden(world)
    assert issue(world) == "issued"

    refused_and_corrected(world, remove_numbers=[NUMBERS[2]])

    assert issue(world) == "issued"
    assert facts(world)["override"]["identity"] == IDENTITY.as_data()


@pytest.mark.parametrize("state", [S.ASSEMBLE_EVIDENCE, S.ISSUE_CARRIER_PACK])
def test_the_loss_of_all_of_5000_numbers_fits_into_a_line_of_the_record(state: State) -> None:
    ours = numbers(5000)
    world = AWorld(order=an_order(number_count=len(ours)), requested_numbers=ours)
    for outcome in WAY[state]:
        moved(world, outcome)
    world.connect.inventories = {INSTANCE: an_inventory(held("+12125550100"))}

    assert STEP[state](world)["outcome"] == "differs"

    line = world.port_outs.lines[ID][-1]
    assert len(line) < DYNAMODB_ROW / 2
    assert len(world.port_outs.transitions(ID)[-1].facts["problems"]) == 1


@pytest.mark.parametrize(
    ("inventories", "reason"),
    [
        ((), "does not exist"),
        ((an_inventory(status="CREATION_FAILED"),), "is not ACTIVE but CREATION_FAILED"),
    ],
)
@pytest.mark.parametrize("state", [S.ASSEMBLE_EVIDENCE, S.ISSUE_CARRIER_PACK])
def test_an_instance_that_has_gone_or_stopped_stops_all_its_numbers(
    state: State, inventories: tuple[Inventory, ...], reason: str
) -> None:
    world = a_world(state)
    world.connect.inventories = {one.instance.arn: one for one in inventories}

    assert STEP[state](world)["outcome"] == "differs"

    rows = world.port_outs.numbers(ID)
    assert {row.outcome for row in rows} == {NumberOutcome.REJECTED}
    assert all(reason in row.reason for row in rows)
    assert world.documents.list(ID) == []
