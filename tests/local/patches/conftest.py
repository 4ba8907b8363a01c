"""Ministack as it is, for tests that show a defect and its cure.

When a test named after a defect fails, ministack has mended it: delete that patch and both tests.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ministack import app
from ministack.core import iam_actions, lambda_runtime
from ministack.services import (
    apigateway_v1,
    eventbridge,
    lambda_svc,
    scheduler,
    stepfunctions,
)
from ministack.services.cloudformation import provisioners

from tests.local.patches.machines import FUNCTION

MODULES = (
    app, apigateway_v1, eventbridge, iam_actions, lambda_runtime, lambda_svc, stepfunctions,
)  # fmt: skip


CODE = """
import os
def handler(event, context):
    if event.get("boom"):
        raise LookupError("no such luck")
    return os.getpid()
"""


@pytest.fixture(autouse=True)
def as_ministack_is() -> Iterator[None]:
    saved = [(module, dict(vars(module))) for module in MODULES]
    handlers = dict(provisioners._RESOURCE_HANDLERS)
    yield
    for module, names in saved:
        vars(module).update(names)
    provisioners._RESOURCE_HANDLERS.clear()
    provisioners._RESOURCE_HANDLERS.update(handlers)
    stepfunctions.reset()
    scheduler.reset()
    scheduler._schedule_last_fired.clear()
    lambda_runtime.reset()


@pytest.fixture
def function(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], dict[str, Any]]:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("index.py", CODE)
    config = {"FunctionName": "step", "FunctionArn": FUNCTION, "Handler": "index.handler"}
    record = {"config": config | {"Runtime": "python3.13"}, "code_zip": code.getvalue()}
    return lambda event: lambda_svc._execute_function_warm(record, event, "request")


@pytest.fixture
def functions(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], Any]], None]:
    """Lets states invoke a function of the test instead of one of Lambda's."""

    def use(work: Callable[[Any], Any]) -> None:
        def same(ref: str, **_: Any) -> str:
            return ref

        monkeypatch.setattr(stepfunctions, "_resolve_lambda_function_ref", same)
        monkeypatch.setattr(stepfunctions, "_call_lambda", lambda _, event: work(event))

    return use
