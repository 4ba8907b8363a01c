"""Requests and answers read and written by botocore's own service models."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from botocore.model import OperationModel, Shape, StructureShape

from local.gateway.answers import service_model

Query = Mapping[str, list[str]]


def named_operation(
    service: str, method: str, path: str, headers: Mapping[str, str]
) -> OperationModel | None:
    """The operation a request calls, by its target header or by its route."""
    model = service_model(service)
    if prefix := model.metadata.get("targetPrefix"):
        name = headers.get("x-amz-target", "").removeprefix(f"{prefix}.")
        return model.operation_model(name) if name in model.operation_names else None
    operations = (model.operation_model(name) for name in model.operation_names)
    matching = [op for op in operations if op.http["method"] == method and _route(op, path)]
    # A literal route ("/phone-number/list") wins over one with a parameter in its place.
    return min(matching, key=lambda op: op.http["requestUri"].count("{"), default=None)


def read(
    operation: OperationModel, path: str, query: Query, headers: Mapping[str, str], body: bytes
) -> dict[str, Any]:
    """The parameters of a request; ValueError if the body is no JSON object."""
    shape = operation.input_shape
    parameters: dict[str, Any] = {}
    members: Mapping[str, Shape] = shape.members if isinstance(shape, StructureShape) else {}
    document = json.loads(body) if body.strip() else {}
    if not isinstance(document, dict):
        raise ValueError("the body is no JSON object")
    for name, member in members.items():
        wire_name, place = _wire_name(name, member), member.serialization.get("location")
        if place == "uri":
            match = _route(operation, path)
            parameters[name] = unquote(match[wire_name]) if match else ""
        elif place == "querystring" and wire_name in query:
            parameters[name] = _plain(member, query[wire_name])
        elif place == "header" and wire_name.lower() in headers:
            parameters[name] = headers[wire_name.lower()]
        elif place is None and wire_name in document:
            parameters[name] = _read_value(member, document.pop(wire_name))
    return parameters | ({} if _uses_places_only(members) else document)


def write(shape: Shape | None, value: Any) -> bytes:
    """An answer's body; the value has been validated against the shape."""
    return json.dumps(_written(shape, value) if shape else {}).encode()


def _written(shape: Any, value: Any) -> Any:
    if shape.type_name == "structure":
        return {
            _wire_name(name, shape.members[name]): _written(shape.members[name], item)
            for name, item in value.items()
        }
    if shape.type_name == "list":
        return [_written(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: _written(shape.value, item) for key, item in value.items()}
    if shape.type_name == "timestamp":
        if shape.serialization.get("timestampFormat") == "iso8601":
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        return value.timestamp()
    return value


def _read_value(shape: Any, value: Any) -> Any:
    if shape.type_name == "timestamp" and isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    if shape.type_name == "structure" and isinstance(value, dict):
        return {
            name: _read_value(shape.members[name], item) if name in shape.members else item
            for name, item in value.items()
        }
    return value


def _plain(shape: Shape, values: list[str]) -> Any:
    if shape.type_name == "list":
        return values
    if shape.type_name in ("integer", "long") and values[0].lstrip("-").isdigit():
        return int(values[0])
    return values[0] == "true" if shape.type_name == "boolean" else values[0]


def _wire_name(name: str, shape: Shape) -> str:
    return str(shape.serialization.get("name", name))


def _uses_places_only(members: Mapping[str, Shape]) -> bool:
    return all("location" in member.serialization for member in members.values())


def _route(operation: OperationModel, path: str) -> re.Match[str] | None:
    uri = operation.http["requestUri"].partition("?")[0]
    # The server has decoded the path: an ARN in the last place brings its slashes.
    pattern = re.sub(r"\\\{(\w+)\\\}$", r"(?P<\1>.+)", re.escape(uri))
    return re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", pattern), path)
