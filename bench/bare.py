"""A state machine that does nothing, with as many states as a straight port-out enters."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

import boto3

from tools.cost import entered
from tools.machine import states

PATIENCE, LOOK = 300.0, 0.1
_LETS_ANY = {"Effect": "Allow", "Principal": {"Service": "*"}, "Action": "sts:AssumeRole"}
_EMPTY = "def handler(event, context):\n    return {}\n"


def bare_definition(function: str) -> dict[str, Any]:
    """As many states as a straight port-out enters, one after the other."""
    path = entered()
    bare: dict[str, dict[str, Any]] = {}
    for n, name in enumerate(path):
        after = {"Next": path[n + 1]} if n + 1 < len(path) else {"End": True}
        is_task = states()[name]["Type"] == "Task"
        task = {"Type": "Task", "Resource": function, "ResultPath": None}
        bare[name] = (task if is_task else {"Type": "Pass"}) | after
    return {"StartAt": path[0], "States": bare}


class Bare:
    """The state machine that does nothing."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self._facts = facts
        role = self._client("iam").create_role(
            RoleName="bare", AssumeRolePolicyDocument=_policy(_LETS_ANY)
        )["Role"]["Arn"]
        invoke = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}
        self._client("iam").put_role_policy(
            RoleName="bare", PolicyName="invoke", PolicyDocument=_policy(invoke)
        )
        function = self._client("lambda").create_function(
            FunctionName="bare",
            Role=role,
            Runtime="python3.13",
            Handler="index.handler",
            Code={"ZipFile": _zipped(_EMPTY)},
        )["FunctionArn"]
        self._sfn = self._client("stepfunctions")
        definition = json.dumps(bare_definition(function))
        self._arn = self._sfn.create_state_machine(
            name="Bare", definition=definition, roleArn=role
        )["stateMachineArn"]

    def run(self, n: int) -> None:
        """One execution, to its end."""
        started = self._sfn.start_execution(stateMachineArn=self._arn, name=f"bare-{n}")
        arn = started["executionArn"]

        def status() -> str:
            said = str(self._sfn.describe_execution(executionArn=arn)["status"])
            return "" if said == "RUNNING" else said

        if (ended := until_there(status)) != "SUCCEEDED":
            raise RuntimeError(f"the bare state machine ended as {ended}")

    def _client(self, service: Any) -> Any:
        keys = self._facts["administrator"]
        return boto3.client(
            service,
            region_name=self._facts["region"],
            endpoint_url=self._facts["aws_endpoint_url"],
            verify=self._facts["ca_bundle"],
            aws_access_key_id=keys["access_key_id"],
            aws_secret_access_key=keys["secret_access_key"],
        )


def until_there(look: Callable[[], str]) -> str:
    """What a look gives as soon as it gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(LOOK)
    raise TimeoutError(f"nothing within {PATIENCE:.0f} s")


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _zipped(source: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.py", source)
    return archive.getvalue()
