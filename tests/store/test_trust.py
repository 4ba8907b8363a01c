"""Port locks and the counts of callers: the same rules on DynamoDB and in the fakes."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import pytest
from moto import mock_aws
from moto.dynamodb.responses import DynamoHandler

from port_out import settings
from port_out.domain.errors import OverLimit, RecordMoved
from port_out.domain.people import Person
from port_out.domain.port_lock import COOL_OFF, answered, locked, unlock_asked
from port_out.domain.record import breaks_in
from port_out.domain.velocity import Limits
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks
from port_out.store.velocity import Velocity
from tests.builders import NOON
from tests.fakes import FakePortLocks, FakeVelocity
from tests.tables import create_tables, rows

NUMBER, OTHER = "+12065550100", "+12065550101"
ALICE, BOB = (Person(f"arn:aws:iam::123456789012:user/{name}", name) for name in ("alice", "bob"))
LIMITS = Limits(port_outs_an_hour=3, port_outs_a_day=5, numbers_an_hour=100, numbers_a_day=150)
World = tuple[PortLocks, Callable[[Limits], Velocity]]


@pytest.fixture(params=["dynamodb", "fake"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield FakePortLocks(), FakeVelocity
        return
    with mock_aws():
        create_tables()
        yield PortLocks(), Velocity


def test_a_lock_is_kept_with_its_record_and_read_back(world: World) -> None:
    locks, _ = world
    first = locked(None, NUMBER, ALICE, NOON, "main line")
    locks.record(None, *first)
    asked = unlock_asked(locks.get(NUMBER), BOB, NOON, "it moves", two_persons=True)
    locks.record(first[0], *asked)

    lock = locks.get(NUMBER)

    assert lock == asked[0]
    assert lock is not None
    assert lock.asked_by == BOB
    assert breaks_in(locks.history(NUMBER), last_hash=lock.last_hash) == []
    assert locks.all() == [lock]


def test_only_what_holds_protects(world: World) -> None:
    locks, _ = world
    lock, line = locked(None, NUMBER, ALICE, NOON, "main line")
    locks.record(None, lock, line)

    assert locks.protecting([OTHER, NUMBER], NOON) == [NUMBER]
    assert locks.protecting([], NOON) == []

    asked, line = unlock_asked(lock, ALICE, NOON, "x", two_persons=True)
    locks.record(lock, asked, line)
    free, line = answered(asked, BOB, NOON, "y", seen=asked.last_hash, approves=True)
    locks.record(asked, free, line)

    assert locks.protecting([NUMBER], NOON + COOL_OFF - timedelta(seconds=1)) == [NUMBER]
    assert locks.protecting([NUMBER], NOON + COOL_OFF) == []


def test_of_two_changes_of_the_same_lock_one_counts(world: World) -> None:
    locks, _ = world
    locks.record(None, *locked(None, NUMBER, ALICE, NOON, "main line"))

    with pytest.raises(RecordMoved):
        locks.record(None, *locked(None, NUMBER, BOB, NOON, "mine"))

    assert [line.by for line in locks.history(NUMBER)] == [ALICE.arn]


def test_the_request_after_the_last_is_refused_with_the_limit_and_when_it_ends(
    world: World,
) -> None:
    velocity = world[1](LIMITS)
    at = NOON.replace(minute=59, second=0)
    for _ in range(3):
        velocity.take(ALICE.arn, port_outs=1, numbers=10, at=at)

    with pytest.raises(OverLimit) as refused:
        velocity.take(ALICE.arn, port_outs=1, numbers=10, at=at)

    assert (refused.value.limit, refused.value.seconds) == ("3 port-outs in an hour", 61)
    velocity.take(BOB.arn, port_outs=1, numbers=10, at=at)
    velocity.take(ALICE.arn, port_outs=1, numbers=10, at=at + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("port_outs", "numbers", "hours", "limit"),
    [
        (1, 101, 0, "100 numbers in an hour"),
        (1, 60, 1, "150 numbers in a day"),
        (3, 1, 1, "5 port-outs in a day"),
        (1, 151, 0, "150 numbers in a day"),
    ],
)
def test_each_limit_holds_and_what_is_refused_is_not_counted(
    world: World, port_outs: int, numbers: int, hours: int, limit: str
) -> None:
    velocity = world[1](LIMITS)
    at = NOON + timedelta(hours=hours)
    if hours:
        velocity.take(ALICE.arn, port_outs=3, numbers=100, at=NOON)

    for _ in range(2):
        with pytest.raises(OverLimit) as refused:
            velocity.take(ALICE.arn, port_outs=port_outs, numbers=numbers, at=at)
        assert refused.value.limit == limit

    velocity.take(ALICE.arn, port_outs=1, numbers=50, at=at)
    velocity.take(ALICE.arn, port_outs=1, numbers=100, at=NOON + timedelta(days=1))


def test_a_limit_of_nothing_is_no_limit_and_writes_nothing(world: World) -> None:
    velocity = world[1](Limits(0, 0, 0, 0))

    velocity.take(ALICE.arn, port_outs=10_000, numbers=10_000_000, at=NOON)


@mock_aws
def test_of_many_at_once_exactly_as_many_pass_as_the_limit_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # DynamoDB does each call whole, which moto does not when threads call it.
    lock, call = Lock(), DynamoHandler.call_action

    def whole(handler: DynamoHandler) -> Any:
        with lock:
            return call(handler)

    monkeypatch.setattr(DynamoHandler, "call_action", whole)
    create_tables()
    velocity = Velocity(Limits(7, 0, 0, 0))

    def once(_: int) -> bool:
        try:
            velocity.take(ALICE.arn, port_outs=1, numbers=1, at=NOON)
        except OverLimit:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(once, range(24)))

    assert sum(passed) == 7


@mock_aws
def test_a_request_costs_one_write_that_deletes_itself() -> None:
    create_tables()
    velocity = Velocity(LIMITS)
    velocity.take(ALICE.arn, port_outs=1, numbers=2, at=NOON)
    velocity.take(ALICE.arn, port_outs=1, numbers=2, at=NOON + timedelta(hours=1))

    [row] = rows(settings.number_locks_table())

    assert (row["numbers"]["N"], row["numbers_12"]["N"], row["numbers_13"]["N"]) == ("4", "2", "2")
    kept = datetime.fromtimestamp(int(row["expires_at"]["N"]), NOON.tzinfo)
    assert kept > NOON + timedelta(days=2)


@mock_aws
def test_locks_counts_and_reservations_of_one_table_do_not_meet() -> None:
    create_tables()
    reserved: Any = NumberLocks(lambda id_: False)
    PortLocks().record(None, *locked(None, NUMBER, ALICE, NOON, "main line"))
    Velocity(LIMITS).take(ALICE.arn, port_outs=1, numbers=2, at=NOON)

    assert reserved.holders([NUMBER]) == {}
    assert reserved.take([NUMBER], "po-1") == {}
    assert [lock.number for lock in PortLocks().all()] == [NUMBER]
    assert PortLocks().protecting([NUMBER], NOON) == [NUMBER]
