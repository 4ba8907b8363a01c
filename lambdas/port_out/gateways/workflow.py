"""Step Functions: start a port-out, release a wait."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from port_out import settings
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import error_code, translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 4}
)
_GONE = frozenset({"TaskTimedOut", "TaskDoesNotExist"})


class Workflow:
    """Executions are named after their port-out, so a second start finds the first."""

    def __init__(self, *, client: Any = None) -> None:
        self._client: Any = client or aws_client("stepfunctions", _CONFIG)

    def start(self, port_out_id: str, run: str = "") -> bool:
        """Start the execution, or a further run; False when one of that name exists already."""
        told = {"port_out_id": port_out_id}
        return self._start(settings.state_machine_arn(), run or port_out_id, told)

    def status(self, run: str) -> str:
        """What Step Functions says of the execution of this name; empty where it knows none."""
        machine = settings.state_machine_arn().split(":")[:7]
        execution = ":".join([*machine[:5], "execution", machine[6], run])
        with translated("states"):
            try:
                found = self._client.describe_execution(executionArn=execution)
            except ClientError as error:
                if error_code(error) != "ExecutionDoesNotExist":
                    raise
                return ""
        return str(found["status"])

    def start_batch(self, run: str, told: Mapping[str, str]) -> bool:
        """Start a run through a batch; False when one of that name exists already."""
        return self._start(settings.batch_machine_arn(), run, told)

    def _start(self, machine: str, name: str, told: Mapping[str, str]) -> bool:
        with translated("states"):
            try:
                self._client.start_execution(
                    stateMachineArn=machine, name=name, input=json.dumps(told)
                )
            except ClientError as error:
                if error_code(error) != "ExecutionAlreadyExists":
                    raise
                return False
        return True

    def succeed(self, token: str, output: Mapping[str, Any]) -> bool:
        """Release the wait with this token; False when Step Functions waits for it no more."""
        with translated("states"):
            try:
                self._client.send_task_success(taskToken=token, output=json.dumps(output))
            except ClientError as error:
                if error_code(error) not in _GONE:
                    raise
                return False
        return True
