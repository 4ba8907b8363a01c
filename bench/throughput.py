"""Port-outs through the local world, beside a bare state machine with as many states there.

`python -m bench.throughput` prints it alone. The bare machine has a state for each that a straight
port-out enters: a task with an empty function for each task, a Pass for each choice. It waits for
nobody, keeps nothing and asks no service: what is left is what Step Functions and Lambda cost here.
"""

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.bare import Bare, until_there
from demo.calls import Carrier, Http, Operator, Twins
from demo.story import IDENTITY
from local.world import World
from tools.cost import entered

AT_ONCE = 4
_WAITING = "Await"


def throughput(at_once: int = AT_ONCE) -> str:
    """One line: both, in states a second, and how many times as long a port-out takes."""
    with tempfile.TemporaryDirectory() as folder, World(folder=Path(folder) / "local") as world:
        bare, played = Bare(world.facts), Played(world.facts, at_once)
        for each in (bare, played):
            each.run(0)
        took = [_seconds(each.run, at_once) for each in (bare, played)]
    many = at_once * len(entered())
    return (
        f"bench: {at_once} port-outs at once through the local world: {many / took[1]:.1f} states "
        f"a second; a bare state machine with as many states: {many / took[0]:.1f}; "
        f"ratio {took[1] / took[0]:.1f}"
    )


def _seconds(run: Callable[[int], None], at_once: int) -> float:
    """From the first start to the last end, all at the same time."""
    begun = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(run, range(1, at_once + 1)))
    return time.monotonic() - begun


class Played:
    """The program, with everybody who has a part in it answering at once."""

    def __init__(self, facts: dict[str, Any], at_once: int) -> None:
        http = Http(facts)
        self._facts, self._operator = facts, Operator(facts, http)
        self._carrier, twins = Carrier(facts, http), Twins(facts, http)
        limits = {"cases_per_hour": 1000, "calls_per_second": 1000}
        twins.call("PUT", "/support/limits", limits)
        instance = facts["instance_arn"].rsplit("/", 1)[-1]
        for n in range(at_once + 1):
            path = f"/connect/instances/{instance}/numbers/%2B1206555{n:04d}"
            twins.call("PUT", path, {"type": "DID"})

    def run(self, n: int) -> None:
        """One port-out, from the request to its second witness and the end."""
        body = {
            "instance_arn": self._facts["instance_arn"],
            "numbers": [f"+1206555{n:04d}"],
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        }
        id_ = str(self._operator.post("/port-outs", body)["port_out_id"])
        date = (datetime.now(UTC) + timedelta(days=14)).isoformat(timespec="seconds")
        for wait, say in self._straight(id_, date):
            self._until_in(id_, wait)
            say()
        self._until_in(id_, "Port-Out Completed")

    def _straight(self, id_: str, date: str) -> list[tuple[str, Callable[[], Any]]]:
        operator, carrier = self._operator.say, self._carrier.say
        return [
            ("Await Support Go-Ahead", lambda: operator(id_, "support.gave_go_ahead")),
            ("Await Carrier Submission", lambda: carrier(id_, "carrier.submitted", pon="PON-1")),
            ("Await Approval", lambda: operator(id_, "support.approved")),
            ("Await Port Date", lambda: carrier(id_, "carrier.confirmed_date", date=date)),
            ("Await Completion", lambda: carrier(id_, "carrier.completed")),
            ("Await Second Evidence", lambda: operator(id_, "operator.tested_calls")),
        ]

    def _until_in(self, id_: str, state: str) -> None:
        def there() -> str:
            view = self._operator.get(f"/port-outs/{id_}")
            if view["state"] == "Port-Out Failed":
                raise RuntimeError(f"{id_} has failed")
            begun = bool(view["next"]["by"]) or not state.startswith(_WAITING)
            return state if view["state"] == state and begun else ""

        until_there(there)


if __name__ == "__main__":
    print(throughput())
