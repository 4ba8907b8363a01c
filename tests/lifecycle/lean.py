"""The program on fakes that copy nothing, with a trap between its effects and its records."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition
from port_out.domain.second_person import TwoPersons
from tests.builders import AWorld
from tests.fakes import FakePortOuts


class Killed(Exception):
    """The function ended in the middle of its work."""


class LeanPortOuts(FakePortOuts):
    """Conditions as the tables have them. `trap` springs at the next write, told "before" it.

    It springs once; told "after" it where it asked for that by answering True.
    """

    trap: Callable[[str], bool] | None = None

    def get(self, port_out_id: str) -> PortOut:
        return self.rows[port_out_id]

    def record(self, before: PortOut, after: PortOut, line: Transition, **more: Any) -> None:
        self._sprung(lambda: self.recorded(before, after, line, **more))

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        self._sprung(lambda: self.changed(before, **changes))
        return self.rows[before.id]

    def recorded(self, before: PortOut, after: PortOut, line: Transition, **more: Any) -> None:
        """What `record` does when it is let."""
        super().record(before, after, line, **more)

    def changed(self, before: PortOut, **changes: Any) -> None:
        """What `change` does when it is let."""
        self._check(before)
        self.rows[before.id] = replace(before, **changes, revision=before.revision + 1)

    def _write(self, port_out: PortOut, line: Transition, *_: Any, **__: Any) -> None:
        super()._write(port_out, line)

    def _sprung(self, write: Callable[[], None]) -> None:
        trap, self.trap = self.trap, None
        goes_on = trap("before") if trap is not None else False
        write()
        if trap is not None and goes_on:
            trap("after")


def lean(world: AWorld) -> AWorld:
    """The same world on the lean store."""
    outs = LeanPortOuts(inbox=world.inbox, outbox=world.outbox, notices=world.notices)
    outs.rows, outs.lines = world.port_outs.rows, world.port_outs.lines
    outs.number_rows, outs.former = world.port_outs.number_rows, world.port_outs.former
    world.port_outs = outs
    # Whatever waits for a second person here is an order; proposals have tests of their own.
    world.two_persons = TwoPersons(is_on=False, above=0)
    return world
