"""A protected number takes two people and 24 hours, and its record says who did what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import NotTheTime, SamePerson
from port_out.domain.people import Person
from port_out.domain.port_lock import (
    COOL_OFF,
    LockState,
    PortLock,
    answered,
    locked,
    unlock_asked,
)
from port_out.domain.record import Transition, breaks_in
from port_out.domain.second_person import ANSWER_WITHIN
from tests.builders import NOON

NUMBER = "+12065550100"
ALICE, BOB = (Person(f"arn:aws:iam::123456789012:user/{name}", name) for name in ("alice", "bob"))
MOMENT = timedelta(microseconds=1)


def asked() -> tuple[PortLock, list[Transition]]:
    """A lock that Alice wants to have opened."""
    lock, first = locked(None, NUMBER, ALICE, NOON, "main line")
    lock, second = unlock_asked(lock, ALICE, NOON, "it moves", two_persons=True)
    return lock, [first, second]


def test_a_second_person_unlocks_it_and_it_is_free_after_24_hours_and_not_before() -> None:
    lock, lines = asked()

    lock, last = answered(lock, BOB, NOON, "agreed", seen=lock.last_hash, approves=True)

    assert lock.holds(NOON + COOL_OFF - MOMENT)
    assert not lock.holds(NOON + COOL_OFF)
    assert timedelta(hours=24) == COOL_OFF
    assert breaks_in([*lines, last], last_hash=lock.last_hash) == []
    assert [line.by for line in (*lines, last)] == [ALICE.arn, ALICE.arn, BOB.arn]


def test_whoever_asked_can_not_approve_and_may_take_it_back() -> None:
    lock, _ = asked()

    with pytest.raises(SamePerson):
        answered(lock, ALICE, NOON, "me", seen=lock.last_hash, approves=True)
    back, _ = answered(lock, ALICE, NOON, "me", seen=lock.last_hash, approves=False)

    assert back.state is LockState.LOCKED


@pytest.mark.parametrize(("late", "counts"), [(timedelta(0), True), (MOMENT, False)])
def test_what_was_asked_for_more_than_seven_days_ago_is_not_approved(
    late: timedelta, counts: bool
) -> None:
    lock, _ = asked()
    at = NOON + ANSWER_WITHIN + late

    if counts:
        answered(lock, BOB, at, "late", seen=lock.last_hash, approves=True)
    else:
        with pytest.raises(NotTheTime, match="too long ago"):
            answered(lock, BOB, at, "late", seen=lock.last_hash, approves=True)


def test_an_approval_counts_for_what_was_seen_only() -> None:
    lock, lines = asked()
    lock, _ = answered(lock, BOB, NOON, "no", seen=lock.last_hash, approves=False)
    lock, _ = unlock_asked(lock, ALICE, NOON, "another reason", two_persons=True)

    with pytest.raises(NotTheTime, match="changed since"):
        answered(lock, BOB, NOON, "yes", seen=lines[-1].hash, approves=True)


def test_one_person_is_enough_where_the_rule_is_off_and_the_24_hours_stay() -> None:
    lock, _ = locked(None, NUMBER, ALICE, NOON, "main line")

    lock, _ = unlock_asked(lock, ALICE, NOON, "it moves", two_persons=False)

    assert lock.state is LockState.UNLOCKED
    assert lock.holds(NOON + COOL_OFF - MOMENT)


def test_a_number_is_protected_anew_at_any_time() -> None:
    lock, _ = asked()
    lock, _ = answered(lock, BOB, NOON, "agreed", seen=lock.last_hash, approves=True)

    lock, _ = locked(lock, NUMBER, BOB, NOON, "I was asked by mail: that was not Alice")

    assert lock.holds(NOON + 10 * COOL_OFF)


def test_nothing_is_unlocked_that_is_not_protected_nor_locked_twice() -> None:
    lock, _ = locked(None, NUMBER, ALICE, NOON, "main line")

    with pytest.raises(NotTheTime):
        locked(lock, NUMBER, BOB, NOON, "again")
    with pytest.raises(NotTheTime):
        unlock_asked(None, ALICE, NOON, "why not", two_persons=True)
    with pytest.raises(NotTheTime):
        answered(lock, BOB, NOON, "yes", seen=lock.last_hash, approves=True)


def test_a_lock_holds_unless_it_is_unlocked_and_the_time_of_its_freedom_is_known() -> None:
    lock, _ = asked()
    free, _ = answered(lock, BOB, NOON, "agreed", seen=lock.last_hash, approves=True)

    assert replace(free, free_at=None).holds(NOON + 2 * COOL_OFF)
    assert replace(lock, free_at=NOON).holds(NOON + COOL_OFF)


def test_whoever_asked_is_told_for_which_number_another_has_to_agree() -> None:
    lock, _ = asked()

    with pytest.raises(SamePerson) as found:
        answered(lock, ALICE, NOON, "me", seen=lock.last_hash, approves=True)

    assert str(found.value) == NUMBER
