"""AWS keeps what functions print in CloudWatch Logs; so does ministack, and here also in a file.

No difference to mend: a developer's eyes want one file to follow.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from ministack.services import lambda_svc


def keep_output(file: Path) -> None:
    """Append what every invocation prints to the file, under the function's name."""
    original, lock = lambda_svc._execute_function_warm, threading.Lock()

    def execute(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        result: dict[str, Any] = original(func, event, request_id)
        if printed := result.get("log", "").strip():
            name = (func.get("config") or func).get("FunctionName", "")
            with lock, file.open("a") as output:
                output.write(f"{name} {request_id}\n{printed}\n")
        return result

    lambda_svc._execute_function_warm = execute
