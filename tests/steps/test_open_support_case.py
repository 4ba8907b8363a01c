"""Exactly one case, though CreateCase has no client token and its answers get lost."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.case_opening import SETTLED
from port_out.domain.cases import CaseKind, CaseSeen
from port_out.domain.communications import Communication
from port_out.domain.errors import (
    AccessRefused,
    CaseNotFound,
    CaseRefused,
    CaseUncertain,
    PortOutError,
    RecordMoved,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import State
from port_out.domain.order import Order
from port_out.observability import metrics
from tests.builders import ID, AWorld
from tests.fakes import FakeSupport
from tests.stage import a_world, on_a_case, record_holds, texts
from tests.steps.running import STEP

S = State


def ready(support: FakeSupport | None = None) -> AWorld:
    """A world in which the case has to be opened."""
    world = a_world(S.OPEN_SUPPORT_CASE)
    world.support = support or world.support
    return world


def run(world: AWorld) -> dict[str, Any]:
    """The step."""
    return STEP[S.OPEN_SUPPORT_CASE](world)


def until_done(world: AWorld, *, most: int = 40) -> dict[str, Any]:
    """The step as the state machine retries it: a minute apart, some times."""
    for _ in range(most):
        try:
            return run(world)
        except (CaseUncertain, TemporarilyUnavailable):
            world.now.pass_(minutes=1)
    raise AssertionError("the step never answers")


def test_the_case_is_opened_with_the_marker_and_its_ids_are_on_record() -> None:
    world = ready()

    answer = run(world)

    [(case_id, case)] = world.support.by_id.items()
    facts = world.port_outs.get(ID).facts
    assert answer["outcome"] == "opened"
    assert (facts["case_id"], facts["display_id"]) == (case_id, case.seen.display_id)
    assert f"[{ID}]" in case.seen.subject
    line = world.port_outs.transitions(ID)[-1]
    assert (line.facts["service"], line.facts["category"]) == ("service", "category")


def test_a_lost_answer_is_looked_up_and_the_case_is_not_opened_again() -> None:
    world = ready()
    world.support.lose_answers = 1

    with pytest.raises(CaseUncertain):
        run(world)
    answer = run(world)

    assert answer["outcome"] == "opened"
    assert len(world.support.by_id) == 1
    assert world.port_outs.get(ID).facts["case_id"] in world.support.by_id


def test_a_case_that_shows_late_is_waited_for() -> None:
    world = ready()
    world.support.lose_answers, world.support.hidden = 1, 14

    answer = until_done(world)

    assert answer["outcome"] == "opened"
    assert len(world.support.by_id) == 1


class Unopened(FakeSupport):
    """CreateCase gives no clear answer so many times, and opens nothing."""

    unclear = 1

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        if self.unclear:
            self.unclear -= 1
            raise CaseUncertain("CreateCase: ReadTimeoutError")
        return super().create(order, kind, subject, body)


def test_nothing_is_created_again_before_fifteen_minutes_have_found_nothing() -> None:
    world = ready(Unopened())

    with pytest.raises(CaseUncertain):
        run(world)
    world.now.at += SETTLED - timedelta(microseconds=1)
    with pytest.raises(CaseUncertain):
        run(world)
    assert not world.support.by_id
    world.now.at += timedelta(microseconds=1)
    answer = run(world)

    assert answer["outcome"] == "opened"
    assert len(world.support.by_id) == 1


def test_after_the_second_unclear_attempt_a_person_looks() -> None:
    support = Unopened()
    support.unclear = 2
    world = ready(support)

    answer = until_done(world)

    assert answer["outcome"] == "manual"
    assert world.port_outs.get(ID).facts["manual_reason"] == "CaseUncertain"
    assert support.unclear == 0
    assert not world.support.by_id


class RunsTwice(FakeSupport):
    """The step runs a second time, elsewhere, while CreateCase is on its way."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where
        self.again: Callable[[], Any] | None = None
        self.other: list[str] = []

    def kind_of_case(self) -> CaseKind | None:
        self._interleave("before the fence")
        return super().kind_of_case()

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        self._interleave("before CreateCase")
        case_id = super().create(order, kind, subject, body)
        self._interleave("after CreateCase")
        return case_id

    def _interleave(self, where: str) -> None:
        again, self.again = self.again, self.again if where != self.where else None
        if where == self.where and again is not None:
            try:
                again()
                self.other.append("answered")
            except PortOutError as error:
                self.other.append(type(error).__name__)


