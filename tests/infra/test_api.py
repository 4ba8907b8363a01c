"""The door: who may come in, how fast, and what is said to those who may not."""

import json
from typing import Any

import pytest

from infra.inputs import ROOT
from infra.problems import PROBLEMS
from infra.routes import ROUTES, Who
from tests.infra.reading import Template, plain

SCHEMAS = ROOT / "lambdas" / "port_out" / "api" / "schemas"
CARRIERS = "/carriers/{carrier}/port-outs/{id}"
CHALLENGED = "/carriers/bandwidth/port-outs/{id}"
ROUTED = {
    "POST /port-outs": "RequestPortOut",
    "POST /port-outs/plan": "RequestPortOut",
    "GET /port-outs": "ShowPortOuts",
    "GET /port-outs/{id}": "ShowPortOuts",
    "GET /port-outs/{id}/transitions": "ShowPortOuts",
    "GET /port-outs/{id}/communications": "ShowPortOuts",
    "POST /port-outs/{id}/signals": "ReceiveSignal",
    "POST /port-outs/{id}/restart": "RestartPortOut",
    "POST /port-outs/{id}/documents": "ExchangeDocuments",
    "GET /port-outs/{id}/documents/{name}": "ExchangeDocuments",
    f"POST {CARRIERS}": "ReceiveCarrierUpdate",
    f"POST {CHALLENGED}": "ReceiveCarrierUpdate",
    "POST /batches": "RequestBatch",
    "GET /batches": "ShowBatch",
    "GET /batches/{id}": "ShowBatch",
    "POST /port-outs/{id}/approvals": "ReceiveApproval",
    "GET /locks": "LockNumbers",
    "POST /locks": "LockNumbers",
    "POST /locks/unlock": "LockNumbers",
    "POST /locks/approvals": "LockNumbers",
    "POST /port-outs/{id}/links": "IssueLinks",
    "GET /port-outs/{id}/notices": "RedeliverNotices",
    "POST /port-outs/{id}/notices/{notice}/redeliver": "RedeliverNotices",
    "DELETE /port-outs/{id}/links/{link}": "IssueLinks",
    "GET /links/{token}": "AnswerLink",
    "POST /links/{token}": "AnswerLink",
}
UNSIGNED = {f"POST {CARRIERS}", "GET /links/{token}", "POST /links/{token}"}


@pytest.fixture(scope="module")
def methods(template: Template) -> dict[str, Any]:
    """Properties of every method by "VERB /path"."""
    resources = template.content["Resources"]

    def path(reference: Any) -> str:
        if "Ref" not in reference:
            return ""
        has = resources[reference["Ref"]]["Properties"]
        return f"{path(has['ParentId'])}/{has['PathPart']}"

    return {
        f"{each['HttpMethod']} {path(each['ResourceId'])}": each
        for each in template.properties("ApiGateway::Method")
    }


def test_every_route_goes_to_its_function(methods: dict[str, Any]) -> None:
    assert set(methods) == set(ROUTED)
    for route, method in methods.items():
        assert method["Integration"]["Type"] == "AWS_PROXY"
        assert f"<{ROUTED[route]}Function>" in plain(method["Integration"]["Uri"])


def test_operators_sign_with_iam_and_only_carriers_and_people_come_without(
    methods: dict[str, Any],
) -> None:
    for route, method in methods.items():
        without = "CUSTOM" if route == f"POST {CHALLENGED}" else "NONE"
        is_open = route in UNSIGNED or route == f"POST {CHALLENGED}"
        assert method["AuthorizationType"] == (without if is_open else "AWS_IAM"), route


def test_only_the_routes_of_carriers_and_people_are_open_to_all(template: Template) -> None:
    (api,) = template.properties("ApiGateway::RestApi")
    (statement,) = api["Policy"]["Statement"]
    assert set(statement["Resource"]) == {
        "execute-api:/v1/POST/carriers/*/port-outs/*",
        "execute-api:/v1/POST/carriers/bandwidth/port-outs/*",
        "execute-api:/v1/GET/links/*",
        "execute-api:/v1/POST/links/*",
    }
    assert statement["Action"] == "execute-api:Invoke"


