"""What AWS's own services do under our roles because the template asks them to.

No call of the program shows it, so each rule is AWS's own list of what the feature needs.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.infra.reading import readable
from tests.permissions.needs import Need
from tests.permissions.roles import Roles

Done = Iterator[tuple[str, Need]]
"""Pairs of a role and what it is needed for."""

# https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
_LOG_DELIVERY = [
    f"logs:{action}"
    for action in (
        *("CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery"),
        *("ListLogDeliveries", "PutResourcePolicy", "DescribeResourcePolicies"),
        "DescribeLogGroups",
    )
]
# https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
_TRACES = [
    f"xray:{action}"
    for action in (
        *("PutTraceSegments", "PutTelemetryRecords"),
        *("GetSamplingRules", "GetSamplingTargets"),
    )
]
# https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
_MAP_RUN = ("states:DescribeExecution", "states:StopExecution")
_RESULTS = ("PutObject", "GetObject", "ListMultipartUploadParts", "AbortMultipartUpload")


def done_by_aws(roles: Roles) -> Done:
    """All of it, for every role of the template."""
    yield from _of_functions(roles)
    for _, each in _of(roles, "StepFunctions::StateMachine"):
        yield from _of_machine(roles, each)
    for _, each in _of(roles, "Scheduler::Schedule"):
        yield from _of_schedule(roles, each["Target"])
    for _, rule in _of(roles, "Events::Rule"):
        for target in rule["Targets"]:
            if "RoleArn" in target:
                bus = roles.places.text(target["Arn"])
                yield _role(target["RoleArn"]), ("events:PutEvents", bus)


def machine_role(roles: Roles, word: str) -> str:
    """The role of the machine whose steps are these functions: `port_out` or `batch`."""
    (found,) = [
        _role(machine["RoleArn"])
        for name, machine in _of(roles, "StepFunctions::StateMachine")
        if readable(name).lower().endswith(word.replace("_", ""))
    ]
    return found


def _of_functions(roles: Roles) -> Done:
    """Lambda writes the log, and leaves what nobody waits for on the queue."""
    queues = {
        each["FunctionName"]["Ref"]: each["DestinationConfig"]["OnFailure"]["Destination"]
        for _, each in _of(roles, "Lambda::EventInvokeConfig")
    }
    for name, function in _of(roles, "Lambda::Function"):
        group = roles.places.text(
            {"Fn::GetAtt": [function["LoggingConfig"]["LogGroup"]["Ref"], ""]}
        )
        stream = group.removesuffix("*") + "log-stream:2026/11/23/[$LATEST]0"
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            yield _role(function["Role"]), (action, stream)
        if name in queues:
            yield _role(function["Role"]), ("sqs:SendMessage", roles.places.text(queues[name]))


def _of_machine(roles: Roles, machine: dict[str, Any]) -> Done:
    """It invokes what its states name, writes its log and traces, and runs its Map."""
    role, text = _role(machine["RoleArn"]), machine["DefinitionString"]
    named = {name: roles.places.text(v) for name, v in machine["DefinitionSubstitutions"].items()}
    for name in set(re.findall(r"\$\{(\w+)Arn\}", text)):
        yield role, ("lambda:InvokeFunction", named[f"{name}Arn"])
    if machine["LoggingConfiguration"]["Destinations"]:
        yield from ((role, (action, "*")) for action in _LOG_DELIVERY)
    if machine["TracingConfiguration"]["Enabled"]:
        yield from ((role, (action, "*")) for action in _TRACES)
    for state in json.loads(text)["States"].values():
        if state.get("ItemProcessor", {}).get("ProcessorConfig", {}).get("Mode") == "DISTRIBUTED":
            yield from ((role, need) for need in _of_map(roles, state, named))


def _of_map(roles: Roles, state: dict[str, Any], named: dict[str, str]) -> Iterator[Need]:
    """A Distributed Map starts, watches and redrives its items, and writes their results."""
    batch = roles.names["BATCH_MACHINE_ARN"]
    yield "states:StartExecution", batch
    runs = batch.replace(":stateMachine:", ":execution:")
    yield from ((action, f"{runs}:item") for action in _MAP_RUN)
    yield "states:RedriveExecution", f"{runs}/{state['Label']}:item"
    where = state["ResultWriter"]["Parameters"]
    bucket = where["Bucket"]
    for name, value in named.items():
        bucket = bucket.replace("${" + name + "}", value)
    results = f"arn:aws:s3:::{bucket}/{where['Prefix']}/run/SUCCEEDED_0.json"
    yield from ((f"s3:{action}", results) for action in _RESULTS)


def _of_schedule(roles: Roles, target: dict[str, Any]) -> Done:
    """The scheduler calls, and leaves what it could not call on the queue."""
    role = _role(target["RoleArn"])
    yield role, ("lambda:InvokeFunction", roles.places.text(target["Arn"]))
    yield role, ("sqs:SendMessage", roles.places.text(target["DeadLetterConfig"]["Arn"]))


def _of(roles: Roles, type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Logical ids and properties of all resources of a type."""
    for name, resource in roles.template.content["Resources"].items():
        if resource["Type"] == f"AWS::{type_}":
            yield name, resource["Properties"]


def _role(value: dict[str, Any]) -> str:
    return readable(value["Fn::GetAtt"][0])