@pytest.mark.parametrize("where", ["before the fence", "before CreateCase", "after CreateCase"])
def test_two_that_run_at_once_open_one_case(where: str) -> None:
    support = RunsTwice(where)
    world = ready(support)
    support.again = lambda: run(world)

    with suppress(CaseUncertain, TemporarilyUnavailable, RecordMoved):
        run(world)
    answer = until_done(world)

    assert support.other, "the second one ran"
    assert answer["outcome"] == "opened"
    assert len(support.by_id) == 1
    assert record_holds(world)


def test_a_refusal_that_passes_gives_the_right_to_create_back() -> None:
    world = ready()
    world.support.create_refusal = TemporarilyUnavailable("throttle")

    with pytest.raises(TemporarilyUnavailable):
        run(world)
    assert world.fence.current(ID) is None
    world.support.create_refusal = None
    answer = run(world)

    assert answer["outcome"] == "opened"
    assert len(world.support.by_id) == 1


def test_a_second_attempt_that_is_only_slowed_down_does_not_forget_the_first() -> None:
    support = Unopened()
    world = ready(support)
    with pytest.raises(CaseUncertain):
        run(world)
    world.now.at += SETTLED
    support.create_refusal = TemporarilyUnavailable("throttle")
    with pytest.raises(TemporarilyUnavailable):
        run(world)

    support.create_refusal = None
    support.create(world.order, CaseKind("s", "c", "low"), f"Porting away [{ID}]", "the first")
    answer = run(world)

    assert answer["outcome"] == "opened"
    assert len(support.by_id) == 1, "the case of the first attempt showed late and was found"


@pytest.mark.parametrize(
    "refusal", [SupportPlanMissing("basic"), AccessRefused("denied"), CaseRefused("invalid")]
)
@pytest.mark.parametrize("at_once", [True, False])
def test_what_the_api_can_not_do_a_person_does(refusal: PortOutError, at_once: bool) -> None:
    world = ready()
    if at_once:
        world.support.refusal = refusal
    else:
        world.support.create_refusal = refusal

    answer = run(world)

    assert answer["outcome"] == "manual"
    assert world.port_outs.get(ID).facts["manual_reason"] == type(refusal).__name__
    assert world.fence.current(ID) is None


def test_a_service_that_this_account_does_not_have_is_asked_for_by_hand() -> None:
    world = ready()
    world.support.known_kind = None

    assert run(world)["outcome"] == "manual"
    assert world.port_outs.get(ID).facts["manual_reason"] == "CaseRefused"


def test_of_two_cases_the_oldest_stays_and_the_other_is_resolved() -> None:
    world = ready()
    world.support.lose_answers = 1
    with pytest.raises(CaseUncertain):
        run(world)
    [first] = world.support.by_id
    kind = CaseKind("service", "category", "low")
    second = world.support.create(world.order, kind, f"Porting away [{ID}]", "Hello")
    metrics().clear_metrics()

    run(world)

    assert world.port_outs.get(ID).facts["case_id"] == first
    assert not world.support.by_id[first].seen.is_resolved
    assert world.support.by_id[second].seen.is_resolved
    assert "DoubleCase" in metrics().metric_set


class NotYetThere(FakeSupport):
    """A new case is not known to the other operations at first, as AWS promises no order."""

    unknown = 1

    def cases(self, case_ids: Sequence[str]) -> list[CaseSeen]:
        return [] if self.unknown else super().cases(case_ids)

    def communications(self, case_id: str) -> list[Communication]:
        if self.unknown:
            self.unknown -= 1
            raise CaseNotFound("support: CaseIdNotFound")
        return super().communications(case_id)


def test_a_case_that_does_not_show_yet_is_on_record_by_its_id() -> None:
    world = ready(NotYetThere())

    assert run(world)["outcome"] == "opened"

    facts = world.port_outs.get(ID).facts
    assert [facts["case_id"]] == list(world.support.by_id)
    assert "display_id" not in facts


