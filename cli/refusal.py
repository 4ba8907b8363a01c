"""What the API would not do, from its problem document to an exit code."""

import json
from typing import Any

from cli.exits import Exit, Stop
from cli.where import SIGN_IN

_CODES = {
    401: Exit.NOT_PERMITTED,
    403: Exit.NOT_PERMITTED,
    404: Exit.NOT_FOUND,
    429: Exit.UNREACHABLE,
    502: Exit.UNREACHABLE,
    503: Exit.UNREACHABLE,
    504: Exit.UNREACHABLE,
}
_MENDS = {
    403: "is it the right account and Region? the caller needs execute-api:Invoke on this API",
    401: SIGN_IN,
    404: "compare the id: `port-out list`",
    429: "wait a minute, then repeat the command: it makes nothing twice",
    500: "look into the log of the function (docs/runbook.md), then repeat the command",
    502: "wait a minute, then repeat the command: it makes nothing twice",
    503: "wait a minute, then repeat the command: it makes nothing twice",
    504: "wait a minute, then repeat the command: it makes nothing twice",
}
_BY_NAME = {
    "same-person": "have somebody else do it, who signs in as somebody else (docs/api.md)",
    "over-limit": "repeat it when the hour or the day (UTC) is over; nothing was requested",
}
_OF_GATEWAY = (
    ("signature expired", "set the clock of this machine"),
    ("not yet current", "set the clock of this machine"),
    ("expired", "the credentials are over: " + SIGN_IN),
    ("security token", SIGN_IN),
    ("missing authentication", "that is not the address of this program: compare --api-url"),
    ("signature we calculated", "is the secret key whole, and --region the one of the program?"),
    ("credential should be scoped", "give the --region in which the program runs"),
)
"""What API Gateway says where it knows more than its status does."""


class Refused(Stop):
    """An answer that is a problem: `name` is how its type ends, `problem` the whole document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        code = _CODES.get(status, Exit.FAULT if status >= 500 else Exit.REFUSED)
        self.status, self.problem = status, problem
        self.name = str(problem.get("type", "")).rpartition(":")[2]
        given = problem.get("errors")
        errors = [e for e in given if isinstance(e, dict)] if isinstance(given, list) else []
        super().__init__(
            code, _message(status, problem), mend=_mend(status, problem), errors=errors
        )

    @classmethod
    def of(cls, status: int, content: bytes) -> "Refused":
        """The refusal in an answer, also in one that is no problem document."""
        try:
            problem = json.loads(content)
        except (ValueError, RecursionError):
            problem = {}
        return cls(status, problem if isinstance(problem, dict) else {})

    def as_data(self) -> dict[str, Any]:
        """What `--json` prints: the problem document is kept whole."""
        return super().as_data() | {"status": self.status, "problem": self.problem}


def _mend(status: int, problem: dict[str, Any]) -> str:
    said = str(problem.get("message") or problem.get("Message") or "").lower()
    if (name := str(problem.get("type", "")).rpartition(":")[2]) in _BY_NAME:
        return _BY_NAME[name]
    known = (mend for words, mend in _OF_GATEWAY if status in (401, 403) and words in said)
    return next(known, _MENDS.get(status, ""))


def _message(status: int, problem: dict[str, Any]) -> str:
    title = str(problem.get("title") or f"the answer is {status}")
    detail = str(problem.get("detail") or problem.get("message") or problem.get("Message") or "")
    # The list of errors follows on lines of its own.
    said = "" if problem.get("errors") and "`errors`" in detail else detail
    trace = f" (request id {problem['request_id']})" if problem.get("request_id") else ""
    return (f"{title}: {said}" if said else title) + (trace if status >= 500 else "")
