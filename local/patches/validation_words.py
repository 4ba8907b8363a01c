"""API Gateway puts what is wrong with a request in place of `$context.error.validationErrorString`.

ministack sends those words as they are.
"""

from __future__ import annotations

import json
from typing import Any

import fastjsonschema
from ministack.services import apigateway_v1

VARIABLE = "$context.error.validationErrorString"
WRONG = "validation_error"
Response = tuple[int, dict[str, str], bytes]


def apply() -> None:
    """Say what is wrong; the wording is not AWS's own, the field it names is the same."""
    check, render = apigateway_v1._check_request_validation, apigateway_v1._gateway_error_response

    def check_request(
        method: dict[str, Any], api_id: str, request: dict[str, Any], *sent: Any
    ) -> Any:
        error = check(method, api_id, request, *sent)
        if error is not None:
            body = sent[1]
            request[WRONG] = _wrong(method, api_id, body) or error.message
        return error

    def respond(error: Any, request: dict[str, Any]) -> Response:
        status, headers, body = render(error, request)
        words = json.dumps(request.get(WRONG, error.message or ""))[1:-1]
        return status, headers, body.replace(VARIABLE.encode(), words.encode())

    apigateway_v1._check_request_validation = check_request
    apigateway_v1._gateway_error_response = respond


def _wrong(method: dict[str, Any], api_id: str, body: bytes) -> str | None:
    model = (method.get("requestModels") or {}).get("application/json")
    schema = apigateway_v1._model_schema(api_id, model) if model else None
    if not schema:
        return None
    try:
        fastjsonschema.validate(schema, json.loads(body or b"null"))
    except fastjsonschema.JsonSchemaException as wrong:
        return f"[{wrong}]"
    except ValueError:
        return "[the body is no JSON]"
    return None
