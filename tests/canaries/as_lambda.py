"""What Lambda's own runtime does around a handler: its log handler, and its words for a failure."""

import json
import logging
import sys
import traceback
from typing import Any

_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s\n"


class _RuntimeHandler(logging.Handler):
    """Every logger that has no handler of its own ends here, at WARNING and above."""

    def emit(self, record: logging.LogRecord) -> None:
        record.aws_request_id = ""
        sys.stdout.write(self.format(record))


def log_as_lambda() -> None:
    """As the runtime sets it up before it imports a handler."""
    handler = _RuntimeHandler()
    handler.setFormatter(logging.Formatter(_FORMAT, "%Y-%m-%dT%H:%M:%S"))
    logging.getLogger().handlers[:] = [handler]


def failure(error: BaseException) -> str:
    """What the caller of a function gets that raised this: Step Functions keeps it as the cause."""
    return json.dumps(
        {
            "errorMessage": str(error),
            "errorType": type(error).__name__,
            "stackTrace": _frames(error),
        }
    )


def logged(error: BaseException) -> str:
    """What the runtime itself logs of it."""
    return "\n".join([f"[ERROR] {type(error).__name__}: {error}", *_frames(error)])


def _frames(error: BaseException) -> list[str]:
    return traceback.format_list(traceback.extract_tb(error.__traceback__))


def answer_of(event: Any, error: BaseException) -> str:
    """What Lambda puts on the queue for an asynchronous call that failed."""
    return json.dumps(event, default=str) + failure(error)
