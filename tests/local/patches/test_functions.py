"""What functions and their callers see of each other."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ministack.services import apigateway_v1, eventbridge, lambda_svc, scheduler

from local.patches import bound_functions, function_errors, invoke_permissions, scheduled_time
from tests.local.patches.machines import FUNCTION, ROLE


def test_ministack_loses_the_exception_class_and_the_process(function: Any) -> None:
    before = function({})["body"]
    assert function({"boom": True})["body"]["errorType"] == "Runtime.HandlerError"
    assert function({})["body"] != before


def test_the_exception_class_and_the_process_are_kept(function: Any) -> None:
    function_errors.apply()
    before = function({})["body"]
    failed = function({"boom": True})
    assert failed["error"]
    assert failed["body"]["errorType"] == "LookupError"
    assert failed["body"]["errorMessage"] == "no such luck"
    assert "LookupError" in failed["log"]
    assert function({})["body"] == before


def test_more_calls_of_a_function_wait_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = [], []

    def work(*_: Any) -> dict[str, Any]:
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return {}

    monkeypatch.setattr(lambda_svc, "_execute_function_warm", work)
    bound_functions(2)
    with ThreadPoolExecutor(6) as pool:
        for _ in range(6):
            pool.submit(lambda_svc._execute_function_warm, {"FunctionArn": FUNCTION}, {}, "id")
    assert (len(most), max(most)) == (6, 2)


def scheduled_input(monkeypatch: pytest.MonkeyPatch, *patches: Callable[[], None]) -> str:
    seen: list[str] = []
    monkeypatch.setattr(
        eventbridge, "_invoke_target", lambda target, *_: seen.append(target["Input"])
    )
    for patch in patches:
        patch()
    scheduler._schedules["default/sweep"] = {
        "State": "ENABLED",
        "ScheduleExpression": "at(2026-01-01T00:00:00)",
        "Target": {"Arn": FUNCTION, "Input": '{"now": "<aws.scheduler.scheduled-time>"}'},
    }
    scheduler._tick_schedules()
    now: str = json.loads(seen[0])["now"]
    return now


def test_ministack_leaves_the_scheduled_time_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scheduled_input(monkeypatch) == "<aws.scheduler.scheduled-time>"


def test_the_scheduled_time_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.fromisoformat(scheduled_input(monkeypatch, scheduled_time.apply))
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.fixture
def invoked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who invoked a function that only one rule of EventBridge may invoke."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": FUNCTION,
        "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:events:us-east-1:0:rule/ours"}},
    }
    record = ({"policy": {"Statement": [statement]}}, {"FunctionArn": FUNCTION}, "step")
    seen: list[str] = []

    async def reentrant(*_: Any, **__: Any) -> dict[str, Any]:
        seen.append("api")
        return {"body": {}}

    monkeypatch.setattr(lambda_svc, "_get_func_record_for_ref", lambda _: record)
    monkeypatch.setattr(lambda_svc, "_get_func_record_for_ref_in_scope", lambda *_, **__: record)
    monkeypatch.setattr(apigateway_v1, "run_reentrant", reentrant)
    monkeypatch.setattr(eventbridge, "_dispatch_to_lambda", lambda *_: seen.append("target"))
    return seen


def invoke_by_every_source() -> None:
    place = {"apiId": "a", "stage": "v1", "httpMethod": "GET", "resourcePath": "/"}
    asyncio.run(apigateway_v1._call_lambda_raw(FUNCTION, {"requestContext": place}))
    event = {"Source": "aws.scheduler", "DetailType": "", "Detail": "{}", "Time": 0}
    schedule = {"Arn": FUNCTION, "RoleArn": ROLE, "Input": "{}"}
    eventbridge._invoke_target(schedule, event, {"Arn": "arn:aws:scheduler:::schedule/any"})
    for rule in ("theirs", "ours"):
        arn = f"arn:aws:events:us-east-1:0:rule/{rule}"
        eventbridge._invoke_target({"Arn": FUNCTION}, {**event, "Source": "a"}, {"Arn": arn})


def test_ministack_lets_every_source_invoke_a_function(invoked: list[str]) -> None:
    invoke_by_every_source()
    assert invoked == ["api", "target", "target", "target"]


def test_a_function_is_invoked_only_by_sources_it_allows(invoked: list[str]) -> None:
    invoke_permissions.apply()
    invoke_by_every_source()
    assert invoked == ["target"]
