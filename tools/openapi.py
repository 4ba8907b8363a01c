"""Writes docs/openapi.json: `python -m tools.openapi`, or `--check` to see whether it is true."""

import json
import sys
from pathlib import Path
from typing import Any

from port_out.api.shapes import schema_of
from tools.answers import ANSWERS
from tools.meanings import with_meanings
from tools.operations import operation
from tools.routes import CARRIER, OPERATOR, PASSWORD, ROUTES

FILE = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def document() -> dict[str, Any]:
    """The OpenAPI document, made of the routes, the request schemas and the answers."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Connect Port-Out",
            "version": "1",
            "description": "Ports phone numbers away from Amazon Connect. See docs/api.md.",
        },
        "servers": [
            {
                "url": "https://{api}.execute-api.{region}.amazonaws.com/v1",
                "variables": {"api": {"default": "api"}, "region": {"default": "us-east-1"}},
            }
        ],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                OPERATOR: _header("Authorization", "AWS Signature Version 4 (execute-api)"),
                CARRIER: _header("webhook-signature", "Standard Webhooks, with id and timestamp"),
                PASSWORD: {"type": "http", "scheme": "basic"},
            },
        },
    }


def _header(name: str, text: str) -> dict[str, str]:
    return {"type": "apiKey", "in": "header", "name": name, "description": text}


def _schemas() -> dict[str, Any]:
    """Every schema under its name; ValueError where two have the same."""
    requests = {name.title(): _request(name) for name in _bodies()}
    if twice := requests.keys() & ANSWERS.keys():
        raise ValueError(f"two schemas of one name: {sorted(twice)}")
    return requests | {name: with_meanings(name, schema) for name, schema in ANSWERS.items()}


def _bodies() -> list[str]:
    return sorted({route.body for route in ROUTES if route.body})


def _request(name: str) -> dict[str, Any]:
    return {key: value for key, value in schema_of(name).items() if key != "$schema"}


def text() -> str:
    """The document as it lies in the repository."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the file, or with --check answer 1 when it is not what it should be."""
    if "--check" in sys.argv[1:]:
        return 0 if FILE.is_file() and FILE.read_text("utf-8") == text() else 1
    FILE.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
