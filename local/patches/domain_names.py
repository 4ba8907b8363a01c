"""API Gateway tells a function under which domain name it was called.

ministack leaves it out; and here the way to the API is more than a name.
"""

from __future__ import annotations

from typing import Any

from ministack.services import apigateway_v1


def apply() -> None:
    """Name it so that name and path make up the URL that was called."""
    original = apigateway_v1._build_lambda_event_v1

    def build(api_id: str, *request: Any, **more: Any) -> dict[str, Any]:
        event: dict[str, Any] = original(api_id, *request, **more)
        host = apigateway_v1._header_ci(event.get("headers"), "host")
        way = "" if ".execute-api." in host else f"/_aws/execute-api/{api_id}"
        event["requestContext"]["domainName"] = f"{host}{way}"
        return event

    apigateway_v1._build_lambda_event_v1 = build
