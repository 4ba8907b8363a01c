"""`python -m tests.workflow.upgrading VERSION`: what waited under that version goes on.

One line for each wait and way, with what is wrong in the end; a process of its own, as it takes
over the clock and every client of AWS. Lines of wait and way on standard input choose some.
"""

import json
import logging
import sys
from collections.abc import Callable

from tests.faults.environment import set_up

set_up()

from port_out import wiring  # noqa: E402 - after the environment
from port_out.domain.life_cycle import State  # noqa: E402 - the same
from port_out.domain.record import breaks_in  # noqa: E402 - the same
from tests.faults.machine import RUNNING  # noqa: E402 - the same
from tests.workflow.flight import Flight, in_flight  # noqa: E402 - the same
from tests.workflow.releases import present, recording  # noqa: E402 - the same

S = State


def straight(flight: Flight) -> str:
    """Everybody does what is theirs."""
    flight.finish()
    return wrong(flight, S.COMPLETED)


def cancelled(flight: Flight) -> str:
    """The operator cancels; once the carrier has the numbers that changes nothing."""
    if flight.state is S.AWAIT_SECOND_EVIDENCE:
        flight.say(flight.id, "operator.cancelled", reason="changed our minds")
        flight.finish()
        return wrong(flight, S.COMPLETED)
    flight.cancel()
    return wrong(flight, S.CANCELLED)


def expired(flight: Flight) -> str:
    """Nobody does anything."""
    flight.expire()
    return wrong(flight, S.EXPIRED, S.COMPLETED_UNVERIFIED)


def restarted(flight: Flight) -> str:
    """It fails, and is taken up again by an execution of today's definition."""
    flight.break_down()
    if found := wrong(flight, S.FAILED):
        return f"before the restart {found}"
    flight.restart(flight.id)
    flight.finish()
    is_new = flight.world.runs(flight.id)[-1].definition == present("port_out")
    return wrong(flight, S.COMPLETED) or ("" if is_new else "restarted on the old definition")


WAYS: dict[str, Callable[[Flight], str]] = {
    way.__name__: way for way in (straight, cancelled, expired, restarted)
}


def wrong(flight: Flight, *ends: str) -> str:
    """What is not as it has to be after one of these ends; nothing where all is."""
    stored, lines = wiring.port_outs().get(flight.id), wiring.port_outs().transitions(flight.id)
    run = flight.world.runs(flight.id)[-1]
    found = {
        f"it stands in {stored.state}": stored.state not in ends,
        f"its execution in {run.state}": run.state != stored.state or run.status == RUNNING,
        "its record is broken": bool(breaks_in(lines, last_hash=stored.last_hash)),
        "lines are lost": stored.version != len(lines),
        "two cases": len(flight.world.aws.desk.cases) > 1,
        f"not delivered: {flight.world.undelivered}": bool(flight.world.undelivered),
    }
    return "; ".join(what for what, is_so in found.items() if is_so)


def main(version: str, cases: list[list[str]]) -> None:
    """A line for each, as JSON."""
    logging.disable()
    for wait, way in cases or [[wait, way] for wait in recording(version)["waits"] for way in WAYS]:
        with in_flight(version, wait) as flight:
            try:
                found = WAYS[way](flight)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the verdict
                found = repr(error)
        print(json.dumps([wait, way, found]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], [] if sys.stdin.isatty() else json.loads(sys.stdin.read() or "[]"))
