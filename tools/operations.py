"""The operations of the OpenAPI document, each made of its route."""

import re
from typing import Any

from tools.examples import EXAMPLES
from tools.purposes import IN_PATH, PURPOSES
from tools.routes import PAGE, QUERY, Route
from tools.shapes import ref

_REFUSED = {
    400: "It can't be used: `errors` has one entry per field",
    401: "The sender is not proven",
    403: "The caller is not known or not allowed",
    404: "There is nothing here",
    409: "It does not fit what is on record",
    410: "The port-out is over: stop sending",
    413: "The request is larger than the gateway takes",
    422: "The same key came with another content",
    429: "Too many calls: wait, then repeat",
    500: "The service failed",
    503: "Try again after Retry-After seconds",
    504: "No answer in time: repeat the call",
}


def operation(route: Route) -> dict[str, Any]:
    """The operation of a route, as OpenAPI has it."""
    purpose, guide = PURPOSES[route.method, route.path]
    shown: dict[str, Any] = {
        "operationId": f"{route.method.lower()}{re.sub('[^a-z]+', '_', route.path).rstrip('_')}",
        "summary": route.summary,
        "description": purpose,
        "externalDocs": {"description": "how it is used", "url": f"api.md#{guide}"},
        "security": [{route.who: []}] if route.who else [],
        "parameters": _parameters(route),
        "responses": _responses(route),
    }
    if route.body:
        schema, example = ref(route.body.title()), EXAMPLES[route.body]
        content: dict[str, Any] = {"application/json": {"schema": schema, "example": example}}
        if route.body == "plan":
            content["text/csv"] = {"schema": {"type": "string"}}
        shown["requestBody"] = {"required": True, "content": content}
    if route.takes:
        content = {media_type: {"schema": {"type": "string"}} for media_type in route.takes}
        shown["requestBody"] = {"required": True, "content": content}
    return shown


def _parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", route.path)
    found = [_parameter("path", name, _in_path(route, name), required=True) for name in names]
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
    return {
        "name": name,
        "in": place,
        "required": required,
        "schema": schema or {"type": "string"},
        "description": text,
    }


def _in_path(route: Route, name: str) -> str:
    is_batch = route.path.startswith("/batches/")
    return "the id of the batch" if is_batch else IN_PATH[name]


def _responses(route: Route) -> dict[str, Any]:
    if route.answer == PAGE:
        return _pages(route)
    answers = {str(route.status): _response(route.summary, "application/json", route.answer)}
    if route.body == "request":
        answers["200"] = _response("The report of a dry run", "application/json", "DryRun")
    large = {413} if route.method == "POST" else set()
    for status in sorted({400, 403, 429, 500, 503, 504, *large, *route.refusals}):
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
