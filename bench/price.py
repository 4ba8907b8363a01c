"""What a port-out costs at some volumes, from the template and the recorded run."""

import json
from typing import Any

from bench.limits import Limit
from infra.inputs import ROOT
from tools.cost import HOURS, SECONDS, SWEEP_SECONDS, fixed
from tools.cost_prices import (
    API_CALL,
    FILE_WRITTEN,
    GB_SECOND,
    INVOCATION,
    READ_UNIT,
    TRANSITION,
    WRITE_UNIT,
)
from tools.recorded import Used, used

VOLUMES = (1, 1_000, 100_000)
MOST = 0.001
FREE_TRANSITIONS, FREE_CALLS, FREE_GB_SECONDS = 4_000, 1_000_000, 400_000
"""A month, for every account, without end."""


def fixed_price() -> list[Limit]:
    """What is charged when there is no port-out; requests of the sweep are not fixed prices."""
    return [Limit("fixed US$ a month", sum(cost for *_, cost in fixed(_template()).values()), 0)]


def price() -> list[Limit]:
    """US$ for each port-out at these volumes a month, the hourly sweep included."""
    template, one = _template(), used()
    return [
        Limit(f"US$ a port-out at {volume} a month", round(_month(template, one, volume), 6), MOST)
        for volume in VOLUMES
    ]


def status() -> list[Limit]:
    """The reads of DynamoDB for one look at a port-out."""
    return [Limit("DynamoDB reads of a status", used().status_calls, 1)]


def _month(template: dict[str, Any], one: Used, volume: int) -> float:
    """A month's price, by the port-out."""
    functions = (r for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function")
    memory = max(each["Properties"]["MemorySize"] for each in functions) / 1024
    gb_seconds = memory * (volume * one.runs * SECONDS + HOURS * SWEEP_SECONDS)
    month: float = TRANSITION * max(0, volume * one.states - FREE_TRANSITIONS)
    month += INVOCATION * max(0, volume * one.runs + HOURS - FREE_CALLS)
    month += GB_SECOND * max(0, gb_seconds - FREE_GB_SECONDS)
    month += READ_UNIT * (volume * one.reads + HOURS * one.sweep_reads)
    month += volume * (
        WRITE_UNIT * one.writes + FILE_WRITTEN * one.files + API_CALL * one.api_calls
    )
    return month / volume


def _template() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (ROOT / "cdk.out" / "ConnectPortOut.template.json").read_text("utf-8")
    )
    return found
