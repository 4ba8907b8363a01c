"""Cuts the SDK's service descriptions down to the operations that some role may call."""

import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from infra.functions import FUNCTIONS

SDK_NAMES = {"states": "stepfunctions"}
# Operations that go by another action's name: HeadBucket is how the SDK finds a bucket's Region.
OPERATIONS = {
    "lambda:InvokeFunction": ("Invoke",),
    "s3:GetObject": ("GetObject", "HeadObject", "HeadBucket"),
}
# One transaction needs the rights to its parts, none to itself: which ones are used does not show.
KEPT_WHOLE = frozenset({"dynamodb"})


def called() -> dict[str, set[str]]:
    """Operations by service, in the SDK's names, that the table of functions grants."""
    found: dict[str, set[str]] = defaultdict(set)
    for action in {each for spec in FUNCTIONS for _, actions in spec.grants for each in actions}:
        service, _, name = action.partition(":")
        found[SDK_NAMES.get(service, service)].update(OPERATIONS.get(action, (name,)))
    return dict(found)


def cut(data: Path) -> None:
    """Rewrite each service's description; half the time to create a client goes into reading it."""
    for service, operations in called().items():
        if service in KEPT_WHOLE:
            continue
        for file in (data / service).glob("*/service-2.json.gz"):
            whole = json.loads(gzip.decompress(file.read_bytes()))
            file.with_suffix("").write_text(json.dumps(_only(whole, operations)))
            file.unlink()


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
