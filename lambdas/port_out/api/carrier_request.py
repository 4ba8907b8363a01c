"""A carrier's request as it was sent: the URL that was called, and the body byte for byte."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from port_out.carriers.message import Request


def request_of(event: Mapping[str, Any], at: datetime) -> Request:
    """The request in an event of API Gateway; nothing that a sender puts into it is refused here.

    What can't be read stays unproven: only a proven sender learns what is wrong.
    """
    headers = {str(n).lower(): str(v or "") for n, v in (event.get("headers") or {}).items()}
    return Request(_url(event), headers, _body(event), at)


def _url(event: Mapping[str, Any]) -> str:
    """Rebuilt from what API Gateway took apart: the path has the stage, unlike the event's own."""
    context = event.get("requestContext") or {}
    path = context.get("path") or event.get("path") or ""
    query = urlencode(list(_pairs(event)), quote_via=quote, errors="replace")
    return f"https://{context.get('domainName') or ''}{path}" + (f"?{query}" if query else "")


def _pairs(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    several = event.get("multiValueQueryStringParameters") or {}
    single = event.get("queryStringParameters") or {}
    for name, value in single.items():
        for one in several.get(name) or [value]:
            yield str(name), str(one or "")


def _body(event: Mapping[str, Any]) -> bytes:
    body = str(event.get("body") or "")
    if event.get("isBase64Encoded"):
        try:
            return base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError):
            return b""
    return body.encode(errors="backslashreplace")
