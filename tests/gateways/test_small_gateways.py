"""Step Functions, Lambda and SSM as botocore models them."""

import json

import pytest

from port_out import settings
from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.gateways.carrier_keys import CarrierKeys
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


def parameter(value: str) -> dict[str, dict[str, str]]:
    """SSM's answer with this value."""
    return {"Parameter": {"Name": "x", "Type": "SecureString", "Value": value}}


def test_a_carrier_has_several_keys_during_a_rotation() -> None:
    client = a_client("ssm")
    asked = {"Name": "/connect-port-out/carriers/standard", "WithDecryption": True}

    with planned(client) as answers:
        answers.add_response("get_parameter", parameter("whsec_a whsec_b\n"), asked)
        keys = CarrierKeys(settings.carrier_keys_path(), client=client)
        assert keys.keys("standard") == ["whsec_a", "whsec_b"]
        assert keys.keys("standard") == ["whsec_a", "whsec_b"], "read once, kept for a while"


def test_an_unknown_carrier_has_no_keys_and_is_not_asked_for_again_at_once() -> None:
    client = a_client("ssm")

    with planned(client) as answers:
        refuse(answers, "get_parameter", "ParameterNotFound")
        keys = CarrierKeys(settings.carrier_keys_path(), client=client)
        assert keys.keys("stranger") is None
        assert keys.keys("stranger") is None


def test_keys_that_could_not_be_read_are_asked_for_again() -> None:
    client = a_client("ssm")

    with planned(client) as answers:
        refuse(answers, "get_parameter", "InternalServerError", 500)
        answers.add_response("get_parameter", parameter("whsec_a"))
        keys = CarrierKeys(settings.carrier_keys_path(), client=client)
        with pytest.raises(TemporarilyUnavailable):
            keys.keys("standard")
        assert keys.keys("standard") == ["whsec_a"]
