"""GET /batches, and what a batch still says when its plan was deleted."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.batch import PLAN_KEPT
from tests.api.batches import a_batch, items_of, run_batches, run_item
from tests.api.builders import ID, NUMBERS, held, inventory
from tests.api.world import World
from tests.fakes import FakeConnect

TOLL_FREE, NEW = "+18005550100", "+12065550177"


@pytest.fixture
def mixed(world: World) -> World:
    """Numbers of two groups."""
    numbers = [held(number) for number in (*NUMBERS, NEW)]
    world.connect = FakeConnect(inventory(*numbers, held(TOLL_FREE, "TOLL_FREE")))
    return world


def ask(world: World, key: str, *numbers: str) -> Any:
    headers = {"Idempotency-Key": key}
    answer = world.post("/batches", a_batch(numbers=list(numbers)), headers=headers)
    assert answer.status == 202, answer.text
    return answer.body


def own(world: World) -> None:
    """What Confirm Ownership does soon after each request: the numbers are the port-out's."""
    for id_ in world.port_outs.rows:
        for number in world.port_outs.numbers(id_):
            world.locks.held.setdefault(number.number, id_)


def test_batches_are_listed_page_by_page_the_newest_first(mixed: World) -> None:
    ids = []
    for key, number in (("a", NUMBERS[0]), ("b", NUMBERS[1]), ("c", TOLL_FREE)):
        ids.append(ask(mixed, key, number)["batch_id"])
        mixed.now += timedelta(hours=1)
    run_item(mixed, items_of(mixed, next(iter(mixed.workflow.runs)))[0])

    first = mixed.get("/batches?limit=2").body
    rest = mixed.get(f"/batches?limit=2&cursor={first['cursor']}").body

    assert [each["batch_id"] for each in first["batches"] + rest["batches"]] == ids[::-1]
    assert rest["cursor"] is None
    assert first["batches"][0]["outcomes"] == {"not_yet_requested": 1}
    assert (rest["batches"][0]["is_requested"], rest["batches"][0]["outcomes"]) == (
        True,
        {"requested": 1},
    )


FORGED = base64.urlsafe_b64encode(json.dumps({"port_out_id": {"S": ID}}).encode()).decode()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        *(("limit=0", "limit"), ("limit=51", "limit"), ("limit=x", "limit")),
        *(("cursor=x", "cursor"), (f"cursor={FORGED}", "cursor"), ("state=x", "state")),
    ],
)
def test_what_means_nothing_is_refused(world: World, query: str, field: str) -> None:
    answer = world.get(f"/batches?{query}")

    assert answer.status == 400
    assert [error["field"] for error in answer.body["errors"]] == [field]


def test_nobody_unknown_sees_the_list(world: World) -> None:
    assert world.get("/batches", by="").status == 403


def test_a_batch_says_whose_turn_it_is(mixed: World) -> None:
    batch = ask(mixed, "a", *NUMBERS, TOLL_FREE)
    run_batches(mixed)

    view = mixed.get(batch["links"]["self"]).body

    assert view["turns"] == {"Connect Port-Out": 2}
    assert {group["turn"] for group in view["groups"]} == {"Connect Port-Out"}


def test_without_its_plan_a_batch_still_says_what_its_port_outs_know(mixed: World) -> None:
    batch = ask(mixed, "a", *NUMBERS, TOLL_FREE)
    run_batches(mixed)
    mixed.files.versions.clear()
    mixed.now += PLAN_KEPT

    view = mixed.get(batch["links"]["self"]).body

    assert (view["is_plan_kept"], view["numbers"]["cannot_go"]) == (False, None)
    assert view["numbers"]["in_groups"] == len(NUMBERS) + 1
    assert {group["kind"] for group in view["groups"]} == {"geographic", "toll_free"}


def test_a_batch_that_was_left_unfinished_until_its_plan_is_gone_is_not_gone_on_with(
    mixed: World,
) -> None:
    ask(mixed, "a", TOLL_FREE)
    mixed.now += PLAN_KEPT
    body = a_batch(numbers=[TOLL_FREE])

    answer = mixed.post("/batches", body, headers={"Idempotency-Key": "a"})

    assert answer.status == 400
    assert answer.body["errors"][0]["field"] == "Idempotency-Key"
    assert len(mixed.workflow.runs) == 1


def test_the_same_numbers_in_another_order_under_another_key_make_nothing_twice(
    mixed: World,
) -> None:
    ask(mixed, "a", *NUMBERS)
    run_batches(mixed)
    own(mixed)
    body = a_batch(numbers=list(NUMBERS[::-1]))

    answer = mixed.post("/batches", body, headers={"Idempotency-Key": "b"})

    (id_,) = mixed.port_outs.rows
    assert answer.status == 400
    assert all(id_ in error["detail"] for error in answer.body["errors"])
    assert len(answer.body["errors"]) == len(NUMBERS)


def test_a_list_with_one_number_more_requests_that_one_alone(mixed: World) -> None:
    ask(mixed, "a", *NUMBERS)
    run_batches(mixed)
    own(mixed)

    batch = ask(mixed, "b", *NUMBERS, NEW)
    run_batches(mixed)

    view = mixed.get(batch["links"]["self"]).body
    assert view["numbers"] == {
        "listed": len(NUMBERS) + 1,
        "in_groups": 1,
        "cannot_go": len(NUMBERS),
    }
    assert len(mixed.port_outs.rows) == 2


def test_of_two_lists_at_once_the_second_to_come_to_a_group_is_refused_it(mixed: World) -> None:
    first = ask(mixed, "a", *NUMBERS, TOLL_FREE)
    items = items_of(mixed, next(iter(mixed.workflow.runs)))
    run_item(mixed, items[0])
    own(mixed)
    ask(mixed, "b", TOLL_FREE, *NUMBERS)

    for run in list(mixed.workflow.runs)[::-1]:
        for item in items_of(mixed, run):
            run_item(mixed, item)
            own(mixed)

    numbers = [n.number for id_ in mixed.port_outs.rows for n in mixed.port_outs.numbers(id_)]
    assert sorted(numbers) == sorted((*NUMBERS, TOLL_FREE))
    refused = [g for g in mixed.get(first["links"]["self"]).body["groups"] if g["problems"]]
    assert [group["outcome"] for group in refused] == ["refused"]
    assert "is in the open port-out" in refused[0]["problems"][0]["detail"]
