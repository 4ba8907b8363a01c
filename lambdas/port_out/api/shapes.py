"""The shape of a body, by the JSON Schemas that API Gateway checks too; one problem per field."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import fastjsonschema

from port_out.domain.errors import BadInput, Problem

SCHEMAS = Path(__file__).parent / "schemas"
MOST_PROBLEMS = 100

Check = Callable[[Any], Any]


def shaped(name: str, body: Any) -> dict[str, Any]:
    """The body if it has the shape of this schema; BadInput with every field that has not."""
    schema = schema_of(name)
    if _fits(schema, body):
        return dict(body)
    found = list(islice(_problems(schema, body, ""), MOST_PROBLEMS))
    raise BadInput(
        found or [Problem("body", "does not have the documented form", "see docs/api.md")]
    )


def changes(name: str, member: str, value: Any, field: str) -> list[Problem]:
    """What is wrong with a change of this member, which may leave out what stays as it is."""
    schema = {
        n: rule for n, rule in schema_of(name)["properties"][member].items() if n != "required"
    }
    return list(_problems(schema, value, field))


def _problems(schema: Mapping[str, Any], value: Any, field: str) -> Iterator[Problem]:
    if schema.get("type") == "object" and isinstance(value, Mapping):
        yield from _of_object(schema, value, field)
    elif schema.get("type") == "array" and isinstance(value, list) and _fits(_bare(schema), value):
        for index, item in enumerate(value):
            yield from _problems(schema["items"], item, f"{field}[{index}]")
    elif detail := _misfit(schema, value):
        yield Problem(field or "body", detail, schema.get("description", "see docs/api.md"))


def _of_object(
    schema: Mapping[str, Any], value: Mapping[str, Any], field: str
) -> Iterator[Problem]:
    known: Mapping[str, Any] = schema.get("properties", {})
    prefix = f"{field}." if field else ""
    for name in schema.get("required", ()):
        if name not in value:
            yield Problem(prefix + name, "is missing", known[name].get("description", "give it"))
    for name, given in value.items():
        if name in known:
            yield from _problems(known[name], given, prefix + name)
        elif schema.get("additionalProperties") is False:
            mend = "use " + ", ".join(known)
            yield Problem(prefix + (name[:40] or "(no name)"), "is not known here", mend)


def _bare(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a list without what it says of its items."""
    return {name: rule for name, rule in schema.items() if name != "items"}


def _misfit(schema: Mapping[str, Any], value: Any) -> str:
    try:
        _check(json.dumps(schema))(value)
    except fastjsonschema.JsonSchemaValueException as error:
        return error.message.partition(" ")[2][:200]
    return ""


def _fits(schema: Mapping[str, Any], value: Any) -> bool:
    return not _misfit(schema, value)


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The schema of this name; where it says "$ref": "other.json#/a/b", that part of the other."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    whole: dict[str, Any] = _whole(found)
    return whole


def _whole(part: Any) -> Any:
    if isinstance(part, list):
        return [_whole(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" not in part:
        return {name: _whole(each) for name, each in part.items()}
    file, _, path = part["$ref"].partition(".json#/")
    found: Any = schema_of(file)
    for name in path.split("/"):
        found = found[name]
    return found


@cache
def _check(schema: str) -> Check:
    compiled: Check = fastjsonschema.compile(json.loads(schema), use_default=False)
    return compiled
