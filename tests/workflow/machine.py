"""The real ASL on moto's interpreter, with the real steps over the fakes of AWorld."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend

from port_out.domain.errors import PortOutError
from port_out.domain.life_cycle import State
from port_out.gateways.workflow import Workflow
from port_out.steps.begin_wait import begin_wait
from port_out.steps.record_failure import error_name, record_failure
from tests.builders import ACCOUNT, ID, REGION, AWorld
from tests.events.running import post, settle
from tests.fakes import FakeFunctions
from tests.steps.running import STEP, Run

ASL = Path(__file__).parents[2] / "statemachine" / "port_out.asl.json"
_MOTO = {
    "stepfunctions": {"execute_state_machine": True},
    "lambda": {"use_docker": False},
}
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/test"
PATIENCE = 10.0
"""Real seconds until a state that should have come has not come."""


class Machine:
    """One execution of the port-out of a world; time stands still but for its own steps."""

    def __init__(self, world: AWorld) -> None:
        self.world = world
        self._lock = threading.RLock()
        self._moved = threading.Condition(self._lock)
        self.faults: dict[str, list[Exception]] = {}
        self.invoked: list[str] = []
        self._sfn: Any = None
        self._arn = ""
        self.execution = ""
        self.states: list[str] = []

    def start(self) -> None:
        """Create the machine and start the execution."""
        self._sfn = boto3.client("stepfunctions", REGION)
        self.world.workflow = Workflow(client=self._sfn)  # type: ignore[assignment]  # another double in its place
        self.world.functions = _Directly(self)
        created = self._sfn.create_state_machine(
            name="PortOut", definition=_definition(), roleArn=_ROLE
        )
        self._arn = created["stateMachineArn"]
        self.start_again(ID)

    def start_again(self, name: str) -> None:
        """Start an execution of this name."""
        told = json.dumps({"port_out_id": ID})
        started = self._sfn.start_execution(stateMachineArn=self._arn, name=name, input=told)
        self.execution = started["executionArn"]

    def until_entered(self, state: State) -> list[str]:
        """Wait until the execution has entered this state; what it has entered up to then."""
        wait = threading.Event()
        for _ in range(int(PATIENCE / 0.02)):
            if state in (entered := self.entered()):
                return entered
            wait.wait(0.02)
        raise AssertionError(f"not in {state}")

    def say(self, type_: str, **facts: Any) -> None:
        """A signal comes from outside."""
        with self._lock:
            self.world.now.pass_(minutes=1)
            self.world.signal(type_, f"s-{len(self.world.inbox.rows)}", **facts)
            self.settle()

    def settle(self) -> None:
        """What the function Settle Wait does."""
        world = self.world
        with self._moved:
            settle(world)
            self._moved.notify_all()

    def until(self, state: State, *, attempt: int | None = None) -> None:
        """Wait until the port-out stands in this wait, or has ended in this state."""

        def there() -> bool:
            port_out = self.world.port_outs.get(ID)
            arrived = port_out.is_waiting or not state.startswith("Await")
            return port_out.state is state and arrived and attempt in (None, port_out.attempt)

        with self._moved:
            if not self._moved.wait_for(there, PATIENCE):
                raise AssertionError(f"in {self.world.port_outs.get(ID).state}, not in {state}")

    def witness(self) -> None:
        """Whatever the carrier has completed is seen by somebody else, where it has to be."""

        def moved() -> bool:
            port_out = self.world.port_outs.get(ID)
            return port_out.is_waiting and port_out.state is State.AWAIT_SECOND_EVIDENCE

        with self._moved:
            over = self.world.port_outs
            self._moved.wait_for(lambda: moved() or over.get(ID).is_over, PATIENCE)
            if moved():
                self.say("operator.tested_calls")

    def end(self) -> dict[str, Any]:
        """How the execution ended, once it has."""
        wait = threading.Event()
        for _ in range(int(PATIENCE / 0.02)):
            seen: dict[str, Any] = self._sfn.describe_execution(executionArn=self.execution)
            if seen["status"] != "RUNNING":
                return seen
            wait.wait(0.02)
        raise AssertionError("the execution does not end")

    def entered(self) -> list[str]:
        """The names of the states in the order in which they were entered."""
        history = self._sfn.get_execution_history(executionArn=self.execution, maxResults=1000)
        return [
            event["stateEnteredEventDetails"]["name"]
            for event in history["events"]
            if "stateEnteredEventDetails" in event
        ]

    def history(self) -> str:
        """Everything that the execution history shows."""
        answer = self._sfn.get_execution_history(executionArn=self.execution, maxResults=1000)
        return json.dumps(answer["events"], default=str)

    def invoke(self, function: str, payload: dict[str, Any]) -> Any:
        """What Lambda does: run the step, or fail it as planned."""
        with self._moved:
            self.invoked.append(function)
            self.world.now.pass_(seconds=1)
            turn = self.world.pace.current(ID)
            if turn is not None:
                self.world.now.at = max(self.world.now.at, turn.at)
            if self.faults.get(function):
                raise self.faults[function].pop(0)
            result = _STEPS[function](self.world, payload)
            self._moved.notify_all()
            return result


class _Directly(FakeFunctions):
    """Our own functions run at once instead of being queued."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def settle(self, port_out_id: str) -> None:
        super().settle(port_out_id)
        self._machine.settle()

    def post(self, port_out_id: str) -> None:
        super().post(port_out_id)
        post(self._machine.world)


