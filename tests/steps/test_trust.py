"""Large orders wait for a second person, and a number that is protected meanwhile gets no case."""

from dataclasses import replace

import pytest

from port_out.domain.errors import NumbersProtected
from port_out.domain.life_cycle import State
from port_out.domain.people import Person
from port_out.domain.port_lock import locked
from port_out.domain.second_person import TwoPersons, content_of
from port_out.steps.open_support_case import open_support_case
from tests.builders import ID, NUMBERS, OPERATOR, AWorld
from tests.events.running import begin, settle, swept
from tests.stage import a_world, learned
from tests.steps.running import STEP, answered

S = State
BOB = "arn:aws:sts::123456789012:assumed-role/PortOutApprover/bob"


def protect(world: AWorld, number: str = NUMBERS[0]) -> None:
    """Somebody protects the number now."""
    carol = Person("arn:aws:iam::123456789012:user/carol")
    world.port_locks.record(None, *locked(None, number, carol, world.now(), "main line"))


def held(above: int = 2) -> AWorld:
    """The order of three numbers has come to Assemble Evidence where more than these are large."""
    world = a_world(S.ASSEMBLE_EVIDENCE)
    world.two_persons = TwoPersons(is_on=True, above=above)
    return world


def seen(world: AWorld) -> str:
    """What a second person would see."""
    return str(world.port_outs.get(ID).facts["to_approve"]["sha256"])


def test_a_large_order_waits_and_goes_on_once_a_second_person_has_approved_it() -> None:
    world = held()

    assert STEP[S.ASSEMBLE_EVIDENCE](world)["outcome"] == "held"
    begin(world, S.AWAIT_SECOND_PERSON, "token")
    content = seen(world)
    world.signal("approver.approved", by=BOB, sha256=content, reason="seen")
    settle(world)

    port_out = world.port_outs.get(ID)
    assert (port_out.state, port_out.last_outcome) == (S.OPEN_SUPPORT_CASE, "seconded")
    assert content == content_of(port_out.order, NUMBERS)
    assert (port_out.facts["seconded"]["by"], port_out.facts.get("to_approve")) == (BOB, None)
    assert world.port_outs.transitions(ID)[-1].by == BOB


@pytest.mark.parametrize(("above", "is_on"), [(3, True), (0, False)])
def test_an_order_of_the_size_itself_or_without_the_rule_does_not_wait(
    above: int, is_on: bool
) -> None:
    world = held()
    world.two_persons = TwoPersons(is_on=is_on, above=above)

    assert STEP[S.ASSEMBLE_EVIDENCE](world)["outcome"] == "ready"


@pytest.mark.parametrize(
    ("by", "sha256"),
    [(OPERATOR, None), (BOB, "0" * 64), (OPERATOR.replace("operator", "OPERATOR"), None)],
)
def test_a_word_that_can_not_count_is_noted_and_the_wait_goes_on(
    by: str, sha256: str | None
) -> None:
    world = held()
    STEP[S.ASSEMBLE_EVIDENCE](world)
    begin(world, S.AWAIT_SECOND_PERSON, "token")

    world.signal("approver.approved", by=by, sha256=sha256 or seen(world), reason="me")
    settle(world)

    assert world.port_outs.get(ID).state is S.AWAIT_SECOND_PERSON
    assert world.port_outs.transitions(ID)[-1].outcome == "noted"


def test_a_declined_order_is_cancelled_with_the_reason() -> None:
    world = held()
    STEP[S.ASSEMBLE_EVIDENCE](world)
    answered(
        world, S.AWAIT_SECOND_PERSON, "approver.declined", sha256=seen(world), reason="not ours"
    )

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.CANCEL_PORT_OUT
    assert port_out.facts["cancel_reason"] == "declined by a second person: not ours"
    assert not world.support.by_id


@pytest.mark.parametrize(("carrier", "outcome"), [("", "ready"), ("Another Telecom", "held")])
def test_what_a_second_person_has_approved_counts_for_exactly_that(
    carrier: str, outcome: str
) -> None:
    world = held()
    order = world.port_outs.get(ID).order
    approved = replace(order, winning_carrier=carrier or order.winning_carrier)
    known = {"sha256": content_of(approved, NUMBERS), "by": BOB, "at": "now"}
    learned(world, seconded=known)

    assert STEP[S.ASSEMBLE_EVIDENCE](world)["outcome"] == outcome
    assert ("seconded" in world.port_outs.get(ID).facts) is (outcome == "ready")


def test_an_order_that_nobody_approves_reminds_and_then_expires_without_a_case() -> None:
    world = held()
    STEP[S.ASSEMBLE_EVIDENCE](world)
    begin(world, S.AWAIT_SECOND_PERSON, "token")

    for _ in range(40):
        world.now.pass_(days=1)
        swept(world)
        settle(world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.EXPIRED
    assert port_out.facts.get("to_approve") is None
    assert not world.support.by_id


def test_a_number_that_is_protected_after_the_request_is_rejected() -> None:
    world = AWorld()
    protect(world)

    assert STEP[S.CONFIRM_OWNERSHIP](world)["outcome"] == "rejected"
    assert {n.reason for n in world.port_outs.numbers(ID)} == {"", "has a port lock"}


def test_a_number_that_is_protected_right_before_the_case_gets_none() -> None:
    world = a_world(S.OPEN_SUPPORT_CASE)
    protect(world, NUMBERS[1])

    assert STEP[S.OPEN_SUPPORT_CASE](world)["outcome"] == "differs"

    port_out = world.port_outs.get(ID)
    assert (port_out.state, port_out.facts["protected"]) == (S.AWAIT_CORRECTION, 1)
    assert not world.support.by_id


def test_an_execution_without_that_way_fails_and_opens_no_case_either() -> None:
    world = a_world(S.OPEN_SUPPORT_CASE)
    protect(world)

    with pytest.raises(NumbersProtected):
        open_support_case(
            ID,
            port_outs=world.port_outs,
            one_case=world.one_case,
            support=world.support,
            port_locks=world.port_locks,
            now=world.now,
            may_differ=False,
        )

    assert not world.support.by_id


def test_whoever_corrected_the_order_is_one_of_its_makers() -> None:
    world = a_world(S.AWAIT_CORRECTION)
    answered(world, S.AWAIT_CORRECTION, "operator.corrected", by=BOB, remove_numbers=[NUMBERS[0]])

    assert world.port_outs.get(ID).facts["correctors"] == [{"arn": BOB, "id": ""}]
