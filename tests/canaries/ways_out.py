"""What stands at the ways out: the gateway before a function, its output, and a webhook."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from port_out.gateways.notify_parameters import Target
from port_out.gateways.webhook import Answer, Webhook
from tests.canaries.sinks import Sink, Sinks

_PATHS = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())["paths"]
_RESOURCES = [
    (re.compile(re.sub(r"{\w+}", "[^/]+", path)), method.upper(), path)
    for path, methods in _PATHS.items()
    for method in methods
]


class Lines:
    """What a function prints: its log, and metrics among it."""

    def __init__(self, sinks: Sinks) -> None:
        self._sinks = sinks

    def write(self, text: str) -> int:
        for line in text.splitlines():
            self._sinks.put(Sink.METRICS if '"_aws"' in line else Sink.LOG, line)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


class Receiver(Webhook):
    """The webhook, whose every third call fails with its host in the error."""

    def __init__(self, sinks: Sinks) -> None:
        super().__init__(resolve=self._unknown)
        self.is_up, self._sinks, self._calls = True, sinks, 0

    def send(self, target: Target, id_: str, at: datetime, event: Any) -> Answer:
        self._calls += 1
        if self._calls % 3 == 0 or not self.is_up:
            return super().send(target, id_, at, event)
        self._sinks.put(Sink.NOTICES, json.dumps([id_, event]))
        return Answer.TAKEN

    def _unknown(self, host: str, *_: Any, **__: Any) -> Any:
        raise OSError(f"nobody knows {host}")


def as_the_gateway(event: Any) -> Any:
    """The resource as API Gateway names it: without what the caller put into the path."""
    if "httpMethod" not in event:
        return event
    found = (
        path
        for form, method, path in _RESOURCES
        if method == event["httpMethod"] and form.fullmatch(event["path"])
    )
    return event | {"resource": next(found, "/{proxy+}")}
