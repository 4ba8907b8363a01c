"""Errors as each AWS service puts them on the wire."""

from __future__ import annotations

import json
from functools import cache
from xml.sax.saxutils import escape

import botocore.session
from botocore.model import ServiceModel

Answer = tuple[int, dict[str, str], bytes]

# Where ministack's name of a service is not botocore's.
MODELS = {
    "states": "stepfunctions",
    "monitoring": "cloudwatch",
    "tagging": "resourcegroupstaggingapi",
}
XML = {"rest-xml", "query", "ec2"}
STATUSES = {"TooManyRequestsException": 429, "SlowDown": 503, "InternalError": 500}


@cache
def service_model(service: str) -> ServiceModel:
    """botocore's model of the service."""
    session = botocore.session.get_session()
    return session.get_service_model(MODELS.get(service, service))


def error_answer(service: str, code: str, message: str, status: int | None = None) -> Answer:
    """An error answer that botocore reads as `code`, in the service's own protocol."""
    model = service_model(service)
    status = status or _status(model, code)
    protocol = str(model.metadata["protocol"])
    if protocol in XML:
        return status, {"Content-Type": "text/xml"}, _xml(protocol, code, message)
    headers = {"Content-Type": "application/json", "x-amzn-errortype": code}
    if protocol == "json":
        headers["Content-Type"] = f"application/x-amz-json-{model.metadata['jsonVersion']}"
    body = {"__type": code, "message": message, "Message": message}
    return status, headers, json.dumps(body).encode()


def _status(model: ServiceModel, code: str) -> int:
    for shape in model.error_shapes:
        declared = shape.metadata.get("error", {}).get("httpStatusCode")
        if shape.name == code and declared:
            return int(declared)
    if code in STATUSES:
        return STATUSES[code]
    if code.startswith("Internal"):
        return 500
    return 503 if "Unavailable" in code else 400


def _xml(protocol: str, code: str, message: str) -> bytes:
    error = f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    if protocol == "rest-xml":
        return f'<?xml version="1.0" encoding="UTF-8"?>{error}'.encode()
    return f"<ErrorResponse>{error}<RequestId>local</RequestId></ErrorResponse>".encode()
