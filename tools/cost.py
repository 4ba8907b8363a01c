"""`python -m tools.cost`: writes docs/cost.md from the template; `--check` only compares.

The template is the one that `make synth` writes.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.cost_prices import (
    ALLOWANCE,
    API_CALL,
    BY_USE,
    FILE_WRITTEN,
    GB_SECOND,
    INVOCATION,
    NOTHING,
    READ_UNIT,
    TRANSITION,
    WRITE_UNIT,
)
from tools.machine import start, states
from tools.recorded import used
from tools.tables import table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cost.md"
TEMPLATE = ROOT / "cdk.out" / "ConnectPortOut.template.json"
STRAIGHT = (
    *("confirmed", "ready", "opened", "go_ahead", "issued", "submitted"),
    *("approved", "scheduled", "ported", "confirmed", "closed"),
)
"""What the states of a port-out leave with to which nothing unforeseen happens."""
SECONDS, SWEEP_SECONDS, HOURS, DAYS = 0.5, 2.0, 730, 30
BATCH_OF = 1000

Template = Mapping[str, Any]


class NoPrice(Exception):
    """The template has a kind of resource of which nobody has said what it costs."""


def fixed(template: Template) -> dict[str, tuple[int, int, float]]:
    """By kind of resource: how many there are, how many are free, what the rest costs a month."""
    kinds = Counter(each["Type"] for each in template["Resources"].values())
    unknown = set(kinds) - set(ALLOWANCE) - set(BY_USE) - NOTHING
    if unknown:
        raise NoPrice(", ".join(sorted(unknown)))
    costs = {}
    for kind, (free, price) in ALLOWANCE.items():
        if number := kinds[kind]:
            costs[kind] = (number, free, max(0, number - free) * price)
    return costs


def entered() -> list[str]:
    """Every state that a straight port-out enters, in order."""
    machine, outcomes, name, path = states(), iter(STRAIGHT), start(), []
    while True:
        path.append(name)
        state = machine[name]
        if state["Type"] == "Succeed":
            return path
        if state["Type"] != "Choice":
            name = state["Next"]
            continue
        said = next(outcomes)
        chosen = (each["Next"] for each in state["Choices"] if each["StringEquals"] == said)
        name = next(chosen, state["Default"])


def each_port_out(template: Template) -> list[tuple[str, float, float]]:
    """What a straight port-out uses: in words, how often, and what that costs."""
    one = used()
    return [
        ("states entered, with a second witness", one.states, one.states * TRANSITION),
        ("runs of functions, half a second each", one.runs, one.runs * _call(template, SECONDS)),
        ("write units of DynamoDB", one.writes, one.writes * WRITE_UNIT),
        ("read units of DynamoDB", one.reads, one.reads * READ_UNIT),
        ("files written to S3", one.files, one.files * FILE_WRITTEN),
        ("calls of the API", one.api_calls, one.api_calls * API_CALL),
    ]


def _call(template: Template, seconds: float) -> float:
    functions = (r for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function")
    memory = float(max(each["Properties"]["MemorySize"] for each in functions))
    return INVOCATION + seconds * memory / 1024 * GB_SECOND


def page(template: Template) -> str:
    """The whole document."""
    rows = [
        [f"`{kind}`", str(number), str(free), f"{cost:.2f}"]
        for kind, (number, free, cost) in fixed(template).items()
    ]
    each = each_port_out(template)
    uses = [[what, f"{often:g}", f"{cost:.6f}"] for what, often, cost in each]
    one, sweep = sum(cost for *_, cost in each), HOURS * _call(template, SWEEP_SECONDS)
    sweep += HOURS * used().sweep_reads * READ_UNIT
    waiting = HOURS * (used().sweep_reads - used().idle_sweep_reads) * READ_UNIT
    daily = DAYS * (_call(template, SWEEP_SECONDS) + FILE_WRITTEN + WRITE_UNIT + READ_UNIT)
    return _TEXT.format(
        fixed=table(["Kind", "How many", "Free in an account", "US$ a month"], rows),
        total=sum(cost for *_, cost in fixed(template).values()),
        uses=table(["One straight port-out", "How often", "US$"], uses),
        kinds=table(["Kind", "Charged by"], [[f"`{k}`", how] for k, how in BY_USE.items()]),
        one=one,
        many=one * BATCH_OF,
        batch=BATCH_OF,
        sweep=sweep,
        daily=daily,
        waiting=waiting,
        status=used().status_reads,
    )


_TEXT = """# Cost

This page is made from the template (`python -m tools.cost`), with list prices of us-east-1 in US$.
Your Region, your contract and the rest of your account change them. The Support plan that the API
needs costs far more than this program.

## While nothing happens

{fixed}

Together: **{total:.2f} a month**, as long as the rest of the account leaves the free allowances to
it. CloudWatch counts alarms, dashboards and metrics over the whole account. The functions keep ten
metrics of their own, as CloudWatch charges beyond ten; the rest of what they count is in the log.

The hourly sweep uses Lambda and DynamoDB for {sweep:.4f} a month, before the free allowance of
Lambda; each port-out that waits the whole month adds reads for at most {waiting:.4f}. The daily
comparison of the inventory uses {daily:.4f}; it grows with the numbers of the account, a call of
Amazon Connect and half a second for each 1,000.

Two switches cost by the month: `SIGN=yes` (a key of KMS, 1.00) and `CARRIER_KEYS=secrets-manager`
(0.40 for each carrier).

## For each port-out

{uses}

Together **{one:.4f}**, and {many:.2f} for {batch}, before free allowances. A correction, a reminder
or a signed LOA adds a few states. The figures are those of a recorded port-out of few numbers
(`bench/recorded.json`); each further number adds a few write units. To this come logs, notices,
events and what is stored. A look at that port-out (`GET /port-outs/{{id}}`) was one read of
{status:g} units.

## What is charged by use only

{kinds}
"""


def main() -> int:
    """0 when the page is written, or with --check, when it is what it must be."""
    parser = argparse.ArgumentParser(prog="python -m tools.cost", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    text = page(json.loads(TEMPLATE.read_text("utf-8")))
    if not parser.parse_args().check:
        PAGE.write_text(text, "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == text:
        return 0
    print("docs/cost.md is out of date: run python -m tools.cost", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
