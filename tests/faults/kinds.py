"""The kinds of faults, and how each of them looks on the wire of each service."""

import io
import json
from enum import StrEnum
from typing import Any

from botocore.awsrequest import AWSResponse

from local.gateway.answers import error_answer

Parts = tuple[int, dict[str, str], bytes]


class Kind(StrEnum):
    """What goes wrong with a call."""

    THROTTLED = "throttled"
    BROKEN = "5xx"
    REFUSED = "refused before effect"
    LOST = "answer lost after effect"
    ONCE_LOST = "first answer lost, SDK repeats"
    KILLED = "killed after effect"
    MALFORMED = "malformed answer"
    DENIED = "access denied"


class Killed(BaseException):
    """The function's process is gone: no `except Exception` of the program sees it."""


_THROTTLES = {
    "dynamodb": ("ProvisionedThroughputExceededException", 400),
    "s3": ("SlowDown", 503),
    "lambda": ("TooManyRequestsException", 429),
    "connect": ("TooManyRequestsException", 429),
    "organizations": ("TooManyRequestsException", 400),
}
_CONFLICTS: dict[tuple[str, str], tuple[str, int]] = {
    ("dynamodb", "PutItem"): ("TransactionConflictException", 400),
    ("dynamodb", "UpdateItem"): ("TransactionConflictException", 400),
    ("dynamodb", "DeleteItem"): ("TransactionConflictException", 400),
    ("dynamodb", "TransactWriteItems"): ("TransactionCanceledException", 400),
    ("ssm", "PutParameter"): ("TooManyUpdates", 400),
    ("support", "CreateCase"): ("CaseCreationLimitExceeded", 400),
    ("sfn", "StartExecution"): ("ExecutionLimitExceeded", 400),
}
_MODELS = {"sfn": "stepfunctions", "cloudwatch": "cloudwatch"}
READS = ("Get", "BatchGet", "Query", "Describe", "List", "Search", "Head", "Scan")
"""How the operations begin that change nothing."""


def kinds_for(service: str, operation: str) -> list[Kind]:
    """The faults that this operation can meet."""
    if service == "states":
        # Step Functions asks Lambda: there is no connection of ours that could be cut or refused.
        return [Kind.THROTTLED, Kind.BROKEN, Kind.LOST, Kind.KILLED, Kind.DENIED]
    # A read that the SDK repeats is a read.
    unfit = {Kind.ONCE_LOST} if operation.startswith(READS) else set()
    return [kind for kind in Kind if kind not in unfit]


def has_refusal(service: str, operation: str) -> bool:
    """True where the service has a word of its own for a call that comes at the wrong moment."""
    return (service, operation) in _CONFLICTS


def refusal(kind: Kind, service: str, operation: str) -> Parts:
    """The answer of a call that was refused without effect."""
    model = _MODELS.get(service, service)
    if kind is Kind.DENIED:
        code = "AccessDenied" if service in ("s3", "sns", "cloudwatch") else "AccessDeniedException"
        return error_answer(model, code, "not authorized to perform this", 403)
    if kind is Kind.THROTTLED:
        code, status = _THROTTLES.get(service, ("ThrottlingException", 400))
        return error_answer(model, code, "Rate exceeded", status)
    if kind is Kind.BROKEN:
        return error_answer(model, "InternalServerError", "internal failure", 500)
    code, status = _CONFLICTS[service, operation]
    return _cancelled(code) if "Canceled" in code else error_answer(model, code, "no", status)


def _cancelled(code: str) -> Parts:
    body = {
        "__type": f"com.amazonaws.dynamodb.v20120810#{code}",
        "Message": "Transaction cancelled: [TransactionConflict, None]",
        "CancellationReasons": [{"Code": "TransactionConflict", "Message": "x"}, {"Code": "None"}],
    }
    return 400, {"Content-Type": "application/x-amz-json-1.0"}, json.dumps(body).encode()


def garbled(parts: Parts) -> Parts:
    """The same answer, cut in the middle by something between AWS and us.

    Its checksum, where the service sends one, is still that of the whole answer.
    """
    status, headers, body = parts
    return status, headers, body[: len(body) // 2] or b"<html>"


class _Raw(io.BytesIO):
    """A body as urllib3 hands it out."""

    def stream(self, amt: int = 65536, **_: Any) -> Any:
        while chunk := self.read(amt):
            yield chunk


def response(url: str, parts: Parts) -> AWSResponse:
    """What botocore reads."""
    status, headers, body = parts
    return AWSResponse(url, status, headers, _Raw(body))  # type: ignore[arg-type]  # any mapping does
