"""The carriers' keys: SSM SecureString parameters, one a carrier, all read by one call."""

import json
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from botocore.config import Config

from port_out.carriers.message import Key
from port_out.domain.errors import SenderNotProven
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

FRESH_SECONDS = 300
RENEW_SECONDS = 30
"""A proof that fails has the keys read anew at most this often: a new key works at once."""
CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 4}
)
PLAIN = {"telnyx": "public_key", "twilio": "auth_token", "sinch": "token"}
"""What a key is called that stands alone in plain text; "secret" for every other carrier."""
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_log = logging.getLogger(__name__)

Proven = TypeVar("Proven")


class CarrierKeys:
    """Keys are read when they are first needed and kept for five minutes, so that they rotate."""

    def __init__(
        self,
        path: str,
        *,
        client: Any = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._client: Any = client or aws_client(self.service(), CONFIG)
        self._clock = clock
        self._read_at: float | None = None
        self._kept: dict[str, list[Key]] = {}

    @staticmethod
    def service() -> Any:
        """Name of the AWS service that holds the keys."""
        return "ssm"

    def keys(self, carrier: str) -> list[Key]:
        """The valid keys of a carrier, several during a rotation; none for an unknown one."""
        if self._read_at is None or self._clock() - self._read_at >= FRESH_SECONDS:
            self._read()
        return self._kept.get(carrier, [])

    def renewed(self) -> bool:
        """Read the keys anew, unless they were read a moment ago; True when that was done."""
        if self._read_at is not None and self._clock() - self._read_at < RENEW_SECONDS:
            return False
        self._read()
        return True

    def proving(self, carrier: str, prove: Callable[[Sequence[Key]], Proven]) -> Proven:
        """What `prove` makes of the keys; asked again with newer ones where it is not proven.

        SenderNotProven for a carrier without keys, and of that one nothing is read anew.
        """
        keys = self.keys(carrier)
        if not keys:
            raise SenderNotProven("this carrier has no keys")
        try:
            return prove(keys)
        except SenderNotProven:
            if not self.renewed():
                raise
        return prove(self.keys(carrier))

    def _read(self) -> None:
        self._kept = {carrier: keys_in(carrier, text) for carrier, text in self._texts().items()}
        self._read_at = self._clock()

    def _texts(self) -> dict[str, str]:
        """What is on file, by carrier."""
        asked = {"Path": self._path, "WithDecryption": True}
        found: dict[str, str] = {}
        with translated("ssm"):
            for page in self._client.get_paginator("get_parameters_by_path").paginate(**asked):
                for one in page["Parameters"]:
                    found[one["Name"].rpartition("/")[2]] = str(one["Value"])
        return found


def keys_in(carrier: str, text: str) -> list[Key]:
    """The keys in a parameter: plain keys separated by blanks, or JSON (docs/carriers.md).

    One that can't be read shuts this carrier only.
    """
    if not text.lstrip().startswith("{"):
        name = PLAIN.get(carrier, "secret")
        return [Key(f"plain-{n}", {name: one}) for n, one in enumerate(text.split(), 1)]
    try:
        return _described(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Without the error: it would quote the keys.
        _log.error("the keys of carrier %s can't be read: see docs/carriers.md", carrier)
        return []


def _described(found: Mapping[str, Any]) -> list[Key]:
    shared = {name: value for name, value in found.items() if name != "keys"}
    keys = [_key(shared | entry) for entry in found["keys"]]
    if len({key.id for key in keys}) != len(keys):
        raise ValueError("two keys have the same id")
    return keys


def _key(entry: Mapping[str, Any]) -> Key:
    if not all(isinstance(value, str) for value in entry.values()):
        raise ValueError("a value is no text")
    if not _ID.fullmatch(entry["id"]):
        raise ValueError("an id has no known form")
    values = {name: value for name, value in entry.items() if name not in ("id", "port_out_id")}
    return Key(entry["id"], values, entry.get("port_out_id", ""))
