"""The executions of one world, as Step Functions keeps them: by name."""

import json
from pathlib import Path
from typing import Any

from port_out import settings
from tests.faults.clock import Clock
from tests.faults.functions import Functions
from tests.faults.machine import FAILED, RUNNING, Execution
from tests.faults.wire import Wire

DEFINITIONS = Path(__file__).parents[2] / "statemachine"
EXPIRED = "Port-Out Expired"


class Executions(Functions):
    """Port-outs have one at a time, a restarted one has several in a row."""

    def __init__(self, clock: Clock, wire: Wire) -> None:
        super().__init__(clock, wire)
        self.executions: dict[str, Execution] = {}
        self._definitions = {
            name: json.loads((DEFINITIONS / f"{name}.asl.json").read_text())
            for name in ("port_out", "batch")
        }

    def runs(self, id_: str) -> list[Execution]:
        """Every execution of a port-out, the newest last."""
        found = self.executions.items()
        return [one for name, one in found if name == id_ or name.startswith(f"{id_}-r")]

    def has_failed(self, id_: str) -> bool:
        """True where the newest execution ended red, but not for want of patience."""
        runs = self.runs(id_)
        return bool(runs) and runs[-1].status == FAILED and runs[-1].state != EXPIRED

    def start(self, asked: dict[str, Any]) -> Any:
        """A second start of the same name finds the first, or is refused once that is over."""
        name, data = asked["name"], json.loads(asked["input"])
        if (known := self.executions.get(name)) is not None:
            is_same = known.status == RUNNING and known.told == data
            return _started(name) if is_same else "ExecutionAlreadyExists"
        kind = "batch" if "Batch" in asked["stateMachineArn"] else "port_out"
        execution = Execution(name, self._definitions[kind], data, self.clock, self)
        self.executions[name] = execution
        execution.begin()
        return _started(name)

    def describe(self, asked: dict[str, Any]) -> Any:
        """Whether the execution runs, or how it ended."""
        name = asked["executionArn"].rpartition(":")[2]
        if (known := self.executions.get(name)) is None:
            return "ExecutionDoesNotExist"
        machine = settings.state_machine_arn().rpartition(":")[0]
        return _started(name) | {"stateMachineArn": machine, "status": known.status}

    def send_success(self, asked: dict[str, Any]) -> Any:
        """The wait with this token is over, if anybody waits with it."""
        token, output = asked["taskToken"], json.loads(asked["output"])
        execution = self.executions.get(token.partition("/")[0])
        if execution is None or not execution.succeed(token, output):
            return "TaskTimedOut"
        return {}


def _started(name: str) -> dict[str, Any]:
    return {"executionArn": f"arn:{name}", "startDate": 1764000000.0}