def test_a_password_is_asked_for_anew_each_time_and_nobody_else_may_ask_the_function(
    template: Template, methods: dict[str, Any]
) -> None:
    ((name, authorizer),) = template.of_type("ApiGateway::Authorizer").items()
    has = authorizer["Properties"]
    assert methods[f"POST {CHALLENGED}"]["AuthorizerId"]["Ref"].startswith(name)
    assert has["Type"] == "REQUEST"
    assert has["IdentitySource"] == "method.request.header.Authorization"
    assert has["AuthorizerResultTtlInSeconds"] == 0
    assert "AuthorizeCarrierFunction" in str(has["AuthorizerUri"])
    permissions = [
        each
        for each in template.properties("Lambda::Permission")
        if plain(each["FunctionName"]) == "<AuthorizeCarrierFunction>"
    ]
    assert [plain(each["SourceArn"]).rpartition(":")[2] for each in permissions] == [
        f"<ApiRestApi>/authorizers/<{name}>"
    ]


def test_a_401_of_the_gateway_asks_for_the_password_and_no_other_answer_does(
    template: Template,
) -> None:
    asking = {
        each["ResponseType"]: each["ResponseParameters"]["gatewayresponse.header.WWW-Authenticate"]
        for each in template.properties("ApiGateway::GatewayResponse")
        if "gatewayresponse.header.WWW-Authenticate" in each["ResponseParameters"]
    }
    assert asking == {"UNAUTHORIZED": "'Basic realm=\"Connect Port-Out\"'"}


def test_an_operators_body_is_a_json_object_at_the_door_and_others_must_be_proven_first(
    template: Template, methods: dict[str, Any]
) -> None:
    (validator,) = template.properties("ApiGateway::RequestValidator")
    assert validator["ValidateRequestBody"] is validator["ValidateRequestParameters"] is True
    models = template.of_type("ApiGateway::Model")
    for route in ROUTES:
        method = methods[f"{route.method} {route.path}"]
        assert "RequestValidatorId" in method
        if route.who is not Who.OPERATOR:
            assert "RequestModels" not in method
        elif route.schema:
            name = plain(method["RequestModels"]["application/json"]).strip("<>")
            assert models[name]["Properties"]["Schema"]["type"] == "object"
            assert json.loads((SCHEMAS / f"{route.schema}.json").read_text())["type"] == "object"


def test_every_route_has_a_throttle_of_its_own(template: Template) -> None:
    (stage,) = template.properties("ApiGateway::Stage")
    throttled = {
        f"{each['HttpMethod']} {each['ResourcePath'][1:].replace('~1', '/')}"
        for each in stage["MethodSettings"]
        if each["ThrottlingRateLimit"] <= 20
    }
    assert throttled == set(ROUTED)


def test_no_log_holds_bodies_or_query_strings(template: Template) -> None:
    (stage,) = template.properties("ApiGateway::Stage")
    logged = set(json.loads(stage["AccessLogSetting"]["Format"]).values())
    assert "$context.resourcePath" in logged
    assert not [each for each in logged if "path" in each or "query" in each or "body" in each]
    for each in stage["MethodSettings"]:
        assert each["DataTraceEnabled"] is False
        has_token = "token" in each["ResourcePath"]
        assert each["LoggingLevel"] == ("OFF" if has_token else "ERROR")


def test_nothing_but_the_machines_is_traced_as_a_trace_would_hold_the_token(
    template: Template,
) -> None:
    (stage,) = template.properties("ApiGateway::Stage")

    assert not stage.get("TracingEnabled")
    for function in template.functions().values():
        assert "TracingConfig" not in function


def test_a_link_is_called_five_times_a_second_at_most(template: Template) -> None:
    (stage,) = template.properties("ApiGateway::Stage")
    paces = {
        each["ThrottlingRateLimit"]
        for each in stage["MethodSettings"]
        if "{token}" in each["ResourcePath"]
    }
    assert paces == {5}


def test_the_gateway_itself_answers_with_problem_documents(template: Template) -> None:
    answers = template.properties("ApiGateway::GatewayResponse")
    assert {each["ResponseType"] for each in answers} == set(PROBLEMS)
    for each in answers:
        content_type = each["ResponseParameters"]["gatewayresponse.header.Content-Type"]
        assert content_type == "'application/problem+json'"
        template_text = each["ResponseTemplates"]["application/json"]
        said = json.loads(template_text.replace("$context.error.messageString", '"said"'))
        assert {"type", "title", "detail", "request_id"} <= set(said)
        assert said.get("status") in (None, int(each.get("StatusCode", 0)))


def test_browsers_of_other_sites_are_not_let_in(methods: dict[str, Any]) -> None:
    assert not [route for route in methods if route.startswith("OPTIONS")]
