"""Step Functions and Lambda as botocore models them."""

import json

import pytest

from port_out import settings
from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.gateways.functions import Functions
from port_out.gateways.workflow import Workflow
from tests.builders import ID, NOON
from tests.gateways.stubs import a_client, planned, refuse

TOKEN = "t" * 600
ANSWER = {"outcome": "go_ahead", "attempt": 1}


def test_an_execution_is_named_after_its_port_out_and_given_its_id_only() -> None:
    client = a_client("stepfunctions")
    asked = {
        "stateMachineArn": settings.state_machine_arn(),
        "name": ID,
        "input": json.dumps({"port_out_id": ID}),
    }

    with planned(client) as answers:
        started = {"executionArn": "arn:aws:states:x", "startDate": NOON}
        answers.add_response("start_execution", started, asked)
        assert Workflow(client=client).start(ID)


def test_an_execution_that_is_there_is_not_started_again() -> None:
    client = a_client("stepfunctions")

    with planned(client) as answers:
        refuse(answers, "start_execution", "ExecutionAlreadyExists")
        assert not Workflow(client=client).start(ID)


def test_a_run_through_a_batch_starts_on_the_machine_of_batches_once() -> None:
    client = a_client("stepfunctions")
    told = {"batch_id": "ba-a", "groups_key": "batches/ba-a/groups.json"}
    asked = {
        "stateMachineArn": settings.batch_machine_arn(),
        "name": "ba-a-20261124T2000",
        "input": json.dumps(told),
    }

    with planned(client) as answers:
        started = {"executionArn": "arn:aws:states:x", "startDate": NOON}
        answers.add_response("start_execution", started, asked)
        refuse(answers, "start_execution", "ExecutionAlreadyExists")
        assert Workflow(client=client).start_batch("ba-a-20261124T2000", told)
        assert not Workflow(client=client).start_batch("ba-a-20261124T2000", told)


def test_a_wait_is_released_with_its_token() -> None:
    client = a_client("stepfunctions")

    with planned(client) as answers:
        asked = {"taskToken": TOKEN, "output": json.dumps(ANSWER)}
        answers.add_response("send_task_success", {}, asked)
        assert Workflow(client=client).succeed(TOKEN, ANSWER)


@pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist"])
def test_a_token_that_nobody_waits_for_is_no_fault(code: str) -> None:
    client = a_client("stepfunctions")

    with planned(client) as answers:
        refuse(answers, "send_task_success", code)
        assert not Workflow(client=client).succeed(TOKEN, ANSWER)


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("ThrottlingException", 400, TemporarilyUnavailable),
        ("InternalServerError", 500, TemporarilyUnavailable),
        ("AccessDeniedException", 400, AccessRefused),
    ],
)
def test_step_functions_refusals_are_translated(
    code: str, status: int, error: type[Exception]
) -> None:
    client = a_client("stepfunctions")

    with planned(client) as answers:
        refuse(answers, "start_execution", code, status)
        refuse(answers, "send_task_success", code, status)
        with pytest.raises(error):
            Workflow(client=client).start(ID)
        with pytest.raises(error) as found:
            Workflow(client=client).succeed(TOKEN, ANSWER)

    assert TOKEN not in str(found.value)


def test_our_own_functions_are_called_without_waiting_for_them() -> None:
    client = a_client("lambda")
    asked = {"InvocationType": "Event", "Payload": json.dumps({"port_out_id": ID}).encode()}

    with planned(client) as answers:
        for function in ("settle-wait", "post-to-case", "follow-up-case"):
            answers.add_response("invoke", {"StatusCode": 202}, asked | {"FunctionName": function})
        Functions(client=client).settle(ID)
        Functions(client=client).post(ID)
        Functions(client=client).follow_up(ID)


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("TooManyRequestsException", 429, TemporarilyUnavailable),
        ("ServiceException", 500, TemporarilyUnavailable),
        ("AccessDeniedException", 403, AccessRefused),
    ],
)
def test_lambda_refusals_are_translated(code: str, status: int, error: type[Exception]) -> None:
    client = a_client("lambda")

    with planned(client) as answers:
        refuse(answers, "invoke", code, status)
        with pytest.raises(error):
            Functions(client=client).settle(ID)


def test_an_execution_is_asked_for_by_its_name_alone_and_may_be_unknown() -> None:
    client = a_client("stepfunctions")
    machine = settings.state_machine_arn().split(":")[:7]
    asked = {"executionArn": ":".join([*machine[:5], "execution", machine[6], f"{ID}-r2"])}

    with planned(client) as answers:
        found = {"executionArn": "arn:aws:states:x", "stateMachineArn": "arn:aws:states:y"}
        more = {"startDate": NOON, "status": "FAILED"}
        answers.add_response("describe_execution", found | more, asked)
        refuse(answers, "describe_execution", "ExecutionDoesNotExist")
        assert Workflow(client=client).status(f"{ID}-r2") == "FAILED"
        assert Workflow(client=client).status(f"{ID}-r2") == ""


def test_a_loss_is_handed_on_as_it_is() -> None:
    client, loss = a_client("lambda"), {"port_out_id": ID, "phone_number_id": "id-1"}
    asked = {
        "FunctionName": settings.record_loss_function(),
        "InvocationType": "Event",
        "Payload": json.dumps(loss).encode(),
    }

    with planned(client) as answers:
        answers.add_response("invoke", {"StatusCode": 202}, asked)
        Functions(client=client).record_loss(loss)
