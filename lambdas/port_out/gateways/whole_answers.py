"""An answer of AWS that was cut off or replaced on its way is a fault, and not an empty answer.

botocore reads a body that is no JSON as an answer without members: an item that does not exist, a
list without entries. So every client of this process looks first.
"""

import json
from typing import Any

from botocore import handlers
from botocore.exceptions import BotoCoreError

_JSON = ("json", "rest-json")


class AnswerCutOff(BotoCoreError):
    """What came back is no answer of the service."""

    fmt = "the answer to {operation} is not whole"


def insist() -> None:
    """Clients made from now on raise AnswerCutOff instead of reading a broken answer as empty."""
    entry = ("before-parse", _whole)
    if entry not in handlers.BUILTIN_HANDLERS:
        handlers.BUILTIN_HANDLERS.append(entry)


def _whole(operation_model: Any, response_dict: dict[str, Any], **_: Any) -> None:
    body = response_dict["body"]
    is_json = operation_model.service_model.resolved_protocol in _JSON
    if (
        not is_json
        or not isinstance(body, bytes)
        or not body
        or response_dict["status_code"] >= 500
    ):
        return
    if operation_model.has_streaming_output:
        return
    try:
        json.loads(body)
    except ValueError:
        raise AnswerCutOff(operation=operation_model.name) from None
