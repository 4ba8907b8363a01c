"""JSON from outside that means one thing only: no duplicate names, NaN or lone surrogates."""

import json
from typing import Any

from port_out.domain.errors import BadInput, Problem


def parsed(text: str) -> Any:
    """JSON without duplicate names, NaN, lone surrogates or bottomless nesting."""
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise bad_body("is not valid JSON", "send one JSON object in UTF-8") from None
    return value


def parsed_object(body: bytes) -> dict[str, Any]:
    """The body as a JSON object in UTF-8."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise bad_body("is not UTF-8", "encode it as UTF-8") from None
    value = parsed(text)
    if not isinstance(value, dict):
        raise bad_body("is no JSON object", "send one JSON object in UTF-8")
    return value


def bad_body(detail: str, mend: str) -> BadInput:
    """A problem with the body as a whole."""
    return BadInput([Problem("body", detail, mend)])


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found
