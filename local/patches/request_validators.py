"""API Gateway checks a request by the validator and the models that the template gives its method.

ministack enforces validators made by its API, but its CloudFormation neither makes the validator
nor ties it to the method, so every request passes. Where no model is given for a body's content
type (nor for $default) AWS does not validate the body; ministack takes the model of JSON.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import apigateway_v1
from ministack.services.cloudformation import provisioners

VALIDATOR, METHOD = "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::Method"
Made = tuple[str, dict[str, str]]


def apply() -> None:
    """Make the template's validators, and tie them to their methods."""
    handlers = provisioners._RESOURCE_HANDLERS
    create_method = handlers[METHOD]["create"]

    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
        made: Made = create_method(logical_id, props, stack_name)
        resource = apigateway_v1._resources[props["RestApiId"]][props["ResourceId"]]
        method = resource["resourceMethods"][props["HttpMethod"]]
        method["requestValidatorId"] = props.get("RequestValidatorId")
        return made

    handlers[METHOD] = {**handlers[METHOD], "create": create}
    handlers[VALIDATOR] = {**handlers[VALIDATOR], "create": _create_validator}
    check = apigateway_v1._check_request_validation

    def check_known(
        method: dict[str, Any], api_id: str, request: Any, headers: Any, *rest: Any
    ) -> Any:
        kind = apigateway_v1._header_ci(headers, "content-type") or "application/json"
        models = method.get("requestModels") or {}
        model = models.get(kind.split(";", 1)[0].strip()) or models.get("$default")
        known = {**method, "requestModels": {"application/json": model} if model else {}}
        return check(known, api_id, request, headers, *rest)

    apigateway_v1._check_request_validation = check_known


def _create_validator(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
    data = {
        "name": props.get("Name", logical_id),
        "validateRequestBody": _true(props.get("ValidateRequestBody")),
        "validateRequestParameters": _true(props.get("ValidateRequestParameters")),
    }
    _, _, body = apigateway_v1._create_request_validator(props["RestApiId"], data)
    identifier = str(json.loads(body)["id"])
    return identifier, {"RequestValidatorId": identifier}


def _true(value: Any) -> bool:
    return str(value).lower() == "true"
