"""What DynamoDB's errors mean: none of them leaves the store as its own."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import (
    CancellationReason,
    PutError,
    PynamoDBException,
    TransactWriteError,
    VerboseClientError,
)

from port_out.domain.errors import AccessRefused, RecordMoved, TemporarilyUnavailable
from port_out.store.faults import translated


def refused(code: str) -> ClientError:
    """DynamoDB's answer with this code."""
    return ClientError({"Error": {"Code": code, "Message": "secret"}}, "PutItem")


def cancelled(*codes: str) -> TransactWriteError:
    """A transaction that was cancelled for these reasons."""
    reasons = [CancellationReason(code=code) if code != "None" else None for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException", "Message": "secret"}}
    cause = VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=reasons)
    return TransactWriteError("cancelled", cause=cause)


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (PutError("x", cause=refused("ConditionalCheckFailedException")), RecordMoved),
        (cancelled("None", "ConditionalCheckFailed"), RecordMoved),
        (cancelled("TransactionConflict", "None"), TemporarilyUnavailable),
        (cancelled("ThrottlingError"), TemporarilyUnavailable),
        (PutError("x", cause=refused("AccessDeniedException")), AccessRefused),
        (
            PutError("x", cause=refused("ProvisionedThroughputExceededException")),
            TemporarilyUnavailable,
        ),
        (PutError("x", cause=refused("InternalServerError")), TemporarilyUnavailable),
        (PutError("x", cause=EndpointConnectionError(endpoint_url="x")), TemporarilyUnavailable),
        (PutError("x", cause=ReadTimeoutError(endpoint_url="x")), TemporarilyUnavailable),
        (PutError("x", cause=refused("ValidationException")), PynamoDBException),
        (PutError("x", cause=refused("ResourceNotFoundException")), PynamoDBException),
    ],
)
def test_each_error_means_one_thing(error: Exception, means: type[Exception]) -> None:
    with pytest.raises(means) as found, translated():
        raise error

    assert isinstance(found.value, PynamoDBException) or "secret" not in str(found.value)
