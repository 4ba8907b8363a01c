"""The fields of a JSON Schema as rows for a reader: path, type, meaning, example."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST_WORDS = 12
"""A longer list of words is the business of openapi.json."""


@dataclass(frozen=True)
class Field:
    """One field; `path` has a dot between members and [] behind a list."""

    path: str
    type: str
    required: bool
    meaning: str


def fields_of(schema: Any, before: str = "") -> Iterator[Field]:
    """Every field, those of inner objects right behind their own."""
    needed = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        path = f"{before}{name}"
        meaning = each.get("description", "")
        yield Field(path, _type(each), name in needed, meaning)
        inner, suffix = _inside(each)
        yield from fields_of(inner, f"{path}{suffix}.")


def example_of(body: Any, path: str) -> str:
    """What the example has there, as JSON in code; empty where it has nothing simple."""
    for part in path.replace("[]", ".0").split("."):
        if isinstance(body, list):
            body = body[int(part)] if body else None
        elif isinstance(body, dict):
            body = body.get(part)
        else:
            body = None
    first = body[0] if isinstance(body, list) and body else body
    if body is None or isinstance(first, dict):
        return ""
    return f"`{json.dumps(body, ensure_ascii=False)}`"


def _inside(schema: Any) -> tuple[Any, str]:
    """The object that this holds, and what the path of its fields has in between."""
    schema = _not_null(schema)
    return (_not_null(schema["items"]), "[]") if "items" in schema else (schema, "")


def _not_null(schema: Any) -> Any:
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    return choices[0] if choices else schema


def _type(schema: Any) -> str:
    """The type in words: a list of what, one of which words, a link to a named schema."""
    kind = _not_null(schema)
    null = " or null" if kind is not schema else ""
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()}){null}"
    if "items" in kind:
        return f"list of {_type(kind['items'])}{null}"
    if "enum" in kind and len(kind["enum"]) <= _MOST_WORDS:
        return "one of " + ", ".join(f"`{word}`" for word in kind["enum"]) + null
    form = {"date-time": "time"}.get(kind.get("format", ""), kind.get("type", "anything"))
    return f"{form}{null}"
