"""What API Gateway and S3 refuse, and in which words."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from ministack import app
from ministack.services import apigateway_v1
from ministack.services.cloudformation import provisioners

from local.patches import gateway_errors, old_signatures, request_validators


def test_ministack_tells_the_caller_what_went_wrong_inside() -> None:
    failed = {"error": True, "body": {"errorMessage": "a secret detail", "errorType": "Boom"}}
    assert "a secret detail" in apigateway_v1._lambda_proxy_response(failed)[1]
    gateway_errors.apply()
    assert apigateway_v1._lambda_proxy_response(failed) == (None, "Internal server error")


def method_with_validator() -> dict[str, Any]:
    _, _, body = apigateway_v1._create_rest_api({"name": "laboratory"})
    api = json.loads(body)["id"]
    handlers, here = provisioners._RESOURCE_HANDLERS, {"RestApiId": api}
    validator, _ = handlers[request_validators.VALIDATOR]["create"](
        "Validator", {**here, "ValidateRequestBody": "true"}, "stack"
    )
    root = next(iter(apigateway_v1._resources[api]))
    place = {**here, "ResourceId": root, "HttpMethod": "POST", "RequestValidatorId": validator}
    handlers[request_validators.METHOD]["create"]("Post", place, "stack")
    method: dict[str, Any] = apigateway_v1._resources[api][root]["resourceMethods"]["POST"]
    validators = apigateway_v1._request_validators.get(api, {})
    return dict(validators.get(method.get("requestValidatorId"), {}))


def test_ministacks_cloudformation_ties_no_validator_to_a_method() -> None:
    assert method_with_validator() == {}


def test_a_template_ties_a_validator_to_a_method() -> None:
    request_validators.apply()
    assert method_with_validator()["validateRequestBody"] is True


async def fetched(path: str, query: str) -> tuple[int, bytes]:
    """The status and body of a GET, as it comes from the network."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:4566")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app.app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


OLD_QUERY = "AWSAccessKeyId=test&Signature=made-up&Expires=4102444800"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> str:
    made = app._dispatch_service_request("PUT", "/documents", {}, b"", {}, "id")
    assert asyncio.run(made)[0] == 200
    monkeypatch.setattr(app, "AUTH", True)
    return "/documents"


def test_ministack_accepts_signature_version_2(bucket: str) -> None:
    assert asyncio.run(fetched(bucket, OLD_QUERY))[0] == 200


def test_signature_version_2_is_refused(bucket: str) -> None:
    old_signatures.apply()
    status, body = asyncio.run(fetched(bucket, OLD_QUERY))
    assert (status, b"AWS4-HMAC-SHA256" in body) == (400, True)


def refusal_of_csv() -> object:
    """What a validator with a model for JSON alone says of a body that is CSV."""
    _, _, body = apigateway_v1._create_rest_api({"name": "laboratory"})
    api = json.loads(body)["id"]
    _, _, body = apigateway_v1._create_request_validator(api, {"validateRequestBody": True})
    schema = json.dumps({"type": "object"})
    apigateway_v1._create_model(api, {"name": "Request", "schema": schema})
    models = {"application/json": "Request"}
    method = {"requestValidatorId": json.loads(body)["id"], "requestModels": models}
    headers = {"content-type": "text/csv"}
    refusal: object = apigateway_v1._check_request_validation(method, api, {}, headers, b"a,b", {})
    return refusal


def test_ministack_validates_csv_by_the_model_of_json() -> None:
    assert refusal_of_csv() is not None


def test_a_body_without_a_model_for_its_content_type_is_not_validated() -> None:
    request_validators.apply()
    assert refusal_of_csv() is None
