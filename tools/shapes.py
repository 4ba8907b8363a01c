"""The words that the answers of the API are described with: small parts of JSON Schema."""

from enum import StrEnum
from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
ANYTHING: Schema = {"type": "object"}


def ref(name: str) -> Schema:
    """A schema of this document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": item}


def maybe(schema: Schema) -> Schema:
    """This, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(words: type[StrEnum]) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(words)}


def closed(optional: dict[str, Schema] | None = None, /, **required: Schema) -> Schema:
    """An object with exactly these members; the optional ones may be missing."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": required | (optional or {}),
    }
