"""What each field of the answers means, put into their schemas as descriptions."""

import json
from pathlib import Path
from typing import Any

from tools.shapes import Schema

MEANINGS: dict[str, str] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
"""By the end of a field's path: `next.by` says more than `by`, and is taken where it fits."""


def with_meanings(name: str, schema: Schema) -> Schema:
    """The schema of this name, each of its fields with a description."""
    return _described((name,), schema)


def meaning_key(path: tuple[str, ...]) -> str:
    """The longest end of a path that has a meaning; empty where none has."""
    ends = (".".join(path[at:]) for at in range(len(path)))
    return next((end for end in ends if end in MEANINGS), "")


def _described(path: tuple[str, ...], schema: Schema) -> Schema:
    changed: dict[str, Any] = {}
    if "properties" in schema:
        changed["properties"] = {
            name: _field((*path, name), each) for name, each in schema["properties"].items()
        }
    if "items" in schema:
        changed["items"] = _described(path, schema["items"])
    if "anyOf" in schema:
        changed["anyOf"] = [_described(path, each) for each in schema["anyOf"]]
    return schema | changed


def _field(path: tuple[str, ...], schema: Schema) -> Schema:
    meaning = MEANINGS.get(meaning_key(path), "")
    return _described(path, schema) | ({"description": meaning} if meaning else {})
