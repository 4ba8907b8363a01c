"""A case that AWS leaves resolved is followed by one other, whatever happens meanwhile."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from port_out.domain.case_opening import SETTLED
from port_out.domain.case_pace import CASES_AN_HOUR, HOUR
from port_out.domain.cases import CaseKind
from port_out.domain.errors import (
    AccessRefused,
    CaseLimitReached,
    CaseRefused,
    CaseUncertain,
    PortOutError,
    RecordMoved,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.next_step import next_step
from port_out.domain.order import Order
from port_out.domain.port_out import PortOut
from tests.builders import ID, AWorld
from tests.events.running import follow_up, happened, post, settle, swept
from tests.fakes import FakeSupport
from tests.stage import a_world, learned, moved, on_a_case, record_holds, texts
from tests.steps.running import Killed, mortal

S = State
KIND = CaseKind("service", "category", "low")


def left_resolved(support: FakeSupport | None = None, habit: str = "keep") -> tuple[AWorld, str]:
    """The port-out waits; AWS resolved its case an hour ago and left it so."""
    world = a_world(S.AWAIT_PORT_DATE, waiting=True)
    world.support = support or world.support
    world.support.clock, world.support.on_resolved = world.now, habit
    case_id = on_a_case(world)
    learned(world, display_id=world.support.by_id[case_id].seen.display_id)
    world.support.resolve(case_id)
    for hours in (0, 2):
        world.now.pass_(hours=hours)
        swept(world)
        settle(world)
        post(world)
    return world, case_id


def known(world: AWorld) -> dict[str, Any]:
    """What is known of the port-out."""
    return dict(world.port_outs.get(ID).facts)


def others(world: AWorld, case_id: str) -> list[str]:
    """The ids of all other cases."""
    return [each for each in world.support.by_id if each != case_id]


@pytest.mark.parametrize("habit", ["keep", "refuse"])
def test_the_follow_up_quotes_the_former_case_and_takes_its_place(habit: str) -> None:
    world, former = left_resolved(habit=habit)
    assert world.functions.followed_up == [ID]
    quoted = world.support.by_id[former].seen.display_id

    follow_up(world)

    [new] = others(world, former)
    case, facts = world.support.by_id[new].seen, known(world)
    assert quoted in case.subject
    assert "[po-test follow-up 2]" in case.subject
    assert quoted in texts(world, new)[0]
    assert (facts["case_id"], facts["display_id"]) == (new, case.display_id)
    assert (facts["former_cases"], facts["former_case_ids"]) == ([quoted], [former])
    assert not {"case_resolved_at", "case_left_resolved_at"} & set(facts)
    assert world.port_outs.transitions(ID)[-1].facts["follows"] == quoted
    assert world.functions.posted[-1] == ID
    assert world.port_outs.get(ID).state is S.AWAIT_PORT_DATE
    assert record_holds(world)


def test_running_it_again_and_sweeping_again_opens_nothing_more() -> None:
    world, former = left_resolved()

    for _ in range(5):
        follow_up(world)
        world.now.pass_(hours=1)
        swept(world)
        settle(world)

    assert len(others(world, former)) == 1
    assert world.functions.followed_up.count(ID) == 1


def without_need(world: AWorld) -> None:
    """The case is open."""
    learned(world, case_left_resolved_at=None, case_resolved_at=None)


def over(world: AWorld) -> None:
    """The port-out has ended."""
    moved(world, Outcome.EXPIRED)


def without_an_api(world: AWorld) -> None:
    """A person opened the case."""
    learned(world, case_id=None)


def by_hand(world: AWorld) -> None:
    """A person was asked."""
    learned(world, follow_up_by_hand="CaseRefused")


@pytest.mark.parametrize("so", [without_need, over, without_an_api, by_hand])
def test_nothing_is_opened_where_it_is_not_needed_or_not_for_the_program(
    so: Callable[[AWorld], None],
) -> None:
    world, former = left_resolved()
    so(world)

    follow_up(world)

    assert others(world, former) == []


def test_a_run_that_was_killed_after_create_case_is_repeated_by_the_sweep_and_opens_no_other() -> (
    None
):
    world, former = left_resolved()
    with pytest.raises(Killed):
        follow_up(mortal(world))

    world.now.pass_(hours=1)
    swept(world)
    assert world.functions.followed_up[1:] == [ID]
    follow_up(world)

    assert [known(world)["case_id"]] == others(world, former)
    assert record_holds(world)


def test_an_unclear_answer_is_looked_up_and_not_repeated() -> None:
    world, former = left_resolved()
    world.support.lose_answers, world.support.hidden = 1, 1

    follow_up(world)
    follow_up(world)
    assert known(world)["case_id"] == former
    world.now.pass_(hours=1)
    follow_up(world)

    assert [known(world)["case_id"]] == others(world, former)


class Unopened(FakeSupport):
    """From the second on AWS gives no clear answer, and opens nothing."""

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        if self.by_id:
            raise CaseUncertain("CreateCase: timeout")
        return super().create(order, kind, subject, body)


def test_after_two_unclear_attempts_a_person_looks_and_opens_it() -> None:
    world, former = left_resolved(Unopened())

    for _ in range(3):
        assert next_step(world.port_outs.get(ID)).who == "Connect Port-Out"
        follow_up(world)
        world.now.pass_(hours=1)

    step = next_step(world.port_outs.get(ID))
    assert known(world)["follow_up_by_hand"] == "CaseUncertain"
    assert step.who == "operator"
    assert "[po-test follow-up 2]" in step.what
    assert SETTLED < HOUR
    assert others(world, former) == []


@pytest.mark.parametrize(
    "refusal", [SupportPlanMissing("basic"), AccessRefused("denied"), CaseRefused("invalid")]
)
@pytest.mark.parametrize("everywhere", [True, False])
def test_what_the_api_does_not_open_a_person_opens(refusal: PortOutError, everywhere: bool) -> None:
    world, _ = left_resolved()
    world.support.refusal = refusal if everywhere else None
    world.support.create_refusal = None if everywhere else refusal

    for _ in range(2):
        follow_up(world)

    assert known(world)["follow_up_by_hand"] == type(refusal).__name__
    assert next_step(world.port_outs.get(ID)).who == "operator"
    assert len(world.port_outs.transitions(ID)) == world.port_outs.get(ID).version
    world.signal("operator.registered_case", display_id="456")
    settle(world)
    assert known(world)["display_id"] == "456"
    assert "follow_up_by_hand" not in known(world)


def test_a_follow_up_waits_its_turn_like_every_case_and_says_when() -> None:
    world, former = left_resolved()
    for number in range(CASES_AN_HOUR):
        world.pace.take(f"po-{number}", world.now(), after=None)

    for _ in range(2):
        follow_up(world)
    step, lines = next_step(world.port_outs.get(ID)), world.port_outs.get(ID).version
    assert others(world, former) == []
    world.now.pass_(hours=1)
    follow_up(world)

    assert "its turn at" in step.what
    assert len(others(world, former)) == 1
    assert world.port_outs.get(ID).version == lines + 1, "the turn is noted once"
    assert "follow_up_turn_at" not in known(world)


def test_at_the_limit_of_aws_it_takes_another_turn() -> None:
    world, former = left_resolved()
    world.support.create_refusal = CaseLimitReached("10 an hour")
    follow_up(world)
    assert "follow_up_turn_at" in known(world)

    world.support.create_refusal = None
    world.now.pass_(hours=1)
    follow_up(world)

    assert len(others(world, former)) == 1


class Meanwhile(FakeSupport):
    """Something happens elsewhere right after the follow-up was opened."""

    happens: Callable[[], object] | None = None

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        case_id = super().create(order, kind, subject, body)
        happens, self.happens = self.happens, None
        if happens is not None:
            happens()
        return case_id


def meanwhile(happens: Callable[[AWorld], object]) -> tuple[AWorld, str, str]:
    """A world, the former case and the one that was opened while this happened."""
    support = Meanwhile()
    world, former = left_resolved(support)
    support.happens = lambda: happens(world)
    follow_up(world)
    new = next(each for each in others(world, former) if "follow-up 2" in _subject(world, each))
    return world, former, new


def _subject(world: AWorld, case_id: str) -> str:
    return world.support.by_id[case_id].seen.subject


def registers(world: AWorld, display_id: str = "456") -> None:
    """The operator registers a case."""
    world.signal("operator.registered_case", f"r-{display_id}", display_id=display_id)
    settle(world)


def reopened(world: AWorld) -> PortOut:
    """The former case is open again after all."""
    return learned(world, case_left_resolved_at=None, case_resolved_at=None)


@pytest.mark.parametrize("happens", [registers, reopened, over])
def test_what_is_not_needed_any_more_once_it_is_open_is_resolved(
    happens: Callable[[AWorld], object],
) -> None:
    world, _, new = meanwhile(happens)

    assert world.support.by_id[new].seen.is_resolved
    assert known(world)["case_id" if happens is not registers else "display_id"] != new
    assert new not in known(world).values()


def test_the_very_case_that_the_program_opened_may_be_registered_by_a_person() -> None:
    def registers_the_new_one(world: AWorld) -> None:
        registers(world, list(world.support.by_id.values())[-1].seen.display_id)

    world, _, new = meanwhile(registers_the_new_one)
    follow_up(world)

    assert not world.support.by_id[new].seen.is_resolved
    assert known(world)["display_id"] == world.support.by_id[new].seen.display_id


def test_who_loses_the_race_of_recording_against_other_news_records_all_the_same() -> None:
    world, _, new = meanwhile(lambda w: learned(w, question="Which PIN?"))

    assert known(world)["case_id"] == new
    assert known(world)["question"] == "Which PIN?"
    assert record_holds(world)


def test_two_that_run_at_once_open_one() -> None:
    def again(world: AWorld) -> None:
        with suppress(CaseUncertain, TemporarilyUnavailable, RecordMoved):
            follow_up(world)

    world, former, new = meanwhile(again)

    assert others(world, former) == [new]
    assert known(world)["case_id"] == new
    assert not world.support.by_id[new].seen.is_resolved


def test_a_person_who_was_quicker_than_a_killed_run_leaves_no_second_case_open() -> None:
    world, former = left_resolved()
    with pytest.raises(Killed):
        follow_up(mortal(world))
    [orphan] = others(world, former)

    registers(world)
    assert world.functions.followed_up[-1] == ID
    follow_up(world)

    assert world.support.by_id[orphan].seen.is_resolved
    assert known(world)["display_id"] == "456"


def followed() -> tuple[AWorld, str, str]:
    """A world whose former case was followed by another."""
    world, former = left_resolved()
    follow_up(world)
    return world, former, known(world)["case_id"]


@pytest.mark.parametrize("by_event", [True, False])
def test_a_text_on_the_former_case_counts_like_any(by_event: bool) -> None:
    world, former, _ = followed()
    said = world.support.write(former, "What about the other two numbers?")

    if by_event:
        happened(world, "AddCommunicationToCase", former, origin="AWS")
    else:
        swept(world)
    settle(world)

    assert said.id in known(world)["to_decide"]
    assert record_holds(world)


def test_what_becomes_of_the_former_case_is_no_news_of_the_present_one() -> None:
    world, former, new = followed()
    for event in ("ReopenCase", "ResolveCase"):
        world.now.pass_(minutes=10)
        happened(world, event, former)
        settle(world)
    world.now.pass_(hours=2)
    swept(world)
    settle(world)

    assert known(world)["case_id"] == new
    assert "case_resolved_at" not in known(world)


def test_an_event_of_the_former_case_does_not_become_the_id_of_a_registered_one() -> None:
    world, former = left_resolved()
    registers(world)

    happened(world, "AddCommunicationToCase", former, origin="AWS", display_id="")

    assert known(world).get("case_id") is None


def test_a_follow_up_that_is_left_resolved_too_is_followed_by_a_third() -> None:
    world, former, second = followed()
    world.support.resolve(second)
    for hours in (1, 2):
        world.now.pass_(hours=hours)
        swept(world)
        settle(world)
    follow_up(world)

    third = known(world)["case_id"]
    assert known(world)["former_case_ids"] == [former, second]
    assert "[po-test follow-up 3]" in _subject(world, third)
    assert len(world.support.by_id) == 3
