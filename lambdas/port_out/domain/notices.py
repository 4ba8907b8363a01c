"""Notices: what people are told of a port-out, and who must do what by when.

A notice holds no number, no name and nothing that anybody wrote: it leaves by e-mail and chat.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from port_out.domain.clock import first_due
from port_out.domain.completion import not_later
from port_out.domain.life_cycle import WAITS, Outcome, State
from port_out.domain.next_step import next_step
from port_out.domain.notice_tasks import asks_more, task
from port_out.domain.parties import OPERATOR
from port_out.domain.port_date import dates, end_of_port, numbers_on
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import open_proposal, proposal_of
from port_out.domain.record import Transition, timestamp
from port_out.domain.restart import run_name
from port_out.domain.roc import goes_by_roc
from port_out.domain.signals import SignalType

S, Out = State, Outcome
NEAR = timedelta(hours=48)
"""How long before the agreed date everybody is told that the numbers leave."""


class NoticeKind(StrEnum):
    """What a notice is about; also the type of its webhook event."""

    REQUESTED = "port_out.requested"
    WAITS = "port_out.waits"
    REMINDED = "port_out.reminded"
    REFUSED = "port_out.refused"
    APPROVED = "port_out.approved"
    SCHEDULED = "port_out.scheduled"
    DATE_NEAR = "port_out.date_near"
    PORTED = "port_out.ported"
    COMPLETED = "port_out.completed"
    UNVERIFIED = "port_out.completed_unverified"
    REJECTED = "port_out.rejected"
    CANCELLED = "port_out.cancelled"
    EXPIRED = "port_out.expired"
    FAILED = "port_out.failed"
    NUMBER_LOST = "port_out.number_lost"
    PROPOSED = "port_out.proposed"
    NOT_APPROVED = "port_out.not_approved"
    NUMBERS_LEFT = "inventory.numbers_left"


K = NoticeKind
MANDATORY = frozenset(
    {K.REQUESTED, K.APPROVED, K.SCHEDULED, K.DATE_NEAR, K.PORTED, K.COMPLETED, K.UNVERIFIED}
    | {K.NUMBER_LOST, K.NUMBERS_LEFT}
)
"""What every registered contact is told; nothing in a request can turn it off."""
_ENDS = {
    S.COMPLETED: K.COMPLETED,
    S.COMPLETED_UNVERIFIED: K.UNVERIFIED,
    S.REJECTED: K.REJECTED,
    S.CANCELLED: K.CANCELLED,
    S.EXPIRED: K.EXPIRED,
    S.FAILED: K.FAILED,
}
_OUTCOMES = {
    Out.REFUSED: K.REFUSED,
    Out.APPROVED: K.APPROVED,
    Out.SCHEDULED: K.SCHEDULED,
    Out.RESCHEDULED: K.SCHEDULED,
    Out.PORTED: K.PORTED,
    Out.PARTLY_PORTED: K.PORTED,
}
_MOVED = frozenset({K.PORTED, K.COMPLETED, K.UNVERIFIED})
_REMINDERS = (SignalType.CLOCK_REMINDER_DUE, SignalType.CLOCK_LOA_AGES)


@dataclass(frozen=True)
class Notice:
    """One notice; `key` is its own within the port-out, `date` the agreed one where there is one.

    Of numbers that were in no port-out there is no `state`, and `date` is when they were last seen.
    `what` is a sentence for somebody who does not know the program, `command` what to type.
    `count` is of the numbers that it is about; `of` says how many there are where those are a part.
    `run` is the execution that it came from, empty where an earlier version wrote it.
    """

    port_out_id: str
    key: str
    kind: NoticeKind
    at: datetime
    state: State | None
    who: str
    what: str
    command: str
    count: int
    by: datetime | None = None
    date: datetime | None = None
    of: int | None = None
    run: str = ""

    @property
    def id(self) -> str:
        """The same whenever it is sent again; no other notice has it."""
        return f"{self.port_out_id}-{self.key}"

    @property
    def is_mandatory(self) -> bool:
        """True for what every registered contact is told."""
        return self.kind in MANDATORY

    def as_data(self) -> dict[str, Any]:
        """The notice as plain data."""
        times = {name: _text(getattr(self, name)) for name in ("at", "by", "date")}
        state = str(self.state) if self.state else None
        return asdict(self) | {"kind": str(self.kind), "state": state} | times

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Notice":
        """The inverse of `as_data`."""
        times = {name: _time(data[name]) for name in ("at", "by", "date")}
        state = State(data["state"]) if data["state"] else None
        named = {"kind": NoticeKind(data["kind"]), "state": state}
        whole = {"count": int(data["count"]), "of": int(data.get("of") or 0) or None}
        return cls(**dict(data) | whole | named | times)


def notice_of(before: PortOut | None, after: PortOut, line: Transition) -> Notice | None:
    """What people are told of this line of the record, None where it changes nothing for them."""
    kind = K.REQUESTED if before is None else _kind(before, after, line)
    return None if kind is None else _notice(_begun(after), kind, str(line.sequence), line.at)


def dates_near(port_out: PortOut, as_of: datetime) -> list[Notice]:
    """The notices of agreed dates that are at most 48 hours ahead; of each date there is one."""
    if port_out.state is not S.AWAIT_COMPLETION or not port_out.waiting:
        return []
    near = [date for date in dates(port_out.facts) if as_of < date <= as_of + NEAR]
    return [
        _on(port_out, date, _notice(port_out, K.DATE_NEAR, _key_of(date), as_of)) for date in near
    ]


def number_lost(port_out: PortOut, at: datetime) -> Notice:
    """The notice that a number is gone from Connect too early; of each hour there is one."""
    return Notice(
        port_out_id=port_out.id,
        key=f"lost-{at.astimezone(UTC):%Y%m%dT%H}",
        kind=K.NUMBER_LOST,
        at=at,
        state=port_out.state,
        who=OPERATOR,
        what="Ask AWS Support at once to restore the number; the record says which one it is.",
        command=f"port-out record {port_out.id}",
        count=port_out.order.number_count,
        run=run_name(port_out),
    )


def _kind(before: PortOut, after: PortOut, line: Transition) -> NoticeKind | None:
    moved = after.entered_version != before.entered_version
    if moved and after.state in _ENDS:
        return _ENDS[after.state]
    if moved and line.outcome in _OUTCOMES:
        return _OUTCOMES[Outcome(line.outcome)]
    if (about := _of_a_proposal(before, after)) is not None and not moved:
        return about
    if line.facts.get("signal") in _REMINDERS:
        return K.REMINDED
    return K.WAITS if after.state in WAITS and (moved or _falls_to(before, after)) else None


def _of_a_proposal(before: PortOut, after: PortOut) -> NoticeKind | None:
    """What is told of a proposal that has come, or that has gone without being approved."""
    was, now = proposal_of(before), proposal_of(after)
    if was == now:
        return None
    return K.PROPOSED if open_proposal(after) else K.NOT_APPROVED


def _falls_to(before: PortOut, after: PortOut) -> bool:
    """True where somebody has something to do who had not, though the state is the same."""
    who = next_step(after).who
    is_new = task(after, who) != task(before, next_step(before).who)
    return who == OPERATOR and (is_new or asks_more(before, after))


def _begun(port_out: PortOut) -> PortOut:
    """The port-out as its wait begins it: from then on it has a due time."""
    if port_out.state not in WAITS or port_out.waiting:
        return port_out
    due = first_due(
        port_out.state,
        port_out.since,
        country=port_out.order.country,
        port_date=end_of_port(port_out.facts),
        by_roc=goes_by_roc(port_out.order),
    )
    return replace(port_out, waiting=True, due_at=not_later(port_out, due))


def _notice(port_out: PortOut, kind: NoticeKind, key: str, at: datetime) -> Notice:
    step = next_step(port_out)
    what, command = task(port_out, step.who)
    agreed, moved = dates(port_out.facts), port_out.facts.get("ported_numbers", ())
    notice = Notice(
        port_out_id=port_out.id,
        key=key,
        kind=kind,
        at=at,
        state=port_out.state,
        who=step.who,
        what=what,
        command=command,
        count=len(moved) if kind in _MOVED and moved else port_out.order.number_count,
        by=step.by,
        date=agreed[0] if agreed else None,
        run=run_name(port_out),
    )
    return _on(port_out, agreed[0], notice) if agreed and kind is K.SCHEDULED else notice


def _on(port_out: PortOut, date: datetime, notice: Notice) -> Notice:
    """The notice of this date: where others are agreed for other numbers, of its own alone."""
    all_of_them = port_out.order.number_count
    on_it = numbers_on(port_out.facts, date)
    if on_it is None or on_it == all_of_them:
        return replace(notice, date=date)
    return replace(notice, date=date, count=on_it, of=all_of_them)


def _key_of(date: datetime) -> str:
    """The same for the same moment in whatever time zone it was said; fit for a path."""
    return f"near-{date.astimezone(UTC):%Y%m%dT%H%MZ}"


def _text(at: datetime | None) -> str | None:
    return timestamp(at) if at else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
