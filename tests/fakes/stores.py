"""The inbox, the list of documents and the number locks, in memory."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from port_out.domain.communications import Communication
from port_out.domain.errors import RecordMoved
from port_out.domain.port_lock import PortLock
from port_out.domain.record import Transition, timestamp
from port_out.domain.signals import Signal
from port_out.domain.uses import Use
from port_out.domain.velocity import Limits, over
from port_out.store.documents import Document, Documents
from port_out.store.inbox import LONGEST_RAW, Inbox
from port_out.store.inventories import Inventories, KeptInventory
from port_out.store.locks import NumberLocks
from port_out.store.message_ids import Claim, MessageIds, key_of
from port_out.store.port_locks import PortLocks
from port_out.store.uses import NumberUses
from port_out.store.velocity import Velocity

NO_LIMITS = Limits(0, 0, 0, 0)


class FakeInbox(Inbox):
    """Stores a signal or a communication once; a second one of the same id changes nothing."""

    def __init__(self, *signals: Signal) -> None:
        self.rows: dict[tuple[str, str], Signal] = {}
        self.said: dict[tuple[str, str], Communication] = {}
        for signal in signals:
            self.keep(signal)

    def keep(self, signal: Signal) -> bool:
        key = signal.port_out_id, signal.id
        if key in self.rows:
            return False
        facts = json.loads(json.dumps(dict(signal.facts)))
        self.rows[key] = replace(signal, facts=facts, raw=signal.raw[:LONGEST_RAW], used_in=0)
        return True

    def signals(self, port_out_id: str, *, of_now: bool = True) -> list[Signal]:
        found = (s for s in self.rows.values() if s.port_out_id == port_out_id)
        return sorted(found, key=lambda s: (s.received_at, s.id))

    def drop(self, signal: Signal, version: int) -> None:
        try:
            self.use(signal, version)
        except RecordMoved:
            return

    def keep_communication(self, port_out_id: str, said: Communication) -> bool:
        key = port_out_id, f"{timestamp(said.at)}#{said.id}"
        if key in self.said:
            return False
        self.said[key] = replace(said, attachments=tuple(said.attachments), secrets=())
        return True

    def communications(self, port_out_id: str) -> list[Communication]:
        return [said for (id_, _), said in sorted(self.said.items()) if id_ == port_out_id]

    def use(self, signal: Signal, sequence: int) -> None:
        """What Moves.record does to the signal inside its transaction."""
        key = signal.port_out_id, signal.id
        if key not in self.rows or self.rows[key].used_in:
            raise RecordMoved("a condition of the write no longer holds")
        self.rows[key] = replace(self.rows[key], used_in=sequence)


class FakeDocuments(Documents):
    """One document per name; a later one replaces it."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Document]] = {}

    def keep(self, port_out_id: str, document: Document) -> None:
        self.rows.setdefault(port_out_id, {})[document.name] = document

    def list(self, port_out_id: str) -> list[Document]:
        return [row for _, row in sorted(self.rows.get(port_out_id, {}).items())]

    def get(self, port_out_id: str, name: str) -> Document | None:
        return self.rows.get(port_out_id, {}).get(name)


class FakeMessageIds(MessageIds):
    """The first claim of each id stays."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}

    def claim(self, carrier: str, message_id: str, claim: Claim) -> Claim:
        return self.claims.setdefault(key_of(carrier, message_id), claim)


class FakeNumberUses(NumberUses):
    """The last uses of each port-out, in the order in which the real store gives them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Use] | None] = {}

    def keep(self, port_out_id: str, uses: Sequence[Use] | None) -> None:
        in_order = uses and sorted(uses, key=lambda use: (use.kind, use.name, use.id))
        self.rows[port_out_id] = None if uses is None else list(in_order or ())

    def get(self, port_out_id: str) -> list[Use] | None:
        return self.rows.get(port_out_id)


class FakeLocks(NumberLocks):
    """Number -> port-out; a lock of a port-out that is over is void."""

    def __init__(
        self,
        held: dict[str, str] | None = None,
        is_over: Callable[[str], bool] = lambda port_out_id: False,
    ) -> None:
        super().__init__(is_over)
        self.held = dict(held or {})

    def take(self, numbers: Iterable[str], port_out_id: str) -> dict[str, str]:
        refused = {}
        for number in numbers:
            holder = self.held.get(number, port_out_id)
            if holder != port_out_id and not self._is_over(holder):
                refused[number] = holder
            else:
                self.held[number] = port_out_id
        return refused

    def last(self, numbers: Sequence[str]) -> dict[str, str]:
        return {n: self.held[n] for n in numbers if n in self.held}

    def holders(self, numbers: Sequence[str]) -> dict[str, str]:
        found = {n: self.held[n] for n in numbers if n in self.held}
        return {number: id_ for number, id_ in found.items() if not self._is_over(id_)}


class FakeInventories(Inventories):
    """The inventory that was kept last; one of another revision is refused."""

    def __init__(self) -> None:
        self.kept: KeptInventory | None = None

    def last(self) -> KeptInventory | None:
        return self.kept

    def keep(self, kept: KeptInventory) -> bool:
        if kept.revision != (self.kept.revision if self.kept else 0) + 1:
            return False
        self.kept = kept
        return True


class FakePortLocks(PortLocks):
    """Locks by number, and the record of each; a write that lost a race is refused."""

    def __init__(self) -> None:
        self.rows: dict[str, PortLock] = {}
        self.lines: dict[str, list[Transition]] = {}
        self.asked: list[list[str]] = []

    def get(self, number: str) -> PortLock | None:
        return self.rows.get(number)

    def protecting(self, numbers: Sequence[str], at: datetime) -> list[str]:
        self.asked.append(list(numbers))
        return [n for n in numbers if n in self.rows and self.rows[n].holds(at)]

    def all(self) -> list[PortLock]:
        return [self.rows[number] for number in sorted(self.rows)]

    def record(self, before: PortLock | None, after: PortLock, line: Transition) -> None:
        if self.rows.get(after.number) != before:
            raise RecordMoved("somebody else changed the lock")
        self.rows[after.number] = after
        self.lines.setdefault(after.number, []).append(line)

    def history(self, number: str) -> list[Transition]:
        return list(self.lines.get(number, ()))


class FakeVelocity(Velocity):
    """Counts by caller and span; the check and the counting are one step."""

    def __init__(self, limits: Limits = NO_LIMITS) -> None:
        super().__init__(limits)
        self.counts: Counter[tuple[str, str, str, str]] = Counter()

    def _count(self, caller: str, more: dict[str, int], at: datetime) -> None:
        if over(self._limits, self._known(caller, at), more, at):
            raise RecordMoved("the condition does not hold")
        for what, number in more.items():
            for span in ("hour", "day"):
                self.counts[caller, what, span, _begun(span, at)] += number

    def _known(self, caller: str, at: datetime) -> dict[tuple[str, str], int]:
        kinds = [(what, span) for what in ("port-outs", "numbers") for span in ("hour", "day")]
        return {(w, s): self.counts[caller, w, s, _begun(s, at)] for w, s in kinds}


def _begun(span: str, at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H}" if span == "hour" else f"{at:%Y-%m-%d}"
