"""What a workflow's tasks, tokens and limits do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ministack.services import lambda_svc, stepfunctions
from ministack.services.cloudformation import provisioners

from local.patches import (
    failing_callbacks,
    idempotent_start,
    lambda_throttle,
    machine_role,
    machine_timeout,
    state_machine_versions,
    task_tokens,
)
from tests.local.patches.machines import FUNCTION, ended, machine, raising, start
from tests.waiting import until


def test_ministack_waits_for_a_token_after_its_function_has_failed(functions: Any) -> None:
    functions(raising(("Boom", "")))
    assert ended(machine())["error"] == "States.Timeout"


def test_a_failed_function_fails_the_task_that_waits(functions: Any) -> None:
    functions(raising(("Boom", "")))
    failing_callbacks.apply()
    assert ended(machine())["error"] == "Boom"


def test_a_token_answered_before_the_function_failed_counts(functions: Any) -> None:
    def answer_and_fail(event: Any) -> Any:
        stepfunctions._send_task_success({"taskToken": event["token"], "output": "{}"})
        raise stepfunctions._ExecutionError("Boom", "")

    functions(answer_and_fail)
    failing_callbacks.apply()
    assert ended(machine())["status"] == "SUCCEEDED"


def tokens_of_two_attempts(functions: Any) -> list[str]:
    tokens: list[str] = []

    def work(event: Any) -> Any:
        tokens.append(event["token"])

    functions(work)
    retry = [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 1, "IntervalSeconds": 0}]
    ended(machine(wait={"Retry": retry, "TimeoutSeconds": 0.2}))
    return tokens


def test_ministack_gives_two_attempts_the_same_token(functions: Any) -> None:
    assert len(set(tokens_of_two_attempts(functions))) == 1


def test_each_attempt_has_its_own_token(functions: Any) -> None:
    task_tokens.apply()
    assert len(set(tokens_of_two_attempts(functions))) == 2


def answers_to_a_token(functions: Any, *outputs: str) -> list[str]:
    answers: list[str] = []

    def work(event: Any) -> Any:
        for output in outputs:
            data = {"taskToken": event["token"], "output": output}
            status, _, body = stepfunctions._send_task_success(data)
            answers.append("taken" if status == 200 else json.loads(body)["__type"])

    functions(work)
    ended(machine())
    return answers


def test_ministack_takes_two_answers_and_any_words(functions: Any) -> None:
    assert answers_to_a_token(functions, "{}", "no JSON") == ["taken", "taken"]


def test_one_answer_a_token_and_only_json(functions: Any) -> None:
    task_tokens.apply()
    answers = answers_to_a_token(functions, "no JSON", "{}", "{}")
    assert answers == ["InvalidOutput", "taken", "TaskTimedOut"]
    _, _, body = stepfunctions._send_task_success({"taskToken": "made up", "output": "{}"})
    assert json.loads(body)["__type"] == "InvalidToken"


def test_ministack_refuses_a_repeated_start(functions: Any) -> None:
    functions(lambda event: None)
    arn = machine()
    start(arn, name="po-1", input="{}")
    assert start(arn, name="po-1", input="{}")[1]["__type"] == "ExecutionAlreadyExists"


def test_a_repeated_start_of_a_running_execution_succeeds(functions: Any) -> None:
    functions(lambda event: None)
    idempotent_start.apply()
    arn = machine()
    first = start(arn, name="po-1", input="{}")
    assert start(arn, name="po-1", input="{}") == first
    assert start(arn, name="po-1", input='{"a": 1}')[1]["__type"] == "ExecutionAlreadyExists"
    until(lambda: stepfunctions._executions[first[1]["executionArn"]]["status"] != "RUNNING")
    assert start(arn, name="po-1", input="{}")[1]["__type"] == "ExecutionAlreadyExists"


def test_ministack_ignores_the_machines_timeout(functions: Any) -> None:
    functions(lambda event: None)
    assert ended(machine(TimeoutSeconds=0.3))["status"] == "FAILED"


def test_an_execution_ends_at_its_machines_timeout(functions: Any) -> None:
    functions(lambda event: None)
    machine_timeout.apply()
    assert ended(machine(TimeoutSeconds=0.3))["status"] == "TIMED_OUT"


def test_ministack_names_a_throttled_function_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    throttled = lambda_svc._throttle_response("Limit", "Rate Exceeded")
    monkeypatch.setattr(lambda_svc, "_get_func_record_for_ref", lambda _: ({"a": 1}, {"a": 1}, "f"))
    monkeypatch.setattr(lambda_svc, "_execute_function_with_config_scope", lambda *_: throttled)
    with pytest.raises(stepfunctions._ExecutionError) as unknown:
        stepfunctions._call_lambda("f", {})
    assert unknown.value.error == "Lambda.Unknown"
    lambda_throttle.apply()
    with pytest.raises(stepfunctions._ExecutionError) as named:
        stepfunctions._call_lambda("f", {})
    assert named.value.error == "Lambda.TooManyRequestsException"


def test_ministack_invokes_whatever_the_machines_role_allows(functions: Any) -> None:
    functions(raising())
    assert ended(invoking())["status"] == "SUCCEEDED"


def test_a_machine_invokes_only_what_its_role_allows(
    functions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions(raising())
    config = {"FunctionArn": FUNCTION}
    monkeypatch.setattr(lambda_svc, "_get_func_record_for_ref", lambda _: ({}, config, "step"))
    machine_role.apply()
    refused = ended(invoking())
    assert refused["error"] == "Lambda.AWSLambdaException"
    assert "is not authorized to perform: lambda:InvokeFunction" in refused["cause"]


def invoking() -> str:
    return machine(wait={"Resource": "arn:aws:states:::lambda:invoke"})


@pytest.mark.parametrize("kind", [state_machine_versions.VERSION, state_machine_versions.ALIAS])
def test_ministacks_cloudformation_has_no_versions_and_aliases(kind: str) -> None:
    assert kind not in provisioners._RESOURCE_HANDLERS


def test_a_template_makes_a_version_and_an_alias() -> None:
    state_machine_versions.apply()
    handlers, arn = provisioners._RESOURCE_HANDLERS, machine()
    properties = {"StateMachineArn": arn, "StateMachineRevisionId": "1"}
    version, _ = handlers[state_machine_versions.VERSION]["create"]("Version", properties, "stack")
    routes = [{"StateMachineVersionArn": version, "Weight": 100}]
    alias, _ = handlers[state_machine_versions.ALIAS]["create"](
        "Alias", {"Name": "live", "RoutingConfiguration": routes}, "stack"
    )
    assert (version, alias) == (f"{arn}:1", f"{arn}:live")
    assert stepfunctions._resolve_state_machine_arn(alias) == arn