@contextmanager
def running(world: AWorld) -> Iterator[Machine]:
    """The execution of this world's port-out, started."""
    machine = Machine(world)
    original = LambdaSimpleBackend.invoke

    def invoke(
        _: object, function_name: str, __: Any, body: Any, ___: Any, response_headers: Any
    ) -> bytes:
        return _answer(machine, function_name, json.loads(body), response_headers)

    with mock_aws(config=_MOTO):  # type: ignore[arg-type]  # its types know fewer settings
        _functions_exist()
        LambdaSimpleBackend.invoke = invoke
        try:
            machine.start()
            yield machine
        finally:
            LambdaSimpleBackend.invoke = original
            machine._sfn.stop_execution(executionArn=machine.execution)


def _answer(machine: Machine, function: str, payload: Any, headers: Any) -> bytes:
    try:
        return json.dumps(machine.invoke(function.rpartition(":")[2], payload)).encode()
    except Exception as error:  # noqa: BLE001 - Lambda answers whatever a function raises
        headers["x-amz-function-error"] = "Unhandled"
        name = type(error).__name__
        return json.dumps({"errorType": name, "errorMessage": str(error)}).encode()


def _functions_exist() -> None:
    role = boto3.client("iam", REGION).create_role(RoleName="test", AssumeRolePolicyDocument="{}")
    client = boto3.client("lambda", REGION)
    for name in _STEPS:
        client.create_function(
            FunctionName=name, Role=role["Role"]["Arn"], Runtime="python3.13", Code={"ZipFile": b""}
        )


def _definition() -> str:
    text = ASL.read_text()
    for name in _STEPS:
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        text = text.replace("${" + name + "Arn}", arn)
    machine = json.loads(text)
    for state in machine["States"].values():
        for retry in state.get("Retry", ()):
            retry.update(IntervalSeconds=1, BackoffRate=1.0)
            retry.pop("MaxDelaySeconds", None)
            retry.pop("JitterStrategy", None)
        if state["Type"] == "Wait":
            # The world's clock is not the interpreter's; `invoke` moves it.
            del state["TimestampPath"]
            state["Seconds"] = 0
    return json.dumps(machine)


_Step = Callable[[AWorld, dict[str, Any]], Any]


def _steps() -> dict[str, _Step]:
    def step(run: Run) -> _Step:
        return lambda world, payload: run(world)

    return {
        state.title().replace(" ", "").replace("-", ""): step(run) for state, run in STEP.items()
    } | {
        "RecordFailure": lambda w, p: record_failure(
            p["port_out_id"],
            error_name(p),
            port_outs=w.port_outs,
            secrets=w.secrets,
            functions=w.functions,
            now=w.now,
        ),
        "BeginWait": lambda w, p: begin_wait(
            p["port_out_id"],
            State(p["wait"]),
            p["task_token"],
            port_outs=w.port_outs,
            inbox=w.inbox,
            tokens=w.tokens,
            functions=w.functions,
            now=w.now,
        ),
    }


_STEPS = _steps()
__all__ = ["Machine", "PortOutError", "running"]
