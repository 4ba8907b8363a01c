"""The gateway as the program and its users see it: API, IAM, workflow, storage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.world import World
from tests.local.reach import Reach
from tests.waiting import until


def code(error: pytest.ExceptionInfo[ClientError]) -> str:
    return str(error.value.response["Error"]["Code"])


def test_an_unsigned_call_is_refused(reach: Reach) -> None:
    status, answer = reach.api("GET", "/anything", signed=False)
    assert (status, answer) == (403, {"message": "Missing Authentication Token"})


def test_a_signed_call_says_who_and_what(reach: Reach) -> None:
    status, event = reach.api("GET", "/anything?state=a&state=b&due=c%20d", signed=True)
    assert status == 200
    identity = event["requestContext"]["identity"]
    assert identity["userArn"] == f"arn:aws:iam::{reach.facts['account_id']}:user/operator"
    assert event["pathParameters"] == {"name": "anything"}
    assert event["multiValueQueryStringParameters"] == {"state": ["a", "b"], "due": ["c d"]}


def test_a_function_learns_the_url_that_was_called(reach: Reach) -> None:
    _, event = reach.api("POST", "/anything", b'{"id": 1}', signed=False)
    context = event["requestContext"]
    called = f"https://{context['domainName']}{context['path']}"
    assert called == f"{reach.facts['api_url']}/anything"


def test_a_body_arrives_as_it_was_sent(reach: Reach) -> None:
    body = '{"id":   "é\\u00e9",\n "b": 1.0}'
    _, event = reach.api("POST", "/anything", body.encode(), signed=False)
    assert event["body"] == body
    assert event["isBase64Encoded"] is False


def test_a_body_that_breaks_its_model_is_refused(reach: Reach) -> None:
    status, answer = reach.api("POST", "/anything", b'{"other": 1}', signed=False)
    assert (status, answer) == (400, {"message": "Invalid request body"})


def test_a_failing_function_tells_the_caller_nothing(reach: Reach) -> None:
    status, answer = reach.api("GET", "/broken", signed=True)
    assert (status, answer) == (502, {"message": "Internal server error"})


@pytest.mark.parametrize("given", [None, "Basic wrong", "Bearer right"])
def test_who_does_not_say_the_password_is_asked_for_it(reach: Reach, given: str | None) -> None:
    status, headers, _ = reach.answered("POST", "/guarded", given)
    assert (status, headers["WWW-Authenticate"]) == (401, "Basic")


def test_who_says_the_password_is_let_in_and_the_function_learns_who_it_is(reach: Reach) -> None:
    status, _, event = reach.answered("POST", "/guarded", "Basic right")
    assert status == 200
    assert event["resource"] == "/guarded"
    assert event["requestContext"]["authorizer"] == {"principalId": "carrier"}


def test_a_route_with_a_variable_asks_for_no_password(reach: Reach) -> None:
    status, _, event = reach.answered("POST", "/other", None)
    assert (status, event["resource"]) == (200, "/{name}")


def test_an_authorizer_that_fails_lets_nobody_in_and_says_nothing(reach: Reach) -> None:
    status, headers, answer = reach.answered("POST", "/guarded", "Basic broken")
    assert (status, answer) == (500, {"message": None})
    assert "WWW-Authenticate" not in headers


def test_a_functions_own_challenge_does_not_reach_the_caller(reach: Reach) -> None:
    _, headers, _ = reach.answered("POST", "/asking", None)
    assert "WWW-Authenticate" not in headers
    assert headers["x-amzn-Remapped-WWW-Authenticate"] == "Basic"


def test_the_operator_may_call_the_api_and_nothing_else(reach: Reach) -> None:
    for service, call in {"dynamodb": "list_tables", "support": "describe_cases"}.items():
        with pytest.raises(ClientError) as error:
            getattr(reach.client(service, "operator"), call)()
        assert code(error) == "AccessDeniedException"


def test_a_port_out_waits_and_goes_on(reach: Reach) -> None:
    machines, arn = reach.client("stepfunctions"), reach.facts["state_machine_arn"]
    start = {"stateMachineArn": arn, "name": "po-1", "input": '{"id": "po-1"}'}
    first = machines.start_execution(**start)
    again = machines.start_execution(**start)
    assert again["executionArn"] == first["executionArn"]
    token = reach.kept("po-1")["token"]
    machines.send_task_success(taskToken=token, output='{"outcome": "approved"}')
    ended = until(lambda: status_of(machines, first["executionArn"]))
    assert json.loads(ended["output"]) == {"outcome": "approved"}
    with pytest.raises(machines.exceptions.TaskTimedOut):
        machines.send_task_success(taskToken=token, output="{}")


def test_a_state_catches_an_exception_by_its_class(reach: Reach) -> None:
    machines, arn = reach.client("stepfunctions"), reach.facts["state_machine_arn"]
    started = machines.start_execution(stateMachineArn=arn, input='{"boom": true}')
    ended = until(lambda: status_of(machines, started["executionArn"]))
    assert json.loads(ended["output"])["error"]["Error"] == "Boom"


def status_of(machines: Any, arn: str) -> Any:
    described = machines.describe_execution(executionArn=arn)
    return described if described["status"] != "RUNNING" else None


def test_functions_see_their_asset_and_the_runtime_only(reach: Reach, world: World) -> None:
    invoke = reach.client("lambda").invoke
    answer = invoke(FunctionName=world["outputs"]["StepFunction"], Payload=b"{}")
    path = json.loads(answer["Payload"].read())["path"]
    assert not any("site-packages" in place for place in path)
    assert not any(place == str(world.settings.assembly.parent) for place in path)


def test_all_processes_of_one_code_share_one_copy(reach: Reach, world: World) -> None:
    for name in ("StepFunction", "SweepFunction"):
        reach.client("lambda").invoke(FunctionName=world["outputs"][name], Payload=b"{}")
    assert len(list((world.settings.run / "code").iterdir())) == 1


def test_what_functions_print_is_kept_in_a_file(reach: Reach) -> None:
    reach.api("GET", "/broken", signed=True)
    assert "a secret detail" in Path(reach.facts["functions_log"]).read_text()


def test_an_asynchronous_invoke_returns_at_once(reach: Reach, world: World) -> None:
    invoke = reach.client("lambda").invoke
    name = world["outputs"]["StepFunction"]
    assert invoke(FunctionName=name, InvocationType="Event", Payload=b"{}")["StatusCode"] == 202


def test_presigned_urls_work_and_are_bound_to_what_was_signed(reach: Reach) -> None:
    storage = reach.client("s3", signature_version="s3v4")
    place = {"Bucket": reach.facts["documents_bucket"], "Key": "po-1/loa.pdf"}
    kind = {"ContentType": "application/pdf"}
    upload = storage.generate_presigned_url("put_object", Params=place | kind, ExpiresIn=60)
    assert reach.http("PUT", upload, b"%PDF-", {"Content-Type": "application/pdf"})[0] == 200
    assert reach.http("PUT", upload, b"%PDF-", {"Content-Type": "text/plain"})[0] == 403
    download = storage.generate_presigned_url("get_object", Params=place)
    assert reach.http("GET", download) == (200, b"%PDF-")
    assert reach.http("GET", download.replace("Signature=", "Signature=0"))[0] == 403
    assert reach.http("GET", download.partition("?")[0])[0] == 403


def test_a_transaction_says_why_it_was_cancelled(reach: Reach) -> None:
    dynamodb, table = reach.client("dynamodb"), reach.facts["outputs"]["Table"]
    item = {"id": {"S": "twice"}}
    dynamodb.put_item(TableName=table, Item=item)
    once = {"TableName": table, "Item": item, "ConditionExpression": "attribute_not_exists(id)"}
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException) as error:
        dynamodb.transact_write_items(
            TransactItems=[{"Put": once}, {"Put": {"TableName": table, "Item": {"id": {"S": "x"}}}}]
        )
    reasons: Any = error.value.response
    assert [each["Code"] for each in reasons["CancellationReasons"]] == [
        "ConditionalCheckFailed",
        "None",
    ]
