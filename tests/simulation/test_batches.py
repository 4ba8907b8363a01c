"""Ten thousand numbers in two hundred port-outs, in virtual time."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cli.groups import hours_of
from port_out.gateways.connect import Connect
from tests.api.batches import a_batch, items_of, run_batches, run_item
from tests.api.builders import ACCOUNT, NOON, REGION
from tests.api.world import World
from tests.fakes import FakePace
from tests.simulation.world import World as Whole

INSTANCES, NUMBERS_EACH = 100, 100
PAGE = 1000
MOST_CONNECT_CALLS = 20


def numbers_of(instance: int) -> list[dict[str, str]]:
    """Half of an instance's numbers are geographic, half toll-free, as AWS lists them."""
    id_ = f"{instance:08}-1111-2222-3333-444444444444"
    arn = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/{id_}"
    return [
        {
            "PhoneNumber": f"+1{'206' if n % 2 else '888'}{5550000 + NUMBERS_EACH * instance + n}",
            "PhoneNumberId": f"{instance}-{n}",
            "PhoneNumberArn": f"arn:aws:connect:{REGION}:{ACCOUNT}:phone-number/{instance}-{n}",
            "PhoneNumberType": "DID" if n % 2 else "TOLL_FREE",
            "PhoneNumberCountryCode": "US",
            "TargetArn": arn,
            "InstanceId": id_,
        }
        for n in range(NUMBERS_EACH)
    ]


class CountingConnect:
    """A client that lists the numbers a page at a time and counts every call."""

    def __init__(self) -> None:
        self.numbers = [number for i in range(INSTANCES) for number in numbers_of(i)]
        self.calls = Counter[str]()

    def get_paginator(self, operation: str) -> Any:
        return _Pages(self, operation)


class _Pages:
    def __init__(self, client: CountingConnect, operation: str) -> None:
        self._client, self._operation = client, operation

    def paginate(self, **asked: Any) -> Any:
        numbers = self._client.numbers
        for start in range(0, len(numbers), asked["PaginationConfig"]["PageSize"]):
            self._client.calls[self._operation] += 1
            page = numbers[start : start + PAGE]
            yield {"ListPhoneNumbersSummaryList": page, "ResponseMetadata": {"RequestId": "r"}}


@pytest.fixture
def client() -> CountingConnect:
    return CountingConnect()


@pytest.fixture
def large(world: World, client: CountingConnect) -> World:
    """A batch of all the numbers was asked for."""
    world.connect = Connect(now=lambda: NOON, client=client)  # type: ignore[assignment]  # another double in its place
    numbers = [number["PhoneNumber"] for number in client.numbers]
    assert len(set(numbers)) == 10_000
    answer = world.post("/batches", a_batch(numbers=numbers), headers={"Idempotency-Key": "k"})
    assert (answer.status, answer.body["groups"]) == (202, 200)
    return world


@pytest.fixture
def world() -> World:
    return World()


def test_ten_thousand_numbers_take_a_call_a_page_and_no_more(
    large: World, client: CountingConnect
) -> None:
    run_batches(large)

    assert client.calls == {"list_phone_numbers_v2": 10}
    assert client.calls.total() <= MOST_CONNECT_CALLS


def test_every_number_is_in_one_of_two_hundred_port_outs_that_each_began_once(
    large: World, client: CountingConnect
) -> None:
    (end,) = run_batches(large)

    assert end == {"outcome": "requested", "requested": 200, "refused": 0, "not_tried": 0}
    requested = [n.number for id_ in large.port_outs.rows for n in large.port_outs.numbers(id_)]
    assert sorted(requested) == sorted(number["PhoneNumber"] for number in client.numbers)
    assert len(set(large.workflow.started)) == len(large.workflow.started) == 200


def test_runs_that_stop_anywhere_and_overlap_make_nothing_twice(large: World) -> None:
    (run,) = large.workflow.runs
    items = items_of(large, run)
    for item in [*items[:70], *items[50:120]]:
        run_item(large, item)
    once = set(large.port_outs.rows)
    large.now += timedelta(days=1)

    run_batches(large)

    assert once < set(large.port_outs.rows)
    assert len(large.port_outs.rows) == len(large.workflow.started) == 200
    assert all(len(lines) == 1 for lines in large.port_outs.lines.values())


def test_an_item_of_the_run_is_small_and_so_is_what_it_says(large: World) -> None:
    (run,) = large.workflow.runs
    for item in items_of(large, run)[:3]:
        assert len(json.dumps(item)) < 100
        assert len(json.dumps(run_item(large, item))) < 200


def test_two_hundred_cases_come_in_turn_ten_an_hour(large: World) -> None:
    run_batches(large)
    pace = FakePace()

    turns = [pace.take(id_, large.now, after=None).at for id_ in large.workflow.started]

    assert max(turns) - min(turns) >= timedelta(hours=19)
    for turn in turns:
        assert sum(turn <= other < turn + timedelta(hours=1) for other in turns) <= 10


class Batch(Whole):
    """Two hundred port-outs that come as the state machine of batches requests them."""

    def _requests(self) -> list[tuple[float, str]]:
        coming = []
        for number in range(200):
            id_ = f"po-{number:03}"
            self.port_outs.rows[id_] = replace(self.template, id=id_)
            self.retried[id_] = Counter()
            # Two at a time, and each rests two seconds.
            coming.append((float(number), id_))
        return coming


@pytest.mark.parametrize("seed", [1, 2])
def test_the_last_of_two_hundred_cases_is_opened_after_the_hours_that_the_plan_says(
    seed: int,
) -> None:
    batch = Batch(seed, rate=0.0)

    tally = batch.play()

    turns = sorted(batch.pace.all)
    assert (tally["opened"], tally["double"], batch.support.count) == (200, 0, 200)
    assert batch.most_in_an_hour() <= 10
    # AWS turns a few away, and each of them has another turn.
    again = len(turns) - 200
    assert (turns[-1] - turns[0]) / timedelta(hours=1) == pytest.approx(
        hours_of(200 + again), abs=0.1
    )
    assert again <= 10
