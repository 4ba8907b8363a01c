"""S3 refuses Signature Version 2 for every bucket made after June 2020.

ministack accepts such presigned URLs, and boto3 makes them unless told `s3v4`: a program that
forgets would work here and fail at AWS.
"""

from __future__ import annotations

from typing import Any

from ministack import app

from local.gateway.answers import error_answer

MESSAGE = (
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
)


def apply() -> None:
    """Refuse what was signed by Signature Version 2."""
    original = app._dispatch_service_request

    async def dispatch(
        method: str, path: str, headers: dict[str, str], body: bytes, query: Any, request_id: str
    ) -> Any:
        if "AWSAccessKeyId" in query or headers.get("authorization", "").startswith("AWS "):
            return error_answer("s3", "InvalidRequest", MESSAGE)
        return await original(method, path, headers, body, query, request_id)

    app._dispatch_service_request = dispatch
