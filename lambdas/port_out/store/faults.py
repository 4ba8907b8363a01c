"""What DynamoDB's errors mean to the process."""

from collections.abc import Iterator
from contextlib import contextmanager

from pynamodb.exceptions import PynamoDBException, TransactWriteError

from port_out.domain.errors import AccessRefused, RecordMoved, TemporarilyUnavailable
from port_out.gateways.whole_answers import insist

insist()

_REFUSED = "ConditionalCheckFailed"
_FINAL = frozenset({"ValidationException", "ResourceNotFoundException"})


@contextmanager
def translated() -> Iterator[None]:
    """RecordMoved where a condition failed, AccessRefused, else TemporarilyUnavailable."""
    try:
        yield
    except PynamoDBException as error:
        if condition_failed(error):
            raise RecordMoved("a condition of the write no longer holds") from error
        code = _code(error)
        if code == "AccessDeniedException":
            raise AccessRefused("DynamoDB refused the call") from error
        if code in _FINAL:
            raise
        raise TemporarilyUnavailable(f"DynamoDB: {code}") from error


def condition_failed(error: PynamoDBException) -> bool:
    """True when the write was refused by its own condition, and by nothing else."""
    if isinstance(error, TransactWriteError):
        codes = {reason.code for reason in error.cancellation_reasons if reason}
        return _REFUSED in codes
    return _code(error) == f"{_REFUSED}Exception"


def _code(error: PynamoDBException) -> str | None:
    """DynamoDB's code, None where it did not answer.

    pynamodb's own property breaks on a lost connection, whose error has None for a response.
    """
    response = getattr(error.cause, "response", None) or {}
    code: str | None = response.get("Error", {}).get("Code")
    return code
