"""Who asks a Lambda authorizer, when, and what becomes of a function's own challenge."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from ministack.services import apigateway_v1, lambda_svc

from local.patches import domain_names, identity_sources, invoke_permissions, renamed_headers

API, FUNCTION = "api", "arn:aws:lambda:us-east-1:000000000000:function:admit"
AUTHORIZER = {
    "id": "asker",
    "type": "REQUEST",
    "identitySource": "method.request.header.Authorization",
    "authorizerResultTtlInSeconds": 0,
    "authorizerUri": f"arn:aws:apigateway:us-east-1:lambda:path/x/functions/{FUNCTION}/invocations",
}
METHOD = {"authorizationType": "CUSTOM", "authorizerId": "asker"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the authorizer's function was asked; it lets everybody in."""
    events: list[dict[str, Any]] = []

    async def invoke(authorizer: dict[str, Any], event: dict[str, Any], *scope: Any) -> Any:
        events.append(event)
        allow = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}
        return {"body": {"principalId": "x", "policyDocument": {"Statement": [allow]}}}

    monkeypatch.setattr(apigateway_v1, "_invoke_authorizer_lambda", invoke)
    monkeypatch.setattr(apigateway_v1, "_authorizers_v1", {API: {"asker": AUTHORIZER}})
    return events


def authorized(headers: dict[str, str]) -> Any:
    """The gateway's refusal of a request with these headers, None where it may go on."""
    resource = {"id": "r", "path": "/guarded"}
    request = ("POST", "/guarded", resource, headers, b"", {}, {}, {}, "000000000000", "us-east-1")
    error, _ = asyncio.run(apigateway_v1._authorize_request_v1(API, "v1", METHOD, *request))
    return error


def test_ministack_asks_the_function_even_where_nothing_is_to_be_judged(
    asked: list[dict[str, Any]],
) -> None:
    authorized({})

    assert len(asked) == 1


def test_without_a_password_the_gateway_refuses_by_itself(asked: list[dict[str, Any]]) -> None:
    identity_sources.apply()

    refused = authorized({})

    assert refused.response_type == "UNAUTHORIZED"
    assert asked == []
    assert authorized({"authorization": "Basic x"}) is None
    assert len(asked) == 1


def let_in(policy: dict[str, Any]) -> Any:
    """What an authorizer's function answers that has this resource policy."""
    record = {"config": {"FunctionArn": FUNCTION}, "policy": policy}
    lambda_svc._get_func_record_for_ref = lambda ref: (record, record["config"], "admit")
    lambda_svc._get_func_record_for_ref_in_scope = lambda ref, **_: (record, record["config"], "")
    lambda_svc._execution_record_for_config = lambda *_: record
    lambda_svc._execute_function_with_config_scope = lambda *_: {"body": "called"}
    event = {"methodArn": f"arn:aws:execute-api:us-east-1:000000000000:{API}/v1/POST/guarded"}
    return asyncio.run(
        apigateway_v1._invoke_authorizer_lambda(AUTHORIZER, event, "000000000000", "us-east-1")
    )


def policy_for(source: str) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": FUNCTION,
        "Condition": {"ArnLike": {"AWS:SourceArn": source}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


SOURCE = f"arn:aws:execute-api:us-east-1:000000000000:{API}/authorizers"


def test_ministack_asks_an_authorizer_that_lets_nobody_ask() -> None:
    assert let_in(policy_for("arn:aws:execute-api:*:*:other/*")) == {"body": "called"}


def test_an_authorizer_is_asked_only_where_its_policy_names_it() -> None:
    invoke_permissions.apply()

    assert let_in(policy_for(f"{SOURCE}/asker")) == {"body": "called"}
    assert let_in(policy_for(f"{SOURCE}/other")) is None


def event_of(host: str) -> Any:
    resource = {"id": "r", "path": "/x"}
    request = ("v1", {}, resource, "/x", "GET", {"host": host}, b"", {}, {})
    context = apigateway_v1._build_lambda_event_v1(API, *request)["requestContext"]
    return context.get("domainName")


def test_ministack_does_not_say_under_which_name_it_was_called() -> None:
    assert event_of("127.0.0.1:4566") is None


def test_name_and_path_make_up_the_url_that_was_called() -> None:
    domain_names.apply()

    assert event_of("127.0.0.1:4566") == f"127.0.0.1:4566/_aws/execute-api/{API}"
    assert event_of("api.execute-api.us-east-1.amazonaws.com").endswith(".amazonaws.com")


def answered(headers: dict[str, str]) -> Any:
    answer, _ = apigateway_v1._lambda_proxy_response(
        {"body": {"statusCode": 401, "headers": headers}}
    )
    return answer["headers"]


def test_ministack_hands_a_functions_challenge_on() -> None:
    assert answered({"WWW-Authenticate": "Basic"}) == {"WWW-Authenticate": "Basic"}


def test_a_functions_challenge_gets_another_name() -> None:
    renamed_headers.apply()

    changed = answered({"WWW-Authenticate": "Basic", "X-Other": "y"})

    assert changed == {"x-amzn-Remapped-WWW-Authenticate": "Basic", "X-Other": "y"}
