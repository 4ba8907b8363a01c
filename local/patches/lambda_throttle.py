"""AWS gives a throttled function's task the error name `Lambda.TooManyRequestsException`.

ministack's Step Functions gives `Lambda.Unknown`.
"""

from __future__ import annotations

from typing import Any

from ministack.services import stepfunctions

NAME = "Lambda.TooManyRequestsException"


def apply() -> None:
    """Give a throttled task the name that a Retry for it expects."""
    original = stepfunctions._call_lambda

    def call(func_ref: str, event: Any) -> Any:
        try:
            return original(func_ref, event)
        except stepfunctions._ExecutionError as error:
            if error.error == "Lambda.Unknown" and '"TooManyRequestsException"' in error.cause:
                raise stepfunctions._ExecutionError(NAME, error.cause) from None
            raise

    stepfunctions._call_lambda = call
