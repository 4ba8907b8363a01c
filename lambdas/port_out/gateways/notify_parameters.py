"""Where notices go beside the topic: SSM parameters, read anew for each run, so that they change
without a deployment."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.config import Config

from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4}
)


@dataclass(frozen=True)
class Target:
    """The webhook: its URL, and the keys that sign for it, several while they rotate."""

    url: str
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class Channels:
    """`webhook` is None where none is set; `machine` is the ARN of the state machine's alias."""

    webhook: Target | None
    machine: str = ""


class NotifyParameters:
    """Two parameters below one path: `webhook` is a person's, `machine` the deployment's."""

    def __init__(self, path: str, *, client: Any = None) -> None:
        self._path = path
        self._client: Any = client or aws_client("ssm", _CONFIG)

    def channels(self) -> Channels:
        """What is set now; a webhook that can't be read has no URL, so that nothing is sent."""
        pages = self._client.get_paginator("get_parameters_by_path").paginate(
            Path=self._path, WithDecryption=True
        )
        with translated("ssm"):
            found = {
                str(one["Name"]).rpartition("/")[2]: str(one["Value"])
                for page in pages
                for one in page["Parameters"]
            }
        text = found.get("webhook", "").strip()
        return Channels(_target(text) if text else None, found.get("machine", ""))


def _target(text: str) -> Target:
    """{"url": "https://...", "secret": "whsec_..."}, with more secrets after a blank."""
    try:
        given = json.loads(text)
        url, secret = given["url"], given["secret"]
    except (ValueError, KeyError, TypeError):
        return Target("", ())
    both = isinstance(url, str) and isinstance(secret, str)
    return Target(url.strip(), tuple(secret.split())) if both else Target("", ())
