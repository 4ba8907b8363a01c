"""The same world for follow-ups: Lambda repeats what failed twice, the sweep each hour the rest."""

from typing import Any

from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.domain.follow_up import case_marker, is_for_program
from port_out.domain.life_cycle import State
from port_out.events import follow_up_case as event
from tests.domain.samples import a_port_out
from tests.fakes import FakeFunctions
from tests.simulation.world import World

HOUR = 3600.0
RETRIES = 2
LEFT = {"case_id": "case-0", "display_id": "0", "case_resolved_at": "x"}


def followed_up(world: World, id_: str) -> dict[str, Any]:
    """The event as it is."""
    here = event.World(world.port_outs, world.one_case, FakeFunctions(), world.virtual.now)
    try:
        event.follow_up_case(id_, here)
    except RecordMoved:
        # As `@step` lets it out.
        raise TemporarilyUnavailable("RecordMoved") from None
    return {}


class FollowUps(World):
    """Port-outs whose cases are left resolved over some hours, until each has a follow-up."""

    template = a_port_out(
        State.AWAIT_PORT_DATE, waiting=True, facts=LEFT | {"case_left_resolved_at": "y"}
    )

    def __init__(self, seed: int, rate: float) -> None:
        super().__init__(seed, rate, followed_up)
        self.port_outs.moved = RecordMoved("a condition of the write no longer holds")

    def _come_again(self, id_: str, answer: dict[str, Any]) -> float | None:
        self.retried[id_].clear()
        if not is_for_program(self.port_outs.rows[id_]):
            return None
        self.tally["waited"] += 1
        return self._next_sweep()

    def _retry(self, id_: str, error: Exception) -> float | None:
        self.tally["faults"] += 1
        self.retried[id_][0] += 1
        if self.retried[id_][0] <= RETRIES:
            return self.virtual.at + 60 * self.retried[id_][0]
        return self._come_again(id_, {})

    def _next_sweep(self) -> float:
        return (self.virtual.at // HOUR + 1) * HOUR

    def _judge(self, id_: str) -> None:
        facts, tally = self.port_outs.rows[id_].facts, self.tally
        opened = self.support.opened.get(case_marker(id_, 2), ())
        cases = [case.case_id for _, case in opened]
        tally["port-outs"] += 1
        tally["double"] += len(cases) > 1
        tally["unrecorded"] += bool(cases) and facts["case_id"] not in cases
        tally["opened"] += facts["case_id"] in cases
        tally["person"] += bool(facts.get("follow_up_by_hand"))
        tally["open first cases"] += bool(self.support.opened.get(case_marker(id_, 1)))
