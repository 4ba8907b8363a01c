"""Plays a straight port-out with the program's own handlers, and counts what AWS would charge.

`PYTHONPATH=lambdas:. python -m bench.recording` writes `bench/recorded.json`; with `--print` it is
printed only. The tables are moto's, with the rows that lie in AWS; the units are DynamoDB's own
rules (`bench/units.py`).
"""

import json
import logging
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from botocore.awsrequest import AWSPreparedRequest

from tests.faults.environment import ACCOUNT, REGION, set_up

set_up()

from moto.dynamodb.models import dynamodb_backends  # noqa: E402 - after the environment

from bench.units import Row, keys_written, read_units, write_units  # noqa: E402 - the same
from tests.faults.asking import body_of  # noqa: E402 - the same
from tests.faults.everybody import Everybody  # noqa: E402 - the same
from tests.faults.flows import straight  # noqa: E402 - the same
from tests.faults.world import World  # noqa: E402 - the same

PARTIES = "parties"
"""Who looks at the tables to see how far it is: the players, who are not the program."""


class Counting(World):
    """The world in which faults are played, without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: dict[str, Counter[str]] = defaultdict(Counter)
        self.ran: Counter[str] = Counter()
        self.units: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def call(self, function: str, event: Any) -> Any:
        self.ran[function] += 1
        return super().call(function, event)

    def _effect(self, service: str, operation: str, request: AWSPreparedRequest) -> Any:
        who = self.wire.run.function if self.wire.run else PARTIES
        self.calls[who][f"{service}:{operation}"] += 1
        if service != "dynamodb" or who == PARTIES:
            return super()._effect(service, operation, request)
        asked = json.loads(body_of(request))
        written = keys_written(operation, asked)
        before = [_row(table, key) for table, key in written]
        parts = super()._effect(service, operation, request)
        after = [_row(table, key) for table, key in written]
        times = 2 if operation == "TransactWriteItems" else 1
        for was, is_ in zip(before, after, strict=True):
            self.units[who]["write"] += write_units(was, is_, times)
        self.units[who]["read"] += read_units(operation, asked, json.loads(parts[2]))
        return parts


def _row(name: str, key: Row) -> Row | None:
    """A row as it lies in the table."""
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    names = [one for one in (table.hash_key_attr, table.range_key_attr) if one]
    return next((row for row in _rows(table) if all(row[n] == key[n] for n in names)), None)


def _rows(table: Any) -> list[Row]:
    return [item.to_json()["Attributes"] for item in table.all_items()]


def recorded() -> dict[str, Any]:
    """The calls and the units of every function, and the states entered."""
    world = Counting()
    with world.open():
        straight(Everybody(world))
        (execution,) = world.executions.values()
        (id_,) = world.executions
        Everybody(world).call("show_port_outs", "GET", f"/port-outs/{id_}")
    return {
        "states": execution.entered,
        "runs": dict(sorted(world.ran.items())),
        "calls": {who: dict(sorted(n.items())) for who, n in sorted(world.calls.items())},
        "units": {who: dict(sorted(n.items())) for who, n in sorted(world.units.items())},
    }


if __name__ == "__main__":
    logging.disable()
    text = json.dumps(recorded(), indent=1) + "\n"
    if "--print" in sys.argv:
        print(text)
    else:
        Path(__file__).with_name("recorded.json").write_text(text, "utf-8")
