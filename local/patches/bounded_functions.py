"""AWS has room for a thousand processes; ministack starts one for every call at the same time.

No difference in behaviour, only in memory: more calls of one function wait their turn. A function
that waits for its own answer as often as there are turns would wait for ever; AWS stops such loops.
"""

from __future__ import annotations

import os
import threading
from typing import Any

from ministack.services import lambda_svc


def bound_functions(turns: int | None = None) -> None:
    """Let each function run so many times at once, as often as there are cores if not told."""
    count = turns or max(2, os.cpu_count() or 2)
    gates: dict[str, threading.Semaphore] = {}
    original = lambda_svc._execute_function_warm

    def execute(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        config = func.get("config") or func
        gate = gates.setdefault(config.get("FunctionArn", ""), threading.Semaphore(count))
        with gate:
            result: dict[str, Any] = original(func, event, request_id)
            return result

    lambda_svc._execute_function_warm = execute
