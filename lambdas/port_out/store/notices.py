"""Notices: PortOuts writes them with their reason, this hands them out and ticks them off."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from port_out.domain.errors import RecordMoved
from port_out.domain.notices import Notice
from port_out.domain.record import timestamp
from port_out.store.faults import translated
from port_out.store.notice_items import NoticeItem

NOTICE = "NOTICE#"
PENDING, UNDELIVERED = "Notice Pending", "Notice Undelivered"
"""Lists of their own in the index of port-outs."""
LEASE = timedelta(minutes=5)
"""How long a notice is one sender's; longer than sending may take, and then anybody's again."""


@dataclass(frozen=True)
class Kept:
    """A notice and what became of it: by channel, how often in vain, when it is next due.

    `due_at` is None once nothing more is to be done about it. `given_up_at` is set where that is
    so although a channel has not taken it; a person is to look, and may have it sent again. Until
    `claimed_until` it is one sender's.
    """

    notice: Notice
    sent: Mapping[str, str]
    tries: int
    due_at: datetime | None
    given_up_at: datetime | None = None
    claimed_until: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """True when anybody may send it now."""
        is_free = self.claimed_until is None or self.claimed_until <= now
        return is_free and self.due_at is not None and self.due_at <= now


class Notices:
    """The notices of all port-outs."""

    def add(self, notice: Notice) -> bool:
        """Store a notice that no transition brings; False when it is there already."""
        try:
            with translated():
                notice_item(notice, notice.at).save(condition=NoticeItem.row.does_not_exist())
        except RecordMoved:
            return False
        return True

    def of(self, port_out_id: str) -> list[Kept]:
        """Every notice of the port-out, the oldest first (strongly consistent)."""
        with translated():
            rows = NoticeItem.query(
                port_out_id, NoticeItem.row.startswith(NOTICE), consistent_read=True
            )
            return sorted((kept_of(row) for row in rows), key=lambda kept: kept.notice.at)

    def waiting(self, as_of: datetime) -> list[str]:
        """The port-outs that have notices to send by then."""
        with translated():
            rows = NoticeItem.by_state.query(PENDING, NoticeItem.place <= timestamp(as_of))
            return sorted({row.port_out_id for row in rows})

    def undelivered(self) -> Counter[str]:
        """How many notices were given up, by port-out."""
        with translated():
            rows = NoticeItem.by_state.query(UNDELIVERED)
            return Counter(row.port_out_id for row in rows)

    def claim(self, kept: Kept, now: datetime) -> Kept | None:
        """The notice as its one sender has it, None where it is another's, or sent."""
        if not kept.is_due(now):
            return None
        return self.write(kept, replace(kept, claimed_until=now + LEASE))

    def write(self, before: Kept, after: Kept) -> Kept | None:
        """What became of it; None where somebody else has written since `before`."""
        item = NoticeItem(before.notice.port_out_id, NOTICE + before.notice.key)
        in_list = PENDING if after.due_at else UNDELIVERED if after.given_up_at else None
        actions = [
            NoticeItem.sent.set(dict(after.sent)),
            NoticeItem.tries.set(after.tries),
            _put(NoticeItem.in_list, in_list),
            _put(NoticeItem.place, _text(after.due_at or after.given_up_at)),
            _put(NoticeItem.claimed_until, _text(after.claimed_until)),
        ]
        is_there = NoticeItem.row.exists()
        unmoved = _is(NoticeItem.place, _text(before.due_at or before.given_up_at))
        unclaimed = _is(NoticeItem.claimed_until, _text(before.claimed_until))
        try:
            with translated():
                item.update(actions=actions, condition=is_there & unmoved & unclaimed)
        except RecordMoved:
            return None
        return after

    def again(self, port_out_id: str, key: str, now: datetime) -> Kept | None:
        """Have it sent once more on every channel; None where there is no such notice."""
        with translated():
            try:
                row = NoticeItem.get(port_out_id, NOTICE + key, consistent_read=True)
            except DoesNotExist:
                return None
        before = kept_of(row)
        nobody = replace(before, given_up_at=None, claimed_until=None)
        after = replace(nobody, sent={}, tries=0, due_at=now)
        # Whoever is sending it now, or has asked for the same, does what was asked for.
        return self.write(before, after) or before


def notice_item(notice: Notice, due_at: datetime) -> NoticeItem:
    """The row of a notice that is still to be sent."""
    return NoticeItem(
        notice.port_out_id,
        NOTICE + notice.key,
        notice=notice.as_data(),
        sent={},
        tries=0,
        in_list=PENDING,
        place=timestamp(due_at),
    )


def _text(at: datetime | None) -> str | None:
    return timestamp(at) if at else None


def _put(attribute: Any, value: str | None) -> Action:
    action: Action = attribute.set(value) if value else attribute.remove()
    return action


def _is(attribute: Any, value: str | None) -> Condition:
    condition: Condition = attribute == value if value else attribute.does_not_exist()
    return condition


def kept_of(row: NoticeItem) -> Kept:
    """The notice of a row."""
    at = datetime.fromisoformat(row.place) if row.place else None
    claimed_until = datetime.fromisoformat(row.claimed_until) if row.claimed_until else None
    gave_up = row.in_list == UNDELIVERED
    return Kept(
        Notice.from_data(row.notice),
        dict(row.sent),
        int(row.tries),
        due_at=None if gave_up else at,
        given_up_at=at if gave_up else None,
        claimed_until=claimed_until,
    )
