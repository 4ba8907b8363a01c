"""API Gateway renames the header WWW-Authenticate of a function's answer.

ministack hands it on as it is, so a challenge that AWS would swallow would seem to work.
"""

from __future__ import annotations

from typing import Any

from ministack.services import apigateway_v1

RENAMED = "www-authenticate"


def apply() -> None:
    """Rename it as AWS does; the gateway's own answers keep theirs."""
    original = apigateway_v1._lambda_proxy_response

    def response(result: dict[str, Any]) -> tuple[Any, str | None]:
        answer, error = original(result)
        for kind in ("headers", "multiValueHeaders"):
            if answer and answer.get(kind):
                answer[kind] = {_name(name): value for name, value in answer[kind].items()}
        return answer, error

    apigateway_v1._lambda_proxy_response = response


def _name(name: str) -> str:
    return f"x-amzn-Remapped-{name}" if name.lower() == RENAMED else name
