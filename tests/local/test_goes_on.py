"""A kept world that is killed goes on: what was answered is there, what waited still waits."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.world import World, WorldFailed
from tests.local.reach import Reach
from tests.waiting import until

NAMES = ["answered", "waiting", "slow"]


class Killed:
    """What was done in a world up to its end by SIGKILL, and the world that goes on."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self.before = self._start()
        self.tokens: dict[str, str] = {}
        reach = Reach(self.before.facts)
        self._hold_things(reach)
        self._run(reach)
        reach.client("stepfunctions").send_task_success(
            taskToken=self.tokens["answered"], output='"yes"'
        )
        os.killpg(self.before["server_process"], signal.SIGKILL)
        self.before.wait()
        self.before.stop()
        self.after = self._start()
        self.reach = Reach(self.after.facts)

    def _start(self) -> World:
        world = World(self._root, folder=self._folder, retry_scale=0.01, keep=True)
        world.start()
        return world

    def _hold_things(self, reach: Reach) -> None:
        ssm, s3, sqs = (reach.client(service) for service in ("ssm", "s3", "sqs"))
        ssm.put_parameter(Name="/by/hand", Value="1", Type="String")
        ssm.put_parameter(Name="/by/hand", Value="2", Type="String", Overwrite=True)
        ssm.delete_parameter(Name="/connect-port-out/carriers/twilio")
        bucket = self.before["documents_bucket"]
        for body in (b"a", b"b" * 9000):
            s3.put_object(Bucket=bucket, Key="loa/1.pdf", Body=body, Tagging="scan=clean")
        url = sqs.create_queue(QueueName="by-hand")["QueueUrl"]
        for text in ("one", "two"):
            sqs.send_message(QueueUrl=url, MessageBody=text)
        self.case = reach.a_case()
        reach.steer("POST", f"/support/cases/{self.case}/replies", {"body": "Hello."})
        reach.steer("PUT", "/support/plan", {"plan": "enterprise"})

    def _run(self, reach: Reach) -> None:
        for name in NAMES:
            self.arn = reach.client("stepfunctions").start_execution(
                stateMachineArn=self.before["state_machine_arn"],
                name=name,
                input=json.dumps({"id": name}),
            )["executionArn"]
            item = until(lambda name=name: item_of(reach, name))
            self.tokens[name] = json.loads(item["event"]["S"])["token"]
        keep = self.before["outputs"]["KeepFunction"]
        event = json.dumps({"id": "slow errand"}).encode()
        reach.client("lambda").invoke(FunctionName=keep, InvocationType="Event", Payload=event)
        until(lambda: item_of(reach, "slow errand"))

    def describe(self, name: str) -> Any:
        arn = f"{self.arn.rpartition(':')[0]}:{name}"
        return self.reach.client("stepfunctions").describe_execution(executionArn=arn)

    def ends(self, name: str) -> Any:
        return until(lambda: (d := self.describe(name))["status"] != "RUNNING" and d)

    def history(self, name: str) -> list[str]:
        arn = f"{self.arn.rpartition(':')[0]}:{name}"
        client = self.reach.client("stepfunctions")
        return [e["type"] for e in client.get_execution_history(executionArn=arn)["events"]]


def item_of(reach: Reach, name: str) -> Any:
    place = {"TableName": reach.facts["outputs"]["Table"], "Key": {"id": {"S": name}}}
    return reach.client("dynamodb").get_item(**place).get("Item")


@pytest.fixture(scope="module")
def killed(laboratory: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    killed = Killed(laboratory.parent, tmp_path_factory.mktemp("kept") / ".local")
    yield killed
    killed.after.stop()


def test_it_has_the_same_address_the_same_people_and_the_same_names(killed: Killed) -> None:
    own = {"server_process", "executions_going_on"}
    before = {key: value for key, value in killed.before.facts.items() if key not in own}

    assert {key: value for key, value in killed.after.facts.items() if key not in own} == before
    # The one that was answered may have ended before the world did.
    assert killed.after["executions_going_on"] in (len(NAMES) - 1, len(NAMES))
    assert killed.reach.api("GET", "/anything", signed=True)[0] == 200


def test_parameters_documents_and_messages_are_as_they_were(killed: Killed) -> None:
    ssm, s3, sqs = (killed.reach.client(service) for service in ("ssm", "s3", "sqs"))
    bucket = {"Bucket": killed.after["documents_bucket"], "Key": "loa/1.pdf"}
    url = sqs.get_queue_url(QueueName="by-hand")["QueueUrl"]

    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]

    assert ssm.get_parameter(Name="/by/hand")["Parameter"]["Value"] == "2"
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.get_parameter(Name="/connect-port-out/carriers/twilio")
    assert s3.get_object(**bucket)["Body"].read() == b"b" * 9000
    assert s3.get_object_tagging(**bucket)["TagSet"] == [{"Key": "scan", "Value": "clean"}]
    assert sorted(message["Body"] for message in messages) == ["one", "two"]


