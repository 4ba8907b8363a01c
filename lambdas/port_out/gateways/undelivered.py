"""The queue of what could not be delivered: a message on it rings an alarm."""

import json
from typing import Any

from botocore.config import Config

from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4}
)


class Undelivered:
    """The queue that Lambda and EventBridge leave their failures on too."""

    def __init__(self, url: str, *, client: Any = None) -> None:
        self._url = url
        self._client: Any = client or aws_client("sqs", _CONFIG)

    def put(self, port_out_id: str, notice: str) -> None:
        """Say that this notice did not reach everybody, and which it is."""
        told = {"undelivered": "notice", "port_out_id": port_out_id, "notice": notice}
        with translated("sqs"):
            self._client.send_message(QueueUrl=self._url, MessageBody=json.dumps(told))
