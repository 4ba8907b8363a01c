"""The topic that people subscribe to: e-mail, chat or text messages, as they like."""

from collections.abc import Mapping
from typing import Any

from botocore.config import Config

from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4}
)


class Topic:
    """One SNS topic."""

    def __init__(self, arn: str, *, client: Any = None) -> None:
        self._arn = arn
        self._client: Any = client or aws_client("sns", _CONFIG)

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        """Everybody who has subscribed gets it, filtered by these attributes where they want."""
        with translated("sns"):
            self._client.publish(
                TopicArn=self._arn,
                Subject=subject,
                Message=text,
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value}
                    for name, value in attributes.items()
                },
            )
