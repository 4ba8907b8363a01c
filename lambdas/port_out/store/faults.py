"""What DynamoDB's errors mean to the process."""

from collections.abc import Iterator
from contextlib import contextmanager

from pynamodb.exceptions import PynamoDBException, TransactWriteError

from port_out.domain.errors import AccessRefused, RecordMoved, TemporarilyUnavailable

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
        if error.cause_response_code == "AccessDeniedException":
            raise AccessRefused("DynamoDB refused the call") from error
        if error.cause_response_code in _FINAL:
            raise
        raise TemporarilyUnavailable(f"DynamoDB: {error.cause_response_code}") from error


def condition_failed(error: PynamoDBException) -> bool:
    """True when the write was refused by its own condition, and by nothing else."""
    if isinstance(error, TransactWriteError):
        codes = {reason.code for reason in error.cancellation_reasons if reason}
        return _REFUSED in codes
    return error.cause_response_code == f"{_REFUSED}Exception"
