"""Batches and their groups."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.batch import Batch, GroupOutcome, GroupResult
from port_out.domain.errors import BatchNotFound, Problem
from port_out.domain.life_cycle import State
from tests.builders import ID, NOON
from tests.store.conftest import Stores

BATCH = Batch("ba-a", NOON, "me/session", "me", "sha", 10_000, 200, "batches/ba-a/plan.json")
REFUSED = GroupResult(
    120, GroupOutcome.REFUSED, "po-120", NOON, (Problem("numbers[0]", "is taken", "wait"),)
)


def test_a_batch_comes_back_as_it_was_kept(stores: Stores) -> None:
    assert stores.batches.add(BATCH)
    assert stores.batches.get("ba-a") == BATCH


def test_the_first_of_two_batches_with_one_id_stays(stores: Stores) -> None:
    stores.batches.add(BATCH)

    assert not stores.batches.add(replace(BATCH, plan_key="other"))
    assert stores.batches.get("ba-a") == BATCH


def test_a_batch_that_is_not_there_has_a_name_of_its_own(stores: Stores) -> None:
    with pytest.raises(BatchNotFound):
        stores.batches.get("ba-b")


def test_results_come_in_the_order_of_groups_and_the_first_of_each_stays(stores: Stores) -> None:
    ninth = GroupResult(9, GroupOutcome.REQUESTED, "po-9", NOON)
    stores.batches.keep("ba-a", REFUSED)
    stores.batches.keep("ba-a", ninth)
    stores.batches.keep("ba-a", replace(ninth, outcome=GroupOutcome.REFUSED))

    assert stores.batches.results("ba-a") == [ninth, REFUSED]
    assert stores.batches.results("ba-b") == []


def test_a_batch_is_on_no_list_of_port_outs(stores: Stores) -> None:
    stores.batches.add(BATCH)
    stores.batches.keep("ba-a", REFUSED)

    assert all(stores.port_outs.in_state(state) == ([], None) for state in State)
    assert stores.port_outs.many(["ba-a", ID]) == {}


def test_batches_are_listed_page_by_page_the_newest_first(stores: Stores) -> None:
    batches = [
        replace(BATCH, id=f"ba-{n}", requested_at=NOON + timedelta(hours=n)) for n in range(3)
    ]
    for batch in batches:
        stores.batches.add(batch)

    first, cursor = stores.batches.newest(2)
    rest, end = stores.batches.newest(2, cursor)

    assert first + rest == batches[::-1]
    assert (cursor is not None, end) == (True, None)
