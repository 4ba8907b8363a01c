"""Batches to begin with, and what the state machine does with them."""

import json
from typing import Any

from port_out.steps.confirm_batch import confirm_batch
from port_out.steps.request_group import request_group
from tests.api.builders import IDENTITY, NUMBERS
from tests.api.world import World


def a_batch(**changes: Any) -> dict[str, Any]:
    """The body of a batch that is accepted."""
    return {
        "numbers": list(NUMBERS),
        "winning_carrier": {"name": "Example Telecom"},
        "identity": dict(IDENTITY),
    } | changes


def run_item(world: World, item: dict[str, Any]) -> dict[str, str]:
    """What the step Request Group does with one item."""
    return request_group(
        item["batch_id"],
        item["group"],
        batches=world.batches,
        files=world.files,
        port_outs=world.port_outs,
        number_locks=world.locks,
        port_locks=world.port_locks,
        workflow=world.workflow,
        now=lambda: world.now,
    )


def items_of(world: World, run: str) -> list[dict[str, Any]]:
    """The items that the Map of this run reads."""
    content = world.files.read(world.workflow.runs[run]["groups_key"], 10_000_000)
    items: list[dict[str, Any]] = json.loads(content)
    return items


def run_batches(world: World) -> list[dict[str, Any]]:
    """Every run that was started, to its end; what the last step says of each."""
    said = []
    for run, told in world.workflow.runs.items():
        for item in items_of(world, run):
            run_item(world, item)
        said.append(confirm_batch(told["batch_id"], batches=world.batches, topic=world.topic))
    return said
