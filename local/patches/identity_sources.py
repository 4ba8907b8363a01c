"""API Gateway answers 401 itself where a request lacks what its Lambda authorizer asks for.

ministack does so only where the authorizer's answers are kept; otherwise it calls the function.
"""

from __future__ import annotations

from typing import Any

from ministack.services import apigateway_v1

Authorized = tuple[Any, dict[str, Any] | None]


def apply() -> None:
    """Turn a request away before the function is called."""
    original = apigateway_v1._authorize_request_v1

    async def authorize(
        api_id: str, stage_name: str, method: dict[str, Any], *request: Any
    ) -> Authorized:
        _, _, _, headers, _, query, _, stage, *_ = request
        authorizer = apigateway_v1._authorizers_v1.get(api_id, {}).get(method.get("authorizerId"))
        if method.get("authorizationType") == "CUSTOM" and authorizer:
            asked = authorizer.get("identitySource") or ""
            there, _ = apigateway_v1._request_identity_sources(asked, headers, query, stage)
            if not there:
                return apigateway_v1._gw_error("UNAUTHORIZED", "Unauthorized"), None
        authorized: Authorized = await original(api_id, stage_name, method, *request)
        return authorized

    apigateway_v1._authorize_request_v1 = authorize
