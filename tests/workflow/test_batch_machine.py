"""The state machine of batches as it is, on moto's interpreter, with the real steps."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend

from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.steps.confirm_batch import confirm_batch
from tests.api.batches import a_batch, run_item
from tests.api.builders import ACCOUNT, NUMBERS, REGION, held, inventory
from tests.api.world import World
from tests.fakes import FakeConnect

ASL = Path(__file__).parents[2] / "statemachine" / "batch.asl.json"
MOTO = {"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}
BUCKET, ROLE = "documents", f"arn:aws:iam::{ACCOUNT}:role/test"
TOLL_FREE = "+18005550100"
PATIENCE = 1000
Lambda = Callable[[str, dict[str, Any]], Any]


def definition() -> str:
    """The file with its names bound, and without the pauses of the real time."""
    text = ASL.read_text().replace("${DocumentsBucket}", BUCKET)
    for name in ("RequestGroup", "ConfirmBatch"):
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        text = text.replace("${" + name + "Arn}", arn)
    machine = json.loads(text)
    each = machine["States"]["Request Each Group"]
    # moto's grammar takes a percentage with a fraction only.
    each["ToleratedFailurePercentage"] = float(each["ToleratedFailurePercentage"])
    inner = each["ItemProcessor"]["States"]
    inner["Let Connect Rest"]["Seconds"] = 0
    for state in (*machine["States"].values(), *inner.values()):
        for retry in state.get("Retry", ()):
            retry.update(IntervalSeconds=1, BackoffRate=1.0, MaxAttempts=2)
            retry.pop("MaxDelaySeconds")
            retry.pop("JitterStrategy")
    return json.dumps(machine)


@contextmanager
def interpreted(work: Lambda) -> Iterator[Any]:
    """A client of Step Functions whose functions do this work."""
    original = LambdaSimpleBackend.invoke

    def invoke(_: object, name: str, __: Any, body: Any, ___: Any, response_headers: Any) -> bytes:
        try:
            return json.dumps(work(name.rpartition(":")[2], json.loads(body))).encode()
        except Exception as error:  # noqa: BLE001 - Lambda answers whatever a function raises
            response_headers["x-amz-function-error"] = "Unhandled"
            said = {"errorType": type(error).__name__, "errorMessage": str(error)}
            return json.dumps(said).encode()

    with mock_aws(config=MOTO):  # type: ignore[arg-type]  # its types know fewer settings
        role = boto3.client("iam", REGION).create_role(
            RoleName="test", AssumeRolePolicyDocument="{}"
        )
        for name in ("RequestGroup", "ConfirmBatch"):
            boto3.client("lambda", REGION).create_function(
                FunctionName=name,
                Role=role["Role"]["Arn"],
                Runtime="python3.13",
                Code={"ZipFile": b""},
            )
        boto3.client("s3", REGION).create_bucket(Bucket=BUCKET)
        LambdaSimpleBackend.invoke = invoke
        try:
            yield boto3.client("stepfunctions", REGION)
        finally:
            LambdaSimpleBackend.invoke = original


def played(world: World, before: Lambda = lambda name, event: None) -> str:
    """The one run of this world's batch through the machine: how it ended."""
    ((run, told),) = world.workflow.runs.items()
    lock = threading.Lock()

    def work(name: str, event: dict[str, Any]) -> Any:
        with lock:
            before(name, event)
            if name == "RequestGroup":
                return run_item(world, event)
            return confirm_batch(event["batch_id"], batches=world.batches, topic=world.topic)

    with interpreted(work) as sfn:
        content = world.files.read(told["groups_key"], 1_000_000)
        boto3.client("s3", REGION).put_object(Bucket=BUCKET, Key=told["groups_key"], Body=content)
        machine = sfn.create_state_machine(name="Batch", definition=definition(), roleArn=ROLE)
        arn = sfn.start_execution(
            stateMachineArn=machine["stateMachineArn"], name=run, input=json.dumps(told)
        )["executionArn"]
        pause = threading.Event()
        for _ in range(PATIENCE):
            seen = sfn.describe_execution(executionArn=arn)
            if seen["status"] != "RUNNING":
                return f"{seen['status']} {seen.get('error', '')}".strip()
            pause.wait(0.02)
    raise AssertionError("the execution does not end")


@pytest.fixture
def world() -> World:
    """A batch of two groups was asked for."""
    world = World()
    world.connect = FakeConnect(inventory(*map(held, NUMBERS), held(TOLL_FREE, "TOLL_FREE")))
    world.post("/batches", a_batch(numbers=[*NUMBERS, TOLL_FREE]))
    return world


def test_every_group_is_requested_and_the_run_succeeds(world: World) -> None:
    assert played(world) == "SUCCEEDED"

    assert len(world.port_outs.rows) == len(world.workflow.started) == 2


def test_a_fault_is_tried_again(world: World) -> None:
    faults: list[Exception] = [TemporarilyUnavailable("DynamoDB")]

    def failing(name: str, event: dict[str, Any]) -> None:
        if faults:
            raise faults.pop()

    assert played(world, failing) == "SUCCEEDED"
    assert len(world.port_outs.rows) == 2


def test_a_group_that_fails_stops_no_other_and_the_run_says_that_it_is_incomplete(
    world: World,
) -> None:
    def failing(name: str, event: dict[str, Any]) -> None:
        if event.get("group") == 0:
            raise AccessRefused("DynamoDB")

    assert played(world, failing) == "FAILED BatchIncomplete"
    assert len(world.port_outs.rows) == 1


def test_a_run_that_cannot_be_confirmed_does_not_succeed(world: World) -> None:
    def failing(name: str, event: dict[str, Any]) -> None:
        if name == "ConfirmBatch":
            raise AccessRefused("DynamoDB")

    assert played(world, failing) == "FAILED BatchIncomplete"
