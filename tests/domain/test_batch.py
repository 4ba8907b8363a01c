"""A batch knows its groups, reads its plan as it wrote it, and keeps it for its time."""

from datetime import timedelta

from port_out.domain.asked import Asked
from port_out.domain.batch import Batch, BatchPlan, GroupOutcome, GroupResult, untried
from port_out.domain.plan import NumberProblem
from tests.builders import NOON, NUMBERS, OPERATOR, an_order

BATCH = Batch("ba-1", NOON, OPERATOR, "caller", "0" * 64, 9, 4, "key")


def test_a_plan_is_read_as_it_was_written() -> None:
    groups = tuple(Asked(an_order(number_count=1), (number,)) for number in NUMBERS)
    plan = BatchPlan(groups, (NumberProblem("+1", "numbers[3]", "is short", "mend it"),))

    assert BatchPlan.from_data(plan.as_data()) == plan
    assert plan.as_data()["cannot_go"][0]["field"] == "numbers[3]"


def test_a_plan_is_kept_four_hundred_days_and_not_one_moment_longer() -> None:
    gone = NOON + timedelta(days=400)

    assert BATCH.has_plan(gone - timedelta(microseconds=1))
    assert not BATCH.has_plan(gone)


def test_groups_of_which_nothing_has_become_are_untried_and_each_has_a_key_of_its_own() -> None:
    tried = [GroupResult(group, GroupOutcome.REFUSED, "", NOON) for group in (0, 2)]

    assert untried(BATCH, tried) == [1, 3]
    assert untried(BATCH, []) == [0, 1, 2, 3]
    assert BATCH.key_of(2) == "ba-1 2"
