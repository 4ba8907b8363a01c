"""What cannot be done, as problem documents (RFC 9457): the one place that knows HTTP's words."""

import json
import re
from collections.abc import Sequence
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from port_out.domain.errors import (
    AccessRefused,
    BadInput,
    BatchNotFound,
    IdempotencyConflict,
    NotTheTime,
    OverLimit,
    PortOutNotFound,
    PortOutOver,
    Problem,
    RecordMoved,
    SamePerson,
    SenderNotProven,
    TemporarilyUnavailable,
)
from port_out.masking import masked
from port_out.observability import count, log_failure, logger

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:connect-port-out:problem:"
TITLES = {
    "bad-input": (400, "The request can't be used as it is"),
    "several-port-outs": (400, "These numbers can't leave in one port-out"),
    "sender-not-proven": (401, "The sender of this message is not proven"),
    "caller-unknown": (403, "Nobody has signed this call"),
    "same-person": (403, "This takes another person"),
    "not-found": (404, "There is nothing here"),
    "numbers-taken": (409, "Some numbers are in another open port-out"),
    "numbers-protected": (409, "Some numbers have a port lock"),
    "port-out-over": (409, "The port-out is over"),
    "confirm-needed": (409, "This has to be confirmed"),
    "not-now": (409, "This does not fit what stands now"),
    "gone": (410, "The port-out is over: stop sending"),
    "idempotency-conflict": (422, "The same key came with another content"),
    "over-limit": (429, "You have requested as much as one caller may"),
    "unavailable": (503, "Try again in a few seconds"),
    "not-permitted": (500, "This deployment lacks a permission"),
    "failed": (500, "The service failed: repeat the call"),
}
"""Every problem that the functions answer with: its status and its title."""

NOT_SHOWN = "(a name that is none)"
_NAME = re.compile(r"[A-Za-z][\w-]{0,39}(\[\d{1,4}\])*|\(no name\)|row \d{1,6}", re.ASCII)
_NAMES: dict[type[Exception], tuple[str, str]] = {
    NotFoundError: ("not-found", "there is no such route; docs/api.md lists them"),
    PortOutNotFound: ("not-found", "there is no port-out with this id"),
    BatchNotFound: ("not-found", "there is no batch with this id"),
    PortOutOver: ("port-out-over", "nothing can change it any more; request the numbers anew"),
    IdempotencyConflict: (
        "idempotency-conflict",
        "repeat the first content unchanged, or use a new key for another one",
    ),
    SenderNotProven: ("sender-not-proven", "sign the message with the agreed key"),
    TemporarilyUnavailable: ("unavailable", "an AWS service did not answer; nothing is lost"),
    RecordMoved: ("unavailable", "somebody else changed it in the same moment"),
    SamePerson: (
        "same-person",
        "whoever asked for it, or may be the same person, can't approve it: see docs/api.md",
    ),
    AccessRefused: ("not-permitted", "AWS refused a call of the service; its log says which"),
}


class Refused(Exception):
    """A request that is refused for a reason that only this API has, by the problem's name."""

    def __init__(
        self, name: str, detail: str, errors: Sequence[Problem] = (), **members: Any
    ) -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail
        self.errors = tuple(errors)
        self.members = members


def response_to(error: Exception, request_id: str) -> Response[str]:
    """The problem document for an error; what nobody foresaw goes to the log, not to the caller."""
    if isinstance(error, Refused):
        return _response(error, request_id)
    if isinstance(error, BadInput):
        detail = "see `errors`: each entry names the field and the mend"
        return _response(Refused("bad-input", detail, error.problems), request_id)
    if isinstance(error, OverLimit):
        count("RequestOverLimit", limit=error.limit)
        detail = f"one caller may request {error.limit} (UTC); nothing was stored"
        return _response(Refused("over-limit", detail), request_id, error.seconds)
    if isinstance(error, NotTheTime):
        return _response(Refused("not-now", str(error)), request_id)
    name, detail = _NAMES.get(type(error), ("failed", "the log has it under the request id"))
    if name == "failed":
        log_failure(error)
    elif isinstance(error, AccessRefused):
        logger.error("access refused", detail=str(error))
    else:
        logger.warning("refused", error=type(error).__name__)
    return _response(Refused(name, detail), request_id)


def document(problem: Refused, request_id: str) -> dict[str, Any]:
    """The problem as data; the same names and order in every answer."""
    status, title = TITLES[problem.name]
    members = {
        "type": PREFIX + problem.name,
        "title": title,
        "status": status,
        "detail": masked(problem.detail),
        "request_id": request_id,
    }
    if problem.errors:
        members["errors"] = [
            {"field": _named(entry.field), "detail": masked(entry.detail), "mend": entry.mend}
            for entry in problem.errors
        ]
    return members | problem.members


def _named(field: str) -> str:
    """The field, if its name is one; whoever mixes up names and values does not see them again."""
    parts = field.split(".")
    shown = (
        part if _NAME.fullmatch(part) and masked(part) == part else NOT_SHOWN for part in parts
    )
    return ".".join(shown)


def _response(problem: Refused, request_id: str, again_in: int = 5) -> Response[str]:
    status, _ = TITLES[problem.name]
    return Response(
        status_code=status,
        content_type=MEDIA_TYPE,
        body=json.dumps(document(problem, request_id)),
        headers={"Retry-After": str(again_in)} if status in (429, 503) else {},
    )
