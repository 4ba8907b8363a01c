"""Life cycles with one thing wrong in each; the judge must find every one of them."""

from dataclasses import replace
from typing import Any

from port_out.domain.errors import RecordMoved
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition
from port_out.domain.signals import Signal
from tests.builders import ID, AWorld
from tests.fakes import FakeFence, FakeInbox
from tests.lifecycle.lean import LeanPortOuts, lean
from tests.lifecycle.life import Life


def changed(world: AWorld, kind: type[LeanPortOuts]) -> AWorld:
    """The lean world whose port-outs are of that kind."""
    lean(world).port_outs.__class__ = kind
    return world


class _NoCondition(LeanPortOuts):
    def _check(self, before: PortOut) -> None:
        """Whoever lost a race writes all the same."""

    def recorded(self, before: PortOut, after: PortOut, line: Transition, **more: Any) -> None:
        try:
            super().recorded(before, after, line, **more)
        except RecordMoved:
            self._write(after, line)


class _SkipsAVersion(LeanPortOuts):
    def recorded(self, before: PortOut, after: PortOut, line: Transition, **more: Any) -> None:
        skipped = replace(line, sequence=line.sequence + 1).sealed()
        moved = replace(after, version=skipped.sequence, last_hash=skipped.hash)
        super().recorded(before, moved, skipped, **more)


class _LosesLines(LeanPortOuts):
    def _write(self, port_out: PortOut, line: Transition, *_: Any, **__: Any) -> None:
        super()._write(port_out, line)
        if line.outcome == "noted":
            self.lines[ID].pop()


class _RewritesLines(LeanPortOuts):
    def _write(self, port_out: PortOut, line: Transition, *_: Any, **__: Any) -> None:
        super()._write(port_out, line)
        if line.outcome == "refused":
            self.lines[ID][0] = self.lines[ID][0].replace("requested", "Requested")


class _LeavesAnEnd(LeanPortOuts):
    def get(self, port_out_id: str) -> PortOut:
        found = super().get(port_out_id)
        went_back = found.is_over and bool(found.came_from) and found.release is not None
        return replace(found, state=found.came_from, waiting=True) if went_back else found


class _UsesTwice(FakeInbox):
    def use(self, signal: Signal, sequence: int) -> None:
        if sequence % 3:
            super().use(signal, sequence)


class _Forgets(FakeInbox):
    def signals(self, port_out_id: str, *, of_now: bool = True) -> list[Signal]:
        return [
            s for s in super().signals(port_out_id, of_now=of_now) if s.type != "carrier.refused"
        ]


class _OpenFence(FakeFence):
    def acquire(self, *_: Any, **__: Any) -> bool:
        return True

    def current(self, *_: Any, **__: Any) -> None:
        return None


def with_inbox(world: AWorld, kind: type[FakeInbox]) -> AWorld:
    """The lean world whose inbox is of that kind."""
    lean(world).inbox.__class__ = kind
    return world


def with_open_fence(world: AWorld) -> AWorld:
    """The lean world in which everybody may open a case at any time."""
    lean(world).fence = _OpenFence()
    return world


MUTANTS = {
    "a lost race is written all the same": lambda w: changed(w, _NoCondition),
    "a version is skipped": lambda w: changed(w, _SkipsAVersion),
    "a move leaves no line": lambda w: changed(w, _LosesLines),
    "an old line is rewritten": lambda w: changed(w, _RewritesLines),
    "an end is left": lambda w: changed(w, _LeavesAnEnd),
    "a signal is used twice": lambda w: with_inbox(w, _UsesTwice),
    "a signal is never used": lambda w: with_inbox(w, _Forgets),
    "a second case is opened": with_open_fence,
}


def spoiled(name: str) -> type[Life]:
    """The life of a port-out in a program with that mistake."""
    return type("Spoiled", (Life,), {"prepared": staticmethod(MUTANTS[name])})
