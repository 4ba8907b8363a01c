"""What the API would not do, from its problem document to an exit code."""

import json
from typing import Any

from cli.exits import Exit, Stop

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
    404: "compare the id: `port-out list`",
    429: "wait a minute, then repeat the command: it makes nothing twice",
    503: "wait a minute, then repeat the command: it makes nothing twice",
}


class Refused(Stop):
    """An answer that is a problem: `name` is how its type ends, `problem` the whole document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        code = _CODES.get(status, Exit.FAULT if status >= 500 else Exit.REFUSED)
        self.status, self.problem = status, problem
        self.name = str(problem.get("type", "")).rpartition(":")[2]
        errors = problem.get("errors", ())
        super().__init__(
            code, _message(status, problem), mend=_MENDS.get(status, ""), errors=errors
        )

    @classmethod
    def of(cls, status: int, content: bytes) -> "Refused":
        """The refusal in an answer, also in one that is no problem document."""
        try:
            problem = json.loads(content)
        except ValueError:
            problem = {}
        return cls(status, problem if isinstance(problem, dict) else {})

    def as_data(self) -> dict[str, Any]:
        """What `--json` prints: the problem document is kept whole."""
        return super().as_data() | {"status": self.status, "problem": self.problem}


def _message(status: int, problem: dict[str, Any]) -> str:
    title = str(problem.get("title") or f"the answer is {status}")
    detail = str(problem.get("detail") or problem.get("message") or problem.get("Message") or "")
    # The list of errors follows on lines of its own.
    said = "" if problem.get("errors") and "`errors`" in detail else detail
    trace = f" (request id {problem['request_id']})" if problem.get("request_id") else ""
    return (f"{title}: {said}" if said else title) + (trace if status >= 500 else "")
