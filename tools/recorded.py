"""What a straight port-out used when it was last played with the program's own handlers.

`bench/recorded.json` is the record: `PYTHONPATH=lambdas:. python -m bench.recording` writes it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.functions import FUNCTIONS

RECORD = Path(__file__).resolve().parent.parent / "bench" / "recorded.json"
_NOT_OF_ONE = frozenset({"parties", "show_port_outs", "sweep"})
"""Who looks on, and the sweep, which comes every hour whoever is there."""


@dataclass(frozen=True)
class Used:
    """What one port-out uses, and what the read units of one sweep and of one look at it are.

    `sweep_reads` is a sweep that finds the one waiting, `idle_sweep_reads` one that finds nobody.
    """

    states: int
    runs: int
    reads: float
    writes: int
    files: int
    api_calls: int
    sweep_reads: float
    idle_sweep_reads: float
    status_reads: float
    status_calls: int


def used(record: dict[str, Any] | None = None) -> Used:
    """As the record has it."""
    record = json.loads(RECORD.read_text("utf-8")) if record is None else record
    routes = {spec.name for spec in FUNCTIONS if spec.module.startswith("api.")} - _NOT_OF_ONE
    units, calls, runs = record["units"], record["calls"], record["runs"]
    its_own = [name for name in runs if name not in _NOT_OF_ONE]
    reading = units["show_port_outs"]
    dynamodb = (n for c, n in calls["show_port_outs"].items() if c.startswith("dynamodb:"))
    return Used(
        states=record["states"],
        runs=sum(runs[name] for name in its_own),
        reads=sum(units.get(name, {}).get("read", 0) for name in its_own),
        writes=sum(units.get(name, {}).get("write", 0) for name in its_own),
        files=sum(calls.get(name, {}).get("s3:PutObject", 0) for name in its_own),
        api_calls=sum(n for name, n in runs.items() if name in routes),
        sweep_reads=units["sweep"]["read"] / runs["sweep"],
        idle_sweep_reads=record["idle_sweep"],
        status_reads=reading["read"],
        status_calls=sum(dynamodb),
    )
