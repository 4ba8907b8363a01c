"""What AWS's errors mean to the process; no ClientError leaves a gateway."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from botocore.parsers import ResponseParserError

from port_out.domain.errors import AccessRefused, PortOutError, TemporarilyUnavailable
from port_out.gateways.whole_answers import insist

insist()

_DENIED = frozenset({"AccessDeniedException", "AccessDenied", "UnauthorizedOperation"})
_THROTTLES = frozenset(
    {
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""The names that botocore's own retries know."""


@contextmanager
def translated(
    service: str, known: Mapping[str, type[PortOutError]] | None = None
) -> Iterator[None]:
    """Known codes become their error, a denial AccessRefused, the rest TemporarilyUnavailable.

    What AWS calls invalid is ours to mend: it passes through, and the step fails loudly.
    """
    try:
        yield
    except ParamValidationError:
        raise
    except ClientError as error:
        code = error_code(error)
        if known and code in known:
            raise known[code](f"{service}: {code}") from error
        if code in _DENIED:
            raise AccessRefused(f"{service} refused {error.operation_name}") from error
        if _is_ours(error):
            raise
        raise TemporarilyUnavailable(f"{service}: {code}") from error
    except (BotoCoreError, ResponseParserError) as error:
        raise TemporarilyUnavailable(f"{service}: {type(error).__name__}") from error


def error_code(error: ClientError) -> str:
    """The code of an AWS error, without a namespace before it."""
    return str(error.response.get("Error", {}).get("Code", "")).rsplit("#", 1)[-1]


def is_throttle(error: ClientError) -> bool:
    """True when AWS asked to slow down; such a call had no effect."""
    return error_code(error) in _THROTTLES


def _is_ours(error: ClientError) -> bool:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return 400 <= status < 500 and status != 429 and not is_throttle(error)
