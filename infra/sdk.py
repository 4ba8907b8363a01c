"""Cuts the SDK's descriptions down to the services and operations that some role may call."""

import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from infra.functions import FUNCTIONS

SDK_NAMES = {"states": "stepfunctions"}
# Operations that go by another action's name: HeadBucket is how the SDK finds a bucket's Region,
# and a transaction needs the rights to its parts, none to itself.
OPERATIONS = {
    "dynamodb:PutItem": ("PutItem", "TransactWriteItems"),
    "lambda:InvokeFunction": ("Invoke",),
    "s3:GetObject": ("GetObject", "HeadObject", "HeadBucket"),
}


def called() -> dict[str, set[str]]:
    """Operations by service, in the SDK's names, that the table of functions grants."""
    found: dict[str, set[str]] = defaultdict(set)
    for action in {each for spec in FUNCTIONS for _, actions in spec.grants for each in actions}:
        service, _, name = action.partition(":")
        found[SDK_NAMES.get(service, service)].update(OPERATIONS.get(action, (name,)))
    return dict(found)


def cut(data: Path) -> None:
    """Rewrite what the SDK reads for a client; half the time to create one goes into that."""
    prefixes = set()
    for service, operations in called().items():
        for file in (data / service).glob("*/service-2.json.gz"):
            whole = json.loads(gzip.decompress(file.read_bytes()))
            prefixes.add(whole["metadata"]["endpointPrefix"])
            file.with_suffix("").write_text(json.dumps(_only(whole, operations)))
            file.unlink()
    endpoints = data / "endpoints.json"
    endpoints.write_text(json.dumps(_endpoints(json.loads(endpoints.read_text()), prefixes)))


def _endpoints(whole: dict[str, Any], prefixes: set[str]) -> dict[str, Any]:
    """Every partition with its Regions, and of 300 services the hosts of those that are called."""
    partitions = [
        each | {"services": {name: of for name, of in each["services"].items() if name in prefixes}}
        for each in whole["partitions"]
    ]
    return whole | {"partitions": partitions}


def _only(description: dict[str, Any], operations: set[str]) -> dict[str, Any]:
    """The description with these operations and every shape that they lead to."""
    kept = {name: each for name, each in description["operations"].items() if name in operations}
    shapes, ahead = {}, _shapes_in(list(kept.values()))
    while ahead:
        name = ahead.pop()
        shapes[name] = description["shapes"][name]
        ahead |= _shapes_in(shapes[name]) - set(shapes)
    return description | {"operations": kept, "shapes": dict(sorted(shapes.items()))}


def _shapes_in(part: Any) -> set[str]:
    """Names of the shapes that a part of a description refers to."""
    if isinstance(part, list):
        return set().union(*map(_shapes_in, part)) if part else set()
    if not isinstance(part, dict):
        return set()
    named = {part["shape"]} if isinstance(part.get("shape"), str) else set()
    return named.union(*map(_shapes_in, part.values()))
