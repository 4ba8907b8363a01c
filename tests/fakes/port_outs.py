"""Port-outs in memory: the conditions, the single transaction and the copies of the real store."""

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

from port_out.domain.errors import PortOutNotFound, RecordMoved
from port_out.domain.follow_up import generation
from port_out.domain.life_cycle import State
from port_out.domain.notices import notice_of
from port_out.domain.numbers import Number, NumberOutcome
from port_out.domain.port_out import NEVER, PortOut
from port_out.domain.record import Transition, timestamp
from port_out.domain.signals import Signal
from port_out.store.moves import Moves
from port_out.store.rows import AT_REST, LOOKED_AFTER, place
from tests.fakes.case_stores import FakeOutbox
from tests.fakes.notices import FakeNotices
from tests.fakes.stores import FakeInbox


class FakePortOuts(Moves):
    """Keeps copies; a lost race raises RecordMoved and changes nothing.

    Give it the test's inbox and outbox where `record` uses signals or writes messages.
    """

    def __init__(
        self,
        *port_outs: PortOut,
        numbers: Iterable[str] = (),
        inbox: FakeInbox | None = None,
        outbox: FakeOutbox | None = None,
        notices: FakeNotices | None = None,
    ) -> None:
        self.inbox = inbox or FakeInbox()
        self.outbox = outbox or FakeOutbox()
        self.notices = notices or FakeNotices()
        self.rows = {port_out.id: _stored(port_out) for port_out in port_outs}
        self.number_rows = {id_: {n: Number(n) for n in sorted(numbers)} for id_ in self.rows}
        self.lines: dict[str, list[str]] = {}
        self.ids: dict[str, dict[str, str]] = {}
        self.former: dict[tuple[str | None, ...], str] = {}

    def add(self, port_out: PortOut, line: Transition, numbers: Iterable[str]) -> bool:
        if port_out.id in self.rows:
            return False
        self._write(port_out, line)
        self._tell(None, port_out, line)
        self.add_numbers(port_out.id, numbers)
        return True

    def add_numbers(self, port_out_id: str, numbers: Iterable[str]) -> None:
        rows = self.number_rows.setdefault(port_out_id, {})
        rows.update({number: Number(number) for number in numbers})

    def get(self, port_out_id: str) -> PortOut:
        if port_out_id not in self.rows:
            raise PortOutNotFound(port_out_id)
        return deepcopy(self.rows[port_out_id])

    def many(self, port_out_ids: Sequence[str]) -> dict[str, PortOut]:
        return {id_: self.get(id_) for id_ in port_out_ids if id_ in self.rows}

    def numbers(self, port_out_id: str) -> list[Number]:
        return [row for _, row in sorted(self.number_rows.get(port_out_id, {}).items())]

    def number(self, port_out_id: str, number: str) -> Number | None:
        return self.number_rows.get(port_out_id, {}).get(number)

    def know_ids(self, port_out_id: str, ids: Mapping[str, str]) -> None:
        for id_, number in ids.items():
            self.ids.setdefault(id_, {})[port_out_id] = number

    def with_id(self, id_: str) -> dict[str, str]:
        return dict(self.ids.get(id_, {}))

    def numbers_with(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        known = ((id_, of) for id_, of in pairs if of in self.ids.get(id_, {}))
        return {(id_, of): self.ids[id_][of] for id_, of in known}

    def set_outcomes(
        self, port_out_id: str, numbers: Iterable[str], outcome: NumberOutcome, reason: str = ""
    ) -> None:
        rows = self.number_rows.get(port_out_id, {})
        for number in numbers:
            if number not in rows:
                raise RecordMoved("a condition of the write no longer holds")
            rows[number] = replace(rows[number], outcome=outcome, reason=reason)

    def write_numbers(self, port_out_id: str, numbers: Iterable[Number]) -> None:
        rows = self.number_rows.get(port_out_id, {})
        for number in numbers:
            if number.number not in rows or rows[number.number].changes != number.changes - 1:
                raise RecordMoved("a condition of the write no longer holds")
            rows[number.number] = number

    def record(
        self,
        before: PortOut,
        after: PortOut,
        line: Transition,
        *,
        signal: Signal | None = None,
        messages: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._check(before)
        if line.sequence <= len(self.lines.get(line.port_out_id, ())):
            raise RecordMoved("a condition of the write no longer holds")
        if signal is not None:
            self.inbox.use(signal, line.sequence)
        self._write(after, line)
        self._tell(before, after, line)
        if generation(after) > generation(before):
            self.former[before.facts.get("case_id"), before.facts.get("display_id")] = before.id
        for key, text in messages:
            self.outbox.write(after.id, key, text)

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        self._check(before)
        after = replace(before, **changes, revision=before.revision + 1)
        self.rows[before.id] = _stored(after)
        return after

    def in_state(
        self,
        state: State,
        *,
        due_before: datetime | None = None,
        limit: int | None = None,
        cursor: dict[str, Any] | None = None,
    ) -> tuple[list[PortOut], dict[str, Any] | None]:
        found = sorted((p for p in self.rows.values() if p.state is state), key=_place)
        if due_before is not None:
            found = [p for p in found if timestamp(p.due_at) <= timestamp(due_before)]
        if cursor is not None:
            found = [p for p in found if _place(p) > (_due(cursor), _id(cursor))]
        page = found if limit is None else found[:limit]
        # Like DynamoDB: a page that the limit filled names a next one even if that is empty.
        more = limit is not None and len(page) == limit
        return deepcopy(page), _key(page[-1]) if more else None

    def looked_after(self) -> list[PortOut]:
        return deepcopy([p for p in self.rows.values() if p.due_at != NEVER])

    def by_case(self, *, case_id: str = "", display_id: str = "") -> PortOut | None:
        for port_out in self.rows.values():
            if case_id and port_out.facts.get("case_id") == case_id:
                return deepcopy(port_out)
            if display_id and port_out.facts.get("display_id") == display_id:
                return deepcopy(port_out)
        for ids, port_out_id in self.former.items():
            if (case_id and case_id in ids) or (display_id and display_id in ids):
                return self.get(port_out_id)
        return None

    def with_number(self, number: str) -> list[PortOut]:
        ids = sorted(id_ for id_, rows in self.number_rows.items() if number in rows)
        return [self.get(id_) for id_ in ids if id_ in self.rows]

    def transitions(self, port_out_id: str) -> list[Transition]:
        return [Transition.from_data(json.loads(line)) for line in self.lines.get(port_out_id, ())]

    def _check(self, before: PortOut) -> None:
        stored = self.rows.get(before.id)
        if stored is None or stored.revision != before.revision:
            raise RecordMoved("a condition of the write no longer holds")

    def _tell(self, before: PortOut | None, after: PortOut, line: Transition) -> None:
        if (notice := notice_of(before, after, line)) is not None:
            self.notices.put(notice)

    def _write(self, port_out: PortOut, line: Transition, *_: Any, **__: Any) -> None:
        self.rows[port_out.id] = _stored(replace(port_out, revision=port_out.revision + 1))
        self.lines.setdefault(port_out.id, []).append(json.dumps(line.as_data()))


def _stored(port_out: PortOut) -> PortOut:
    """A copy; facts take the way through JSON that they take in the table."""
    return replace(deepcopy(port_out), facts=json.loads(json.dumps(dict(port_out.facts))))


def _place(port_out: PortOut) -> tuple[str, str]:
    return timestamp(port_out.due_at), port_out.id


def _due(cursor: dict[str, Any]) -> str:
    return str(cursor["place"]["S"]).partition("#")[2]


def _id(cursor: dict[str, Any]) -> str:
    return str(cursor["port_out_id"]["S"])


def _key(port_out: PortOut) -> dict[str, Any]:
    key = {"port_out_id": port_out.id, "row": "STATE"}
    key["in_list"] = AT_REST if port_out.due_at == NEVER else LOOKED_AFTER
    key["place"] = place(port_out.state, timestamp(port_out.due_at))
    return {name: {"S": value} for name, value in key.items()}
