"""API Gateway answers "Internal server error" when a function fails, and nothing of its error.

ministack sends the function's error text to the caller.
"""

from __future__ import annotations

from typing import Any

from ministack.services import apigateway_v1


def apply() -> None:
    """Keep a failed function's words from the caller."""
    original = apigateway_v1._lambda_proxy_response

    def response(result: dict[str, Any]) -> tuple[Any, str | None]:
        answer, error = original(result)
        return answer, "Internal server error" if error else None

    apigateway_v1._lambda_proxy_response = response
