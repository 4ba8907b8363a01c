"""AWS invokes a state's function with the state machine's role, which must allow it.

ministack's Step Functions invokes it whatever the role allows.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc, stepfunctions

ACTION = "lambda:InvokeFunction"
_role: ContextVar[str] = ContextVar("state_machine_role", default="")


def apply() -> None:
    """Ask the machine's role before every function that a state invokes."""
    run, call = stepfunctions._run_execution, stepfunctions._call_lambda

    def run_as_machine(execution_arn: str) -> None:
        execution = stepfunctions._executions.get(execution_arn) or {}
        machine = stepfunctions._state_machines.get(execution.get("stateMachineArn", "")) or {}
        _role.set(machine.get("roleArn", ""))
        run(execution_arn)

    def call_if_allowed(func_ref: str, event: Any) -> Any:
        role = _role.get()
        _, config, _ = lambda_svc._get_func_record_for_ref(func_ref)
        if role and config and not role_allows(role, config["FunctionArn"]):
            raise stepfunctions._ExecutionError(
                "Lambda.AWSLambdaException",
                f"User: {role} is not authorized to perform: {ACTION} on resource: "
                f"{config['FunctionArn']} because no identity-based policy allows the {ACTION} "
                "action (Service: Lambda, Status Code: 403)",
            )
        return call(func_ref, event)

    stepfunctions._run_execution = run_as_machine
    stepfunctions._call_lambda = call_if_allowed


def role_allows(role_arn: str, function_arn: str) -> bool:
    """Whether a role's own policies let it invoke a function."""
    account, role = get_account_id(), role_arn.rsplit("/", 1)[-1]
    context = iam_evaluator.EvalContext(
        principal_arn=role_arn,
        principal_type="AssumedRole",
        principal_account=account,
        action=ACTION,
        resource_arn=function_arn,
        region=get_region(),
    )
    policies = iam_evaluator._gather_role_policies(role, account)
    return bool(iam_evaluator.evaluate(context, policies).decision == "Allow")
