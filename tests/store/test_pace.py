"""Turns to open a case: the same rules on DynamoDB and in the fake."""

from datetime import datetime, timedelta

import pytest

from port_out import settings
from port_out.domain.case_pace import HOUR, INTERVAL, Turn
from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.store.pace import CasePace
from tests.builders import ID, NOON
from tests.store.conftest import Stores
from tests.tables import INDEXES, rows


def test_ten_of_twenty_five_go_at_once_and_the_others_one_by_one(stores: Stores) -> None:
    turns = [stores.pace.take(f"po-{n}", NOON, after=None).at for n in range(25)]

    assert turns[:10] == [NOON] * 10
    assert turns[10:] == [NOON + HOUR + n * INTERVAL for n in range(15)]


def test_whoever_asks_again_has_the_same_turn_and_takes_nobody_elses(stores: Stores) -> None:
    for number in range(10):
        stores.pace.take(f"po-{number}", NOON, after=None)
    assert stores.pace.current(ID) is None

    first = stores.pace.take(ID, NOON, after=None)
    again = stores.pace.take(ID, NOON + timedelta(minutes=30), after=None)
    after_it = stores.pace.take("po-next", NOON + timedelta(minutes=30), after=None)

    assert first == again == stores.pace.current(ID) == Turn(1, NOON + HOUR)
    assert after_it.at == first.at + INTERVAL


def test_another_turn_follows_the_one_that_stands_and_is_taken_once(stores: Stores) -> None:
    first = stores.pace.take(ID, NOON, after=None)

    second = stores.pace.take(ID, NOON + INTERVAL, after=first)
    again = stores.pace.take(ID, NOON + HOUR, after=first)

    assert second == again == Turn(2, NOON + INTERVAL)


def test_each_case_of_a_port_out_has_turns_of_its_own_at_the_same_pace(stores: Stores) -> None:
    for number in range(9):
        stores.pace.take(f"po-{number}", NOON, after=None)
    first = stores.pace.take(ID, NOON, after=None)

    second = stores.pace.take(ID, NOON, after=None, generation=2)

    assert stores.pace.current(ID) == first == Turn(1, NOON)
    assert stores.pace.current(ID, 2) == second == Turn(1, NOON + HOUR)
    assert stores.pace.take(ID, NOON + HOUR, after=None, generation=2) == second


def test_a_clock_that_goes_back_a_little_gives_no_turn_twice(stores: Stores) -> None:
    turns = [
        stores.pace.take(f"po-{n}", NOON - timedelta(seconds=n), after=None).at for n in range(12)
    ]

    assert turns[:10] == [NOON - timedelta(seconds=n) for n in range(10)]
    assert min(turns[10:]) >= min(turns) + HOUR
    assert len(set(turns)) == len(turns)


class Crowded(CasePace):
    """Others take their turns between this one's reading and its writing."""

    def __init__(self, *others: str) -> None:
        self.others = list(others)

    def _given(self) -> tuple[int, list[datetime]]:
        seen = super()._given()
        if self.others:
            CasePace().take(self.others.pop(), NOON, after=None)
        return seen


def test_takers_at_the_same_moment_never_share_a_turn(dynamodb: Stores) -> None:
    for number in range(9):
        dynamodb.pace.take(f"po-{number}", NOON, after=None)

    mine = Crowded("po-a", "po-b").take(ID, NOON, after=None)

    others = [dynamodb.pace.current(id_) for id_ in ("po-b", "po-a")]
    assert others == [Turn(1, NOON), Turn(1, NOON + HOUR)]
    assert mine == Turn(1, NOON + HOUR + INTERVAL) == dynamodb.pace.current(ID)


def test_two_runs_of_one_port_out_get_one_turn(dynamodb: Stores) -> None:
    mine = Crowded(ID).take(ID, NOON, after=None)

    assert mine == dynamodb.pace.current(ID)
    assert dynamodb.pace.take("po-b", NOON, after=None).number == 1
    [pace] = [row for row in rows(settings.port_outs_table()) if row["row"]["S"] == "PACE"]
    assert pace["turns"]["S"].count("T12:00") == 2, "one for each port-out"


class Overtaken(CasePace):
    """Another run of the same port-out takes its turn before this one looks at the pace."""

    def _given(self) -> tuple[int, list[datetime]]:
        if CasePace().current(ID) is None:
            CasePace().take(ID, NOON, after=None)
        return super()._given()


def test_a_run_that_was_overtaken_since_it_looked_takes_no_turn_of_its_own(
    dynamodb: Stores,
) -> None:
    mine = Overtaken().take(ID, NOON, after=None)

    assert mine == dynamodb.pace.current(ID) == Turn(1, NOON)
    [pace] = [row for row in rows(settings.port_outs_table()) if row["row"]["S"] == "PACE"]
    assert pace["turns"]["S"].count("T12:00") == 1


def test_who_does_not_get_through_five_times_comes_again_later(dynamodb: Stores) -> None:
    crowd = Crowded(*(f"po-{number}" for number in range(5)))

    with pytest.raises(RecordMoved):
        crowd.take(ID, NOON, after=None)

    assert dynamodb.pace.current(ID) is None
    assert dynamodb.pace.take(ID, NOON, after=None) == Turn(1, NOON)


class Cut(CasePace):
    """The answer of the write is lost."""

    def _take(
        self, port_out_id: str, asked_at: datetime, after: Turn | None, generation: int
    ) -> Turn:
        super()._take(port_out_id, asked_at, after, generation)
        raise TemporarilyUnavailable("DynamoDB: timeout")


def test_a_turn_whose_answer_was_lost_is_found_and_not_taken_again(dynamodb: Stores) -> None:
    turn = Cut().take(ID, NOON, after=None)

    assert turn == dynamodb.pace.current(ID) == Turn(1, NOON)


def test_one_row_holds_the_pace_however_many_come(dynamodb: Stores) -> None:
    for number in range(30):
        dynamodb.pace.take(f"po-{number}", NOON, after=None)

    found = [row for row in rows(settings.port_outs_table()) if row["row"]["S"] == "PACE"]

    assert [row["port_out_id"]["S"] for row in found] == ["EVERY PORT-OUT"]
    assert found[0]["turns"]["S"].count("T") == 10
    assert found[0]["revision"] == {"N": "30"}, "as often as it was written"


def test_no_row_of_the_pace_carries_a_key_of_an_index(dynamodb: Stores) -> None:
    dynamodb.pace.take(ID, NOON, after=None)

    keys = {key for pair in INDEXES.values() for key in pair} - {"port_out_id"}
    assert all(not keys & set(row) for row in rows(settings.port_outs_table()))