def test_aws_support_remembers(killed: Killed) -> None:
    status, cases = killed.reach.steer("GET", "/support/cases")
    _, habits = killed.reach.steer("GET", "/support/habits")

    assert status == 200
    assert [case["caseId"] for case in cases["cases"]] == [killed.case]
    assert [said["body"] for said in cases["cases"][0]["communications"]][-1] == "Hello."
    assert habits["plan"] == "enterprise"


def test_an_answer_given_right_before_the_end_counts(killed: Killed) -> None:
    assert killed.ends("answered")["output"] == '"yes"'
    states = killed.reach.client("stepfunctions")
    with pytest.raises(states.exceptions.TaskTimedOut):
        states.send_task_success(taskToken=killed.tokens["answered"], output='"no"')
    assert item_of(killed.reach, "answered")["deliveries"]["N"] == "1"


def test_a_wait_keeps_its_token_and_its_function_is_not_called_again(killed: Killed) -> None:
    assert killed.describe("waiting")["status"] == "RUNNING"
    states = killed.reach.client("stepfunctions")
    states.send_task_success(taskToken=killed.tokens["waiting"], output='"late"')

    assert killed.ends("waiting")["output"] == '"late"'
    assert item_of(killed.reach, "waiting")["deliveries"]["N"] == "1"
    task = ["TaskStateEntered", "TaskScheduled", "TaskSucceeded", "TaskStateExited"]
    assert killed.history("waiting") == ["ExecutionStarted", *task, *task, "ExecutionSucceeded"]


def test_a_function_that_was_cut_off_is_called_again_with_the_same_token(killed: Killed) -> None:
    item = until(lambda: (i := item_of(killed.reach, "slow"))["deliveries"]["N"] == "2" and i)

    assert json.loads(item["event"]["S"])["token"] == killed.tokens["slow"]
    states = killed.reach.client("stepfunctions")
    states.send_task_success(taskToken=killed.tokens["slow"], output='"in the end"')
    assert killed.ends("slow")["output"] == '"in the end"'


def test_a_call_that_nobody_waits_for_is_made_again_until_it_is_done(killed: Killed) -> None:
    until(lambda: item_of(killed.reach, "slow errand")["deliveries"]["N"] == "2")

    assert item_of(killed.reach, "answered")["deliveries"]["N"] == "1"


def test_a_function_that_is_ended_with_its_world_has_not_failed(
    laboratory: Path, tmp_path: Path
) -> None:
    with World(laboratory.parent, folder=tmp_path, keep=True) as world:
        reach = Reach(world.facts)
        arn = reach.client("stepfunctions").start_execution(
            stateMachineArn=world["state_machine_arn"], input=json.dumps({"id": "slow"})
        )["executionArn"]
        until(lambda: item_of(reach, "slow"))

    with World(laboratory.parent, folder=tmp_path, keep=True) as world:
        reach = Reach(world.facts)
        until(lambda: item_of(reach, "slow")["deliveries"]["N"] == "2")
        states = reach.client("stepfunctions")
        events = states.get_execution_history(executionArn=arn)["events"]
        assert states.describe_execution(executionArn=arn)["status"] == "RUNNING"
        assert "TaskFailed" not in [event["type"] for event in events]


def test_a_damaged_world_does_not_start_and_says_how_to_go_on(
    laboratory: Path, tmp_path: Path
) -> None:
    kept = tmp_path / ".local" / "kept"
    kept.mkdir(parents=True)
    (kept / "world.sqlite").write_bytes(b"spoilt" * 1000)

    with pytest.raises(WorldFailed, match="make local FRESH=yes") as failed:
        World(laboratory.parent, folder=tmp_path / ".local", keep=True).start()

    assert str(kept) in str(failed.value)
    assert "Traceback" not in str(failed.value)
    assert (kept / "world.sqlite").read_bytes() == b"spoilt" * 1000
