"""A request of botocore as a server reads it."""

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from botocore.awsrequest import AWSPreparedRequest

Asked = tuple[str, str, dict[str, str], bytes, dict[str, list[str]]]


def token_of(request: AWSPreparedRequest) -> str:
    """The token under which a transaction may come again."""
    return str(json.loads(body_of(request)).get("ClientRequestToken", ""))


def text_of(value: Any) -> str:
    """A header's value as text."""
    return value.decode() if isinstance(value, bytes) else str(value)


def body_of(request: AWSPreparedRequest) -> bytes:
    """The body as bytes, whatever botocore holds it as."""
    body: Any = request.body or b""
    if hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)


def asked(request: AWSPreparedRequest) -> Asked:
    """Method, path, headers, body and query."""
    parts = urlsplit(request.url)
    headers = {name.lower(): text_of(value) for name, value in request.headers.items()}
    query = parse_qs(parts.query)
    return str(request.method), unquote(parts.path), headers, body_of(request), query
