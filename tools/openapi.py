"""Writes docs/openapi.json: `python -m tools.openapi`, or `--check` to see whether it is true."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from port_out.api.shapes import schema_of
from tools.answers import ANSWERS
from tools.routes import CARRIER, OPERATOR, PAGE, PASSWORD, QUERY, ROUTES, Route
from tools.shapes import ref

FILE = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
_REFUSED = {
    400: "It can't be used: `errors` has one entry per field",
    401: "The sender is not proven",
    403: "The caller is not known or not allowed",
    404: "There is nothing here",
    409: "It does not fit what is on record",
    410: "The port-out is over: stop sending",
    422: "The same key came with another content",
    429: "Too many calls: wait, then repeat",
    500: "The service failed",
    503: "Try again after Retry-After seconds",
}


def document() -> dict[str, Any]:
    """The OpenAPI document, made of the routes, the request schemas and the answers."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
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
            "schemas": {name.title(): _request(name) for name in _bodies()} | ANSWERS,
            "securitySchemes": {
                OPERATOR: _header("Authorization", "AWS Signature Version 4 (execute-api)"),
                CARRIER: _header("webhook-signature", "Standard Webhooks, with id and timestamp"),
                PASSWORD: {"type": "http", "scheme": "basic"},
            },
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}{re.sub('[^a-z]+', '_', route.path).rstrip('_')}",
        "summary": route.summary,
        "security": [{route.who: []}] if route.who else [],
        "parameters": _parameters(route),
        "responses": _responses(route),
    }
    if route.body:
        content = {"application/json": {"schema": ref(route.body.title())}}
        if route.body == "plan":
            content["text/csv"] = {"schema": {"type": "string"}}
        operation["requestBody"] = {"required": True, "content": content}
    if route.takes:
        content = {media_type: {"schema": {"type": "string"}} for media_type in route.takes}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", route.path)
    found = [_parameter("path", name, "", required=True) for name in names]
    found += [_parameter("query", name, QUERY[name]) for name in route.query]
    if route.body == "request":
        flag = {"type": "string", "enum": ["true", "false"]}
        found.append(_parameter("query", "dryRun", "true: report, and change nothing", flag))
    if route.body in ("request", "batch"):
        key = {"type": "string", "pattern": "^[\\u0021-\\u007e]{1,128}$"}
        found.append(_parameter("header", "Idempotency-Key", "makes a repetition safe", key))
    return found


def _parameter(
    place: str, name: str, text: str, schema: dict[str, Any] | None = None, required: bool = False
) -> dict[str, Any]:
    shown = {
        "name": name,
        "in": place,
        "required": required,
        "schema": schema or {"type": "string"},
    }
    return shown | ({"description": text} if text else {})


def _responses(route: Route) -> dict[str, Any]:
    if route.answer == PAGE:
        return _pages(route)
    answers = {str(route.status): _response(route.summary, "application/json", route.answer)}
    if route.body == "request":
        answers["200"] = _response("The report of a dry run", "application/json", "DryRun")
    for status in sorted({400, 403, 429, 500, 503, *route.refusals}):
        answers[str(status)] = _response(_REFUSED[status], "application/problem+json", "Problem")
    return dict(sorted(answers.items()))


def _pages(route: Route) -> dict[str, Any]:
    """For a person every answer is a page; the gateway's own two are documents."""
    page = {PAGE: {"schema": {"type": "string"}}}
    pages = {200: route.summary, **{status: _REFUSED[status] for status in route.refusals}}
    pages |= {400: "The form again, with what has to be mended"} if route.method == "POST" else {}
    pages |= {500: _REFUSED[500], 503: _REFUSED[503]}
    answers = {str(n): {"description": text, "content": page} for n, text in pages.items()}
    answers["429"] = _response(_REFUSED[429], "application/problem+json", "Problem")
    return dict(sorted(answers.items()))


def _response(text: str, media_type: str, schema: str) -> dict[str, Any]:
    return {"description": text, "content": {media_type: {"schema": ref(schema)}}}


def _header(name: str, text: str) -> dict[str, str]:
    return {"type": "apiKey", "in": "header", "name": name, "description": text}


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
