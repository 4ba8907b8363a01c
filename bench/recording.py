"""Plays a straight port-out with the program's own handlers, and counts what AWS would charge.

`PYTHONPATH=lambdas:. python -m bench.recording` writes `bench/recorded.json`; with `--print` it is
printed only. The tables are moto's, with the rows that lie in AWS; the units are DynamoDB's own
rules (`bench/units.py`).
"""

import json
import logging
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import boto3
from botocore.awsrequest import AWSPreparedRequest

from tests.faults.environment import ACCOUNT, REGION, set_up

set_up()

from moto.dynamodb.models import dynamodb_backends  # noqa: E402 - after the environment

from bench.units import Row, keys_written, read_units, write_units  # noqa: E402 - the same
from port_out import settings  # noqa: E402 - the same
from port_out.domain.life_cycle import State  # noqa: E402 - the same
from tests.faults.asking import body_of  # noqa: E402 - the same
from tests.faults.everybody import Everybody  # noqa: E402 - the same
from tests.faults.flows import APPROVED, GO_AHEAD  # noqa: E402 - the same
from tests.faults.world import World  # noqa: E402 - the same

PARTIES = "parties"
"""Who looks at the tables to see how far it is: the players, who are not the program."""


class Counting(World):
    """The world in which faults are played, without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: dict[str, Counter[str]] = defaultdict(Counter)
        self.times_run: Counter[str] = Counter()
        self.units: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def call(self, function: str, event: Any) -> Any:
        self.times_run[function] += 1
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
        for (table, _), was, is_ in zip(written, before, after, strict=True):
            is_indexed = table == settings.port_outs_table()
            self.units[who]["write"] += write_units(was, is_, times, is_indexed=is_indexed)
        self.units[who]["read"] += read_units(operation, asked, json.loads(parts[2]))
        return parts


def _row(name: str, key: Row) -> Row | None:
    """A row as it lies in the table."""
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    names = [one for one in (table.hash_key_attr, table.range_key_attr) if one]
    return next((row for row in _rows(table) if all(row[n] == key[n] for n in names)), None)


def _rows(table: Any) -> list[Row]:
    return [item.to_json()["Attributes"] for item in table.all_items()]


def _as_by_default() -> None:
    """What a deployment has only where somebody asked for it is not there."""
    del os.environ["SIGNING_KEY"]
    ssm = boto3.client("ssm", region_name=REGION)
    ssm.delete_parameter(Name=f"{settings.notify_path()}/webhook")


def _straight(all_: Everybody) -> str:
    """Nothing is refused; a person reads the approval, and is the second witness of the end."""
    id_ = all_.request()
    all_.opened(id_)
    all_.support(id_, GO_AHEAD)
    all_.until(id_, State.AWAIT_CARRIER_SUBMISSION)
    all_.carrier(id_, "carrier.submitted", "1", pon="PON-1")
    all_.until(id_, State.AWAIT_APPROVAL)
    all_.support(id_, APPROVED)
    all_.decide(id_, "support.approved")
    all_.until(id_, State.AWAIT_PORT_DATE)
    all_.carrier(id_, "carrier.confirmed_date", "1", date=all_.date())
    all_.until(id_, State.AWAIT_COMPLETION)
    all_.world.sweep()
    all_.carrier(id_, "carrier.completed")
    all_.until(id_, State.AWAIT_SECOND_EVIDENCE)
    all_.say(id_, "operator.tested_calls")
    all_.until(id_, State.COMPLETED)
    return id_


def recorded() -> dict[str, Any]:
    """The calls and the units of every function, and the states entered."""
    world = Counting()
    with world.open():
        _as_by_default()
        world.sweep()
        idle = world.units.pop("sweep")["read"]
        del world.times_run["sweep"], world.calls["sweep"]
        id_ = _straight(Everybody(world))
        (execution,) = world.executions.values()
        Everybody(world).call("show_port_outs", "GET", f"/port-outs/{id_}")
    return {
        "states": execution.entered,
        "idle_sweep": idle,
        "runs": dict(sorted(world.times_run.items())),
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
