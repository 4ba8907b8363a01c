"""Real botocore clients with planned answers; AWS's models check requests and answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.stub import Stubber

REGION = "us-east-1"


def a_client(service: str, **options: Any) -> Any:
    """A real client that reaches nobody."""
    return boto3.client(
        service,  # type: ignore[call-overload]  # the service is known at run time only
        REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        **options,
    )


@contextmanager
def planned(client: Any) -> Iterator[Stubber]:
    """Calls of this client get the answers that are added, in order; each must be made."""
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def refuse(stubber: Stubber, operation: str, code: str, status: int = 400) -> None:
    """The next call is refused with this code."""
    stubber.add_client_error(operation, code, "secret text of AWS", http_status_code=status)
