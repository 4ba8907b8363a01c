"""A port-out that waited under one version, while another was deployed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from demo.story import IDENTITY
from port_out.domain.life_cycle import ENDS, State
from tests.faults.everybody import Everybody
from tests.faults.machine import StepError
from tests.faults.world import World
from tests.workflow.keeping import restored
from tests.workflow.releases import definition, recording

S = State
SWEEPS, A_LONG_TIME = 12, timedelta(days=60)


class Flight(Everybody):
    """Everybody around the one port-out that was on its way."""

    def __init__(self, world: World, id_: str) -> None:
        super().__init__(world)
        self.id = id_
        self.ids.append(id_)

    @property
    def state(self) -> State:
        """Where the record says that it stands."""
        return self.world.stored(self.id).state

    def finish(self) -> None:
        """Everybody does what is theirs, wait after wait, until the end."""
        for _ in range(len(State)):
            if self.state in ENDS:
                return
            if self.state.startswith("Await"):
                self._act()
            self.when(self._has_arrived, f"what follows {self.state}")
        raise AssertionError(f"it goes in a circle: {self.state}")

    def cancel(self) -> None:
        """The operator changes their mind."""
        self.say(self.id, "operator.cancelled", reason="changed our minds")
        self.when(lambda: self.state if self.state in ENDS else "", "the end")

    def expire(self) -> None:
        """Nobody does anything, for as long as it takes."""
        clock = self.world.clock
        for _ in range(SWEEPS):
            if self.state in ENDS:
                return
            clock.at = max(clock.at, self.world.stored(self.id).due_at) + A_LONG_TIME
            self.world.sweep()
        raise AssertionError("nobody loses patience")

    def break_down(self) -> None:
        """Every task of this execution fails from now on, but the one that says so."""
        self.world.executions[self.id].lambdas = _Broken(self.world)
        if self.state.startswith("Await"):
            self._act()
        self.world.settle(hours=1.5)

    def _has_arrived(self) -> str:
        state = self.state
        return state if state in ENDS or self._stands(self.id, (state,)) else ""

    def _act(self) -> None:
        n = str(self.world.stored(self.id).version)
        match self.state:
            case S.AWAIT_CORRECTION:
                name = {"company_name": IDENTITY["company_name"]}
                self.say(self.id, "operator.corrected", n, identity=name)
            case S.AWAIT_SECOND_PERSON:
                self.approve(self.id)
            case S.AWAIT_MANUAL_CASE:
                self.say(self.id, "operator.registered_case", n, display_id="1234567890")
            case S.AWAIT_CARRIER_SUBMISSION:
                self.carrier(self.id, "carrier.submitted", n, pon=f"PON-{n}")
            case S.AWAIT_PORT_DATE:
                self.carrier(self.id, "carrier.confirmed_date", n, date=self.date())
            case S.AWAIT_COMPLETION:
                self.carrier(self.id, "carrier.completed", n)
            case state:
                self.say(self.id, _SAID[state], n)


_SAID = {
    S.AWAIT_SUPPORT_GO_AHEAD: "support.gave_go_ahead",
    S.AWAIT_APPROVAL: "support.approved",
    S.AWAIT_SECOND_EVIDENCE: "operator.tested_calls",
}


class _Broken:
    """Lambda for an execution whose steps fail for good."""

    def __init__(self, world: World) -> None:
        self._world = world

    def run(self, function: str, payload: Any) -> Any:
        if function != "RecordFailure":
            raise StepError("AccessRefused")
        return self._world.run(function, payload)

    def items(self, key: str) -> list[Any]:
        return self._world.items(key)


@contextmanager
def in_flight(version: str, wait: str) -> Iterator[Flight]:
    """What waited there under that version, on its definition; all else is of today."""
    told = recording(version)
    with World().open() as world:
        waits = told["waits"][wait]
        documents = {
            key: text
            for key, text in told["documents"].items()
            if key.startswith(waits["port_out_id"])
        }
        id_ = restored(world, waits, documents, definition(version, "port_out"))
        yield Flight(world, id_)
