"""What the opening of the one case says: on the case, to its caller, and to whoever waits."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.cases import CaseKind, CaseSeen, FoundBy
from port_out.domain.errors import CaseNotFound, CaseRefused, CaseUncertain
from port_out.domain.order import Order
from port_out.one_case import Opened
from tests.builders import ID, NOON, AWorld
from tests.fakes import FakeFence, FakeSupport

AN_HOUR = timedelta(hours=1)


class Noting(FakeSupport):
    """Remembers what it was asked."""

    shows = True

    def __init__(self) -> None:
        super().__init__()
        self.created: list[tuple[Order, CaseKind]] = []
        self.looked_for: list[tuple[str, datetime]] = []
        self.told: list[tuple[str, str, str]] = []

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        self.created.append((order, kind))
        return super().create(order, kind, subject, body)

    def find(self, marker: str, after: datetime) -> list[CaseSeen]:
        self.looked_for.append((marker, after))
        return super().find(marker, after)

    def cases(self, case_ids: Sequence[str]) -> list[CaseSeen]:
        return super().cases(case_ids) if self.shows else []

    def say(self, case_id: str, text: str, mark: str) -> None:
        self.told.append((case_id, text, mark))
        if not self.shows:
            raise CaseNotFound(case_id)


class Taken(FakeFence):
    """Another was quicker."""

    def acquire(
        self,
        port_out_id: str,
        nonce: str,
        now: datetime,
        *,
        after: CaseAttempt | None,
        generation: int = 1,
    ) -> bool:
        return False


def noting() -> tuple[AWorld, Noting]:
    """A world, and its AWS Support."""
    world, support = AWorld(), Noting()
    world.support = support
    return world, support


def opened(world: AWorld, *texts: str, generation: int = 1) -> object:
    """What came of opening the case."""
    return world.one_case.open(world.port_outs.get(ID), texts or ("Hello",), generation)


def test_the_case_is_opened_for_the_order_and_under_the_kind_that_was_found() -> None:
    world, support = noting()
    support.known_kind = CaseKind("connect", "port", "normal", FoundBy.NAME)

    answer = opened(world)

    [case_id] = support.by_id
    assert support.created == [(world.order, support.known_kind)]
    assert isinstance(answer, Opened)
    assert answer.case.case_id == case_id
    assert answer.kind == {
        "service": "connect",
        "category": "port",
        "severity": "normal",
        "found_by": "name",
    }


def test_of_a_case_that_does_not_show_yet_only_its_id_is_known() -> None:
    world, support = noting()
    support.shows = False

    answer = opened(world)

    [case_id] = support.by_id
    assert isinstance(answer, Opened)
    assert answer.case == CaseSeen(case_id, "", "", "", "")


def test_each_further_text_is_a_numbered_page_with_the_mark_of_the_port_out() -> None:
    world, support = noting()

    opened(world, "one", "two", "three")

    [case_id] = support.by_id
    assert support.told == [
        (case_id, "two\n\n[po-test numbers 2]", "[po-test numbers 2]"),
        (case_id, "three\n\n[po-test numbers 3]", "[po-test numbers 3]"),
    ]


def looks_again(world: AWorld, support: Noting) -> None:
    """The attempt that stands is a minute old."""
    world.fence.rows[ID, 1] = CaseAttempt(1, "n", NOON - timedelta(minutes=1))


def takes_no_text(world: AWorld, support: Noting) -> None:
    """The case is open, but not known everywhere."""
    support.shows = False


def somebody_is_quicker(world: AWorld, support: Noting) -> None:
    """Another takes the fence after this one looked."""
    world.fence = Taken()


@pytest.mark.parametrize("so", [looks_again, takes_no_text, somebody_is_quicker])
def test_whoever_has_to_look_again_is_told_for_which_port_out(
    so: Callable[[AWorld, Noting], None],
) -> None:
    world, support = noting()
    so(world, support)

    with pytest.raises(CaseUncertain) as found:
        opened(world, "one", "two")

    assert str(found.value) == ID


def test_where_a_case_may_be_there_a_kind_that_is_gone_is_no_persons_part() -> None:
    world, support = noting()
    world.fence.rows[ID, 1] = CaseAttempt(1, "n", NOON - AN_HOUR)
    support.known_kind = None

    with pytest.raises(CaseRefused, match=r"^no such service or category$"):
        opened(world)
