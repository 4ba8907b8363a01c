"""What the API gateway says when it turns a request away itself: problem documents (RFC 9457)."""

import json

from aws_cdk import aws_apigateway as apigateway

from infra.challenge import CHALLENGE

PROBLEMS = {
    "BAD_REQUEST_BODY": (400, "The request body does not have the documented form"),
    "BAD_REQUEST_PARAMETERS": (400, "A request parameter is missing or malformed"),
    "UNAUTHORIZED": (401, "The sender of this message is not proven"),
    "ACCESS_DENIED": (403, "These credentials may not make this call"),
    "EXPIRED_TOKEN": (403, "These credentials have expired: sign with new ones"),
    "INVALID_SIGNATURE": (403, "The signature is not that of this call"),
    "MISSING_AUTHENTICATION_TOKEN": (403, "Not signed, or there is no such route"),
    "RESOURCE_NOT_FOUND": (404, "There is no such route"),
    "REQUEST_TOO_LARGE": (413, "The request is larger than 10 MB"),
    "THROTTLED": (429, "Too many calls: wait, then repeat"),
    "API_CONFIGURATION_ERROR": (500, "The service failed: repeat the call"),
    "AUTHORIZER_CONFIGURATION_ERROR": (500, "The service failed: repeat the call"),
    "AUTHORIZER_FAILURE": (500, "The service failed: repeat the call"),
    "INTEGRATION_FAILURE": (504, "The service did not answer: repeat the call"),
    "INTEGRATION_TIMEOUT": (504, "The service did not answer in time: repeat the call"),
    "DEFAULT_4XX": (400, "The request was turned away"),
    "DEFAULT_5XX": (500, "The service failed: repeat the call"),
}

NOT_AN_OBJECT = {
    "detail": "The body must be a JSON object",
    "errors": [
        {
            "field": "body",
            "detail": "is not a JSON object",
            "mend": "send the object that docs/api.md shows for this route",
        }
    ],
}


def add_problems(api: apigateway.RestApi) -> None:
    """Give every refusal of the gateway itself the form that the functions' refusals have."""
    for name, (status, title) in PROBLEMS.items():
        api.add_gateway_response(
            name.title().replace("_", ""),
            type=apigateway.ResponseType.of(name),
            # The defaults stand for many refusals, each of which keeps its own status.
            status_code=None if name.startswith("DEFAULT") else str(status),
            response_headers=_headers(name),
            templates={"application/json": _document(name, status, title)},
        )


def _headers(name: str) -> dict[str, str]:
    """Header names and constants; only a 401 asks for a password."""
    asking = {"WWW-Authenticate": CHALLENGE} if name == "UNAUTHORIZED" else {}
    return {"Content-Type": "'application/problem+json'"} | asking


def _document(name: str, status: int, title: str) -> str:
    """The template of one problem; only the gateway's own message is filled in."""
    fixed: dict[str, object] = {"type": "about:blank", "title": title}
    fixed["request_id"] = "$context.requestId"
    if not name.startswith("DEFAULT"):
        fixed["status"] = status
    if name == "BAD_REQUEST_BODY":
        return json.dumps(fixed | NOT_AN_OBJECT)
    # messageString brings its own quotes.
    return json.dumps(fixed)[:-1] + ', "detail": $context.error.messageString}'
