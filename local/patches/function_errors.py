"""AWS names a failed function's error after its exception class and keeps the warm process.

ministack answers `Runtime.HandlerError` for every exception and kills the process.
"""

from __future__ import annotations

from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

RAISED = "__raised__"
ORIGINAL = (
    '_real_stdout.write(json.dumps({"status": "error", "error": str(e), '
    '"trace": traceback.format_exc()}) + "\\n")'
)
# "ok" keeps the process; what was raised travels as the result and is told apart by its name.
MENDED = (
    "traceback.print_exc(); _real_stdout.write(json.dumps({"
    f'"status": "ok", "result": {{"{RAISED}": {{"errorMessage": str(e), '
    '"errorType": type(e).__name__, "requestId": context.aws_request_id, '
    '"stackTrace": traceback.format_tb(e.__traceback__)[1:]}}}) + "\\n")'
)


def apply() -> None:
    """Report the exception class, and keep the process for the next call."""
    script: str = lambda_runtime._PYTHON_WORKER_SCRIPT
    if ORIGINAL not in script:
        raise RuntimeError("ministack's worker script has changed: look at function_errors again")
    lambda_runtime._PYTHON_WORKER_SCRIPT = script.replace(ORIGINAL, MENDED)
    original = lambda_svc._execute_function_warm

    def execute(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        result: dict[str, Any] = original(func, event, request_id)
        body = result.get("body")
        if isinstance(body, dict) and body.keys() == {RAISED}:
            return {"body": body[RAISED], "error": True, "log": result.get("log", "")}
        return result

    lambda_svc._execute_function_warm = execute
