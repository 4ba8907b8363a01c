"""Every change of a lock is a line of its record, and people see what stands and why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import NotTheTime
from port_out.domain.people import Person
from port_out.domain.port_lock import Changed, PortLock, answered, locked, unlock_asked
from port_out.domain.record import GENESIS, breaks_in
from tests.builders import NOON

NUMBER = "+12065550100"
ALICE, BOB = (Person(f"arn:aws:iam::123456789012:user/{name}", name) for name in ("alice", "bob"))
LATER, DAY = NOON + timedelta(hours=1), timedelta(hours=24)
FREE_AT = "2026-11-24T13:00:00.000000+00:00"


def protected() -> PortLock:
    """A lock that stands."""
    return locked(None, NUMBER, ALICE, NOON, "main line")[0]


def asked() -> PortLock:
    """A lock that Alice wants to have opened."""
    return unlock_asked(protected(), ALICE, NOON, "it moves", two_persons=True)[0]


def unlocked() -> PortLock:
    """A lock that both have opened."""
    lock = asked()
    return answered(lock, BOB, NOON, "yes", seen=lock.last_hash, approves=True)[0]


def asks_alone(lock: PortLock) -> Changed:
    return unlock_asked(lock, BOB, LATER, "because", two_persons=False)


def asks(lock: PortLock) -> Changed:
    return unlock_asked(lock, BOB, LATER, "because", two_persons=True)


def approves(lock: PortLock) -> Changed:
    return answered(lock, BOB, LATER, "because", seen=lock.last_hash, approves=True)


def declines(lock: PortLock) -> Changed:
    return answered(lock, BOB, LATER, "because", seen=lock.last_hash, approves=False)


def locks(lock: PortLock) -> Changed:
    return locked(lock, NUMBER, BOB, LATER, "because")


@pytest.mark.parametrize(
    ("before", "act", "state", "free_at"),
    [
        (protected(), asks, "unlock asked", None),
        (protected(), asks_alone, "unlocked", FREE_AT),
        (asked(), approves, "unlocked", FREE_AT),
        (asked(), declines, "locked", None),
        (unlocked(), locks, "locked", None),
    ],
)
def test_the_record_says_who_moved_the_lock_of_which_number_from_where_to_where_and_why(
    before: PortLock, act: Callable[[PortLock], Changed], state: str, free_at: str | None
) -> None:
    after, line = act(before)

    assert (line.port_out_id, line.sequence) == (f"lock {NUMBER}", before.version + 1)
    assert (line.came_from, line.went_to, line.outcome) == (str(before.state), state, state)
    assert [type(each) for each in (line.came_from, line.went_to, line.outcome)] == [str] * 3
    assert (line.at, line.by, line.because) == (LATER, BOB.arn, "request")
    facts = {"reason": "because", "by_id": "bob"} | ({"free_at": free_at} if free_at else {})
    assert line.facts == facts
    assert line.previous_hash == before.last_hash
    assert after == PortLock(
        NUMBER,
        after.state,
        line.sequence,
        line.hash,
        LATER,
        BOB if act is asks else None,
        LATER + DAY if free_at else None,
    )


def test_the_first_line_of_a_lock_came_from_nothing() -> None:
    _, line = locked(None, NUMBER, ALICE, NOON, "main line")

    assert (line.sequence, line.came_from, line.previous_hash) == (1, "", GENESIS)
    assert breaks_in([line], last_hash=line.hash) == []


def test_people_see_what_stands_who_asked_and_when_it_will_be_free() -> None:
    waiting, free = asked(), asks_alone(protected())[0]

    assert waiting.as_data(NOON) == {
        "number": NUMBER,
        "state": "unlock asked",
        "protected": True,
        "since": "2026-11-23T12:00:00.000000+00:00",
        "unlock_asked_by": ALICE.arn,
        "free_at": None,
        "seen": waiting.last_hash,
    }
    shown = free.as_data(LATER + DAY)
    assert (shown["protected"], shown["free_at"]) == (False, FREE_AT)
    assert (shown["since"], shown["unlock_asked_by"]) == (FREE_AT.replace("24T", "23T"), None)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: locks(protected()), "it is protected already"),
        (lambda: unlock_asked(None, BOB, NOON, "x", two_persons=True), "it is not protected"),
        (
            lambda: unlock_asked(unlocked(), BOB, NOON + DAY, "x", two_persons=True),
            "it is not protected",
        ),
        (
            lambda: asks(unlocked()),
            "it is unlocked already, and free once 24 hours have passed",
        ),
        (lambda: approves(protected()), "nobody has asked to unlock it"),
        (
            lambda: approves(replace(protected(), asked_by=ALICE)),
            "nobody has asked to unlock it",
        ),
        (lambda: approves(replace(asked(), asked_by=None)), "nobody has asked to unlock it"),
        (
            lambda: answered(asked(), BOB, NOON, "x", seen="else", approves=False),
            "it has changed since you looked",
        ),
        (
            lambda: approves(replace(asked(), since=LATER - 8 * DAY)),
            "it was asked for too long ago; ask anew",
        ),
    ],
)
def test_what_is_not_the_time_for_is_refused_with_the_reason(
    act: Callable[[], Changed], says: str
) -> None:
    with pytest.raises(NotTheTime) as found:
        act()

    assert str(found.value) == says
