"""What AWS's errors mean to the process."""

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from port_out.domain.errors import AccessRefused, CaseNotFound, TemporarilyUnavailable
from port_out.gateways.faults import error_code, is_throttle, translated


def refused(code: str, status: int = 400) -> ClientError:
    """An answer of AWS with this code and HTTP status."""
    answer = {
        "Error": {"Code": code, "Message": "secret"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "Operation")  # type: ignore[arg-type]  # its types are narrower than what it takes


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (refused("ThrottlingException"), TemporarilyUnavailable),
        (refused("Throttling"), TemporarilyUnavailable),
        (refused("TooManyRequestsException", 429), TemporarilyUnavailable),
        (refused("RequestLimitExceeded"), TemporarilyUnavailable),
        (refused("SlowDown", 503), TemporarilyUnavailable),
        (refused("Whatever", 429), TemporarilyUnavailable),
        (refused("InternalServerError", 500), TemporarilyUnavailable),
        (refused("ServiceUnavailable", 503), TemporarilyUnavailable),
        (refused("NobodyKnows", 0), TemporarilyUnavailable),
        (refused("AccessDeniedException", 403), AccessRefused),
        (refused("AccessDenied", 403), AccessRefused),
        (refused("com.amazonaws#AccessDeniedException"), AccessRefused),
        (refused("CaseIdNotFound"), CaseNotFound),
        (refused("ValidationException"), ClientError),
        (ParamValidationError(report="x"), ParamValidationError),
        (EndpointConnectionError(endpoint_url="x"), TemporarilyUnavailable),
        (ConnectTimeoutError(endpoint_url="x"), TemporarilyUnavailable),
        (ReadTimeoutError(endpoint_url="x"), TemporarilyUnavailable),
        (ConnectionClosedError(endpoint_url="x"), TemporarilyUnavailable),
        (NoCredentialsError(), TemporarilyUnavailable),
    ],
    ids=repr,
)
def test_each_error_means_one_thing(
    error: ClientError | BotoCoreError, means: type[Exception]
) -> None:
    with pytest.raises(means) as found, translated("support", {"CaseIdNotFound": CaseNotFound}):
        raise error

    assert isinstance(found.value, ClientError) or "secret" not in str(found.value)


def test_a_code_is_read_without_its_namespace() -> None:
    assert error_code(refused("com.amazonaws.support#CaseIdNotFound")) == "CaseIdNotFound"


@pytest.mark.parametrize(
    "code",
    [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestLimitExceeded",
        "TooManyRequestsException",
    ],
)
def test_every_name_that_aws_has_for_a_throttle_is_known(code: str) -> None:
    assert is_throttle(refused(code))