def test_a_case_that_takes_no_text_yet_is_asked_for_again() -> None:
    numbers = [f"+1206{n:07}" for n in range(5_550_000, 5_552_000)]
    world = ready(NotYetThere())
    world.port_outs.add_numbers(ID, numbers)

    answer = until_done(world)

    [case_id] = world.support.by_id
    assert answer["outcome"] == "opened"
    assert "\n".join(texts(world, case_id)).count("+1206") == len(numbers)


def test_more_numbers_than_one_text_holds_are_continued_once() -> None:
    numbers = [f"+1206{n:07}" for n in range(5_550_000, 5_552_000)]
    world = ready()
    world.port_outs.add_numbers(ID, numbers)
    world.support.lose_answers = 1

    with pytest.raises(CaseUncertain):
        run(world)
    run(world)

    [case_id] = world.support.by_id
    said = "\n".join(texts(world, case_id))
    assert all(said.count(number) == 1 for number in numbers)


@pytest.mark.parametrize("go_ahead", [True, False])
def test_a_corrected_request_goes_on_with_its_case(go_ahead: bool) -> None:
    world = a_world(S.OPEN_SUPPORT_CASE, go_ahead_at="2026-11-24" if go_ahead else "")
    case_id = on_a_case(world)

    answer = run(world)

    assert answer["outcome"] == ("under_way" if go_ahead else "opened")
    assert len(world.support.by_id) == 1
    assert "corrected" in texts(world, case_id)[-1]


@pytest.mark.parametrize("refusal", [SupportPlanMissing("basic"), AccessRefused("denied")])
def test_a_corrected_request_goes_on_where_support_can_not_be_told(refusal: PortOutError) -> None:
    world = a_world(S.OPEN_SUPPORT_CASE, display_id="123", case_id="case-unread")
    world.support.refusal = refusal

    assert run(world)["outcome"] == "opened"
    assert world.port_outs.transitions(ID)[-1].facts == {"told_support": False}
    [(key, text)] = world.outbox.pending(ID)
    assert (key, "We have corrected our request" in text) == ("attempt 1", True)


def test_on_a_case_that_no_api_reaches_a_person_says_that_the_request_is_corrected() -> None:
    world = a_world(S.OPEN_SUPPORT_CASE, display_id="123")

    for _ in range(2):
        assert run(world)["outcome"] == "opened"

    [(key, text)] = world.outbox.pending(ID)
    assert world.port_outs.get(ID).facts["to_paste"] == [key] == ["attempt 1"]
    assert text.endswith(f"[{ID} attempt 1]")


def test_what_the_api_says_is_nobodys_task() -> None:
    world = a_world(S.OPEN_SUPPORT_CASE)
    on_a_case(world)

    run(world)

    assert world.outbox.pending(ID) == []


class Unlucky(FakeSupport):
    """Each CreateCase may fail before or after its effect; a new case may show late."""

    def __init__(self, luck: random.Random) -> None:
        super().__init__()
        self.luck = luck

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        dice = self.luck.random()
        if dice < 0.2:
            raise self.luck.choice([CaseUncertain("x"), TemporarilyUnavailable("x")])
        case_id = super().create(order, kind, subject, body)
        if dice < 0.4:
            self.hidden = self.luck.randrange(10)
            raise CaseUncertain("CreateCase: ReadTimeoutError")
        return case_id


@pytest.mark.parametrize("seed", range(200))
def test_bad_luck_of_any_kind_never_opens_two_cases(seed: int) -> None:
    world = ready(Unlucky(random.Random(seed)))

    answer = until_done(world, most=60)

    assert answer["outcome"] in ("opened", "manual")
    assert len(world.support.by_id) <= 1
    assert answer["outcome"] == "manual" or world.support.by_id


class ReadingRefused(FakeSupport):
    """A role that may create a case, but not describe one."""

    def cases(self, case_ids: Sequence[str]) -> list[CaseSeen]:
        raise AccessRefused("support refused DescribeCases")

    def find(self, marker: str, after: Any) -> list[CaseSeen]:
        raise AccessRefused("support refused DescribeCases")


def test_a_case_that_may_be_there_is_never_left_to_a_person_to_open_again() -> None:
    world = ready(ReadingRefused())

    for _ in range(2):
        with pytest.raises(AccessRefused):
            run(world)

    assert len(world.support.by_id) == 1
    assert world.port_outs.get(ID).state is S.OPEN_SUPPORT_CASE
