"""AWS lets a service invoke a function only if its policy, or Scheduler's role, allows the source.

ministack's API Gateway, EventBridge and Scheduler invoke it whatever those say.
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import apigateway_v1, eventbridge, lambda_svc

from local.patches.machine_role import ACTION, role_allows

Called = tuple[dict[str, Any] | None, str | None]


def apply() -> None:
    """Ask for the permission before API Gateway, a rule or a schedule invokes a function."""
    _ask_for_api_gateway()
    _ask_for_authorizers()
    _ask_for_rules_and_schedules()


def _ask_for_api_gateway() -> None:
    original = apigateway_v1._call_lambda_raw

    async def call(function_ref: str, event: dict[str, Any], **scope: Any) -> Called:
        context = event["requestContext"]
        place = f"{context['apiId']}/{context['stage']}"
        what = f"{place}/{context['httpMethod']}{context['resourcePath']}"
        source = f"arn:aws:execute-api:{get_region()}:{get_account_id()}:{what}"
        if not _policy_allows(function_ref, "apigateway.amazonaws.com", source):
            return None, f"{source} may not invoke {function_ref}"
        called: Called = await original(function_ref, event, **scope)
        return called

    apigateway_v1._call_lambda_raw = call


def _ask_for_authorizers() -> None:
    original = apigateway_v1._invoke_authorizer_lambda

    async def invoke(authorizer: dict[str, Any], event: dict[str, Any], *scope: Any) -> Any:
        function = apigateway_v1._extract_lambda_ref_from_integration_uri(
            authorizer["authorizerUri"]
        )
        api = event["methodArn"].partition("/")[0]
        if _policy_allows(
            function, "apigateway.amazonaws.com", f"{api}/authorizers/{authorizer['id']}"
        ):
            return await original(authorizer, event, *scope)
        return None

    apigateway_v1._invoke_authorizer_lambda = invoke


def _ask_for_rules_and_schedules() -> None:
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: Any, *rest: Any) -> Any:
        function = target.get("Arn", "")
        if ":lambda:" not in function:
            allowed = True
        elif event.get("Source") == "aws.scheduler":
            allowed = role_allows(target.get("RoleArn", ""), function)
        else:
            allowed = _policy_allows(function, "events.amazonaws.com", rule.get("Arn", ""))
        if allowed:
            return original(target, event, rule, *rest)
        eventbridge.logger.warning("%s may not invoke %s", rule.get("Arn"), function)
        return None

    eventbridge._invoke_target = invoke


def _policy_allows(function_ref: str, service: str, source_arn: str) -> bool:
    function, config, _ = lambda_svc._get_func_record_for_ref(function_ref)
    if not function or not config:
        return True
    context = iam_evaluator.EvalContext(
        principal_arn=service,
        principal_type="Service",
        principal_account=get_account_id(),
        action=ACTION,
        resource_arn=config["FunctionArn"],
        region=get_region(),
        service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": get_account_id()},
    )
    answer = iam_evaluator.evaluate_resource_policy(function.get("policy"), context, service)
    return bool(answer.decision == "Allow")
