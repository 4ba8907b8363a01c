"""CloudFormation makes state machine versions and aliases.

ministack's CloudFormation refuses a template that has them: "Unrecognized resource types".
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import stepfunctions
from ministack.services.cloudformation import provisioners

VERSION = "AWS::StepFunctions::StateMachineVersion"
ALIAS = "AWS::StepFunctions::StateMachineAlias"
Made = tuple[str, dict[str, str]]


def apply() -> None:
    """Teach CloudFormation both types, by Step Functions' own calls."""
    handlers = provisioners._RESOURCE_HANDLERS
    handlers[VERSION] = {"create": _publish, "delete": _delete_version}
    handlers[ALIAS] = {"create": _create_alias, "delete": _delete_alias}


def _publish(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
    answer = _done(
        stepfunctions._publish_state_machine_version(
            {
                "stateMachineArn": props["StateMachineArn"],
                "revisionId": props.get("StateMachineRevisionId"),
                "description": props.get("Description", ""),
            }
        )
    )
    arn = answer["stateMachineVersionArn"]
    return arn, {"Arn": arn}


def _create_alias(logical_id: str, props: dict[str, Any], stack_name: str) -> Made:
    name = props.get("Name") or f"{stack_name}-{logical_id}"
    answer = _done(
        stepfunctions._create_state_machine_alias(
            {
                "name": name,
                "description": props.get("Description", ""),
                "routingConfiguration": _routing(props),
            }
        )
    )
    arn = answer["stateMachineAliasArn"]
    return arn, {"Arn": arn}


def _routing(props: dict[str, Any]) -> list[dict[str, Any]]:
    if deployment := props.get("DeploymentPreference"):
        version = deployment["StateMachineVersionArn"]
        return [{"stateMachineVersionArn": version, "weight": 100}]
    return [
        {"stateMachineVersionArn": route["StateMachineVersionArn"], "weight": int(route["Weight"])}
        for route in props["RoutingConfiguration"]
    ]


def _delete_version(physical_id: str, props: dict[str, Any]) -> None:
    stepfunctions._delete_state_machine_version({"stateMachineVersionArn": physical_id})


def _delete_alias(physical_id: str, props: dict[str, Any]) -> None:
    stepfunctions._delete_state_machine_alias({"stateMachineAliasArn": physical_id})


def _done(response: tuple[int, dict[str, str], bytes]) -> dict[str, Any]:
    status, _, body = response
    answer: dict[str, Any] = json.loads(body)
    if status >= 400:
        raise ValueError(answer.get("message", str(answer)))
    return answer
