"""The carriers' signing keys: SSM SecureString parameters, one per carrier."""

import time
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from port_out.gateways.faults import error_code, translated

FRESH_SECONDS = 300
_CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4}
)


class CarrierKeys:
    """Keys are read when they are first needed and kept for five minutes, so that they rotate."""

    def __init__(self, path: str, *, client: Any = None) -> None:
        self._path = path
        self._client: Any = client or boto3.client("ssm", config=_CONFIG)
        self._read: dict[str, tuple[float, list[str] | None]] = {}

    def keys(self, carrier: str) -> list[str] | None:
        """The valid keys of a carrier, several during a rotation; None for an unknown one.

        The parameter holds one key, or several separated by spaces.
        """
        read_at, keys = self._read.get(carrier, (-FRESH_SECONDS, None))
        if time.monotonic() - read_at >= FRESH_SECONDS:
            keys = self._fetch(carrier)
            self._read[carrier] = (time.monotonic(), keys)
        return keys

    def _fetch(self, carrier: str) -> list[str] | None:
        with translated("ssm"):
            try:
                answer = self._client.get_parameter(
                    Name=f"{self._path}/{carrier}", WithDecryption=True
                )
            except ClientError as error:
                if error_code(error) != "ParameterNotFound":
                    raise
                return None
        return str(answer["Parameter"]["Value"]).split()
