"""The port lock: a protected number leaves by no port-out until two people have unlocked it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from port_out.domain.errors import NotTheTime, SamePerson
from port_out.domain.people import Person, may_be_one
from port_out.domain.record import GENESIS, Transition, timestamp
from port_out.domain.second_person import is_in_time

COOL_OFF = timedelta(hours=24)
"""For so long a number stays protected after it was unlocked, so that its people may notice."""


class LockState(StrEnum):
    """What stands on the lock of a number."""

    LOCKED = "locked"
    UNLOCK_ASKED = "unlock asked"
    UNLOCKED = "unlocked"


L = LockState


@dataclass(frozen=True)
class PortLock:
    """The lock of one number. `version` is the number of the last line of its record."""

    number: str
    state: LockState
    version: int
    last_hash: str
    since: datetime
    asked_by: Person | None = None
    free_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """True while the number may not be ported."""
        return self.state is not L.UNLOCKED or self.free_at is None or at < self.free_at

    def as_data(self, at: datetime) -> dict[str, Any]:
        """What people see; `seen` is what an approval names, so that it counts for this only."""
        return {
            "number": self.number,
            "state": str(self.state),
            "protected": self.holds(at),
            "since": timestamp(self.since),
            "unlock_asked_by": self.asked_by.arn if self.asked_by else None,
            "free_at": timestamp(self.free_at) if self.free_at else None,
            "seen": self.last_hash,
        }


Changed = tuple[PortLock, Transition]


def record_id(number: str) -> str:
    """Under which name the record of a lock is kept; no port-out can be called so."""
    return f"lock {number}"


def locked(lock: PortLock | None, number: str, by: Person, at: datetime, reason: str) -> Changed:
    """Protect the number, whatever stood on it before; NotTheTime where it is locked already."""
    if lock is not None and lock.state is L.LOCKED:
        raise NotTheTime("it is protected already")
    return _moved(lock, number, L.LOCKED, by, at, reason)


def unlock_asked(
    lock: PortLock | None, by: Person, at: datetime, reason: str, *, two_persons: bool
) -> Changed:
    """The first word of two; where one person is enough, the 24 hours begin at once."""
    if lock is None or not lock.holds(at):
        raise NotTheTime("it is not protected")
    if lock.state is L.UNLOCKED:
        raise NotTheTime("it is unlocked already, and free once 24 hours have passed")
    if not two_persons:
        return _moved(lock, lock.number, L.UNLOCKED, by, at, reason, free_at=at + COOL_OFF)
    return _moved(lock, lock.number, L.UNLOCK_ASKED, by, at, reason, asked_by=by)


def answered(
    lock: PortLock | None, by: Person, at: datetime, reason: str, *, seen: str, approves: bool
) -> Changed:
    """The second word: approved it is free after 24 hours, declined it is locked as before.

    SamePerson for whoever asked for it; NotTheTime where something else than `seen` stands now.
    """
    if lock is None or lock.state is not L.UNLOCK_ASKED or lock.asked_by is None:
        raise NotTheTime("nobody has asked to unlock it")
    if lock.last_hash != seen:
        raise NotTheTime("it has changed since you looked")
    if not approves:
        return _moved(lock, lock.number, L.LOCKED, by, at, reason)
    if may_be_one(lock.asked_by, by):
        raise SamePerson(lock.number)
    if not is_in_time(lock.since, at):
        raise NotTheTime("it was asked for too long ago; ask anew")
    return _moved(lock, lock.number, L.UNLOCKED, by, at, reason, free_at=at + COOL_OFF)


def _moved(
    lock: PortLock | None,
    number: str,
    state: LockState,
    by: Person,
    at: datetime,
    reason: str,
    **more: Any,
) -> Changed:
    facts: dict[str, Any] = {"reason": reason, "by_id": by.id}
    free_at = more.get("free_at")
    line = Transition(
        port_out_id=record_id(number),
        sequence=lock.version + 1 if lock else 1,
        came_from=str(lock.state) if lock else "",
        went_to=str(state),
        outcome=str(state),
        at=at,
        by=by.arn,
        because="request",
        facts=facts | ({"free_at": timestamp(free_at)} if free_at else {}),
        previous_hash=lock.last_hash if lock else GENESIS,
    ).sealed()
    after = PortLock(number, state, line.sequence, line.hash, at)
    return replace(after, **more), line
