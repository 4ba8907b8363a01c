"""Account numbers and PINs that AWS gives: SSM SecureString parameters, one for each text."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from botocore.config import Config

from port_out.domain.account_details import BY_HAND, KINDS, Kept
from port_out.domain.reading.given import Secret, SecretKind
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_SAID = "said-"
_MOST = 2
"""Of each kind: two values contradict each other, more of them say nothing more."""
_AT_ONCE = 10
_CONFIG = Config(
    connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 5}
)


class Secrets:
    """What nobody may be shown but the carrier pack, kept by port-out until it is over."""

    def __init__(self, path: str, *, client: Any = None) -> None:
        self._path = path
        self._client: Any = client or aws_client("ssm", _CONFIG)

    def keep(self, port_out_id: str, communication_id: str, secrets: Iterable[Secret]) -> None:
        """Keep the account numbers and PINs of a text; links stay on the case."""
        values = [
            {"kind": kind.value, "value": value}
            for kind in KINDS
            for value in [one.value for one in secrets if one.kind is kind][:_MOST]
        ]
        if not values:
            return
        with translated("ssm"):
            self._client.put_parameter(
                Name=f"{self._path}/{port_out_id}/{_SAID}{communication_id}",
                Description="Given by AWS Support for the carrier pack of Connect Port-Out",
                Value=json.dumps(values),
                Type="SecureString",
                Tier="Standard",
                Overwrite=True,
            )

    def given(self, port_out_id: str) -> Kept:
        """What is kept, by communication; what a person put there is under BY_HAND."""
        kept: dict[str, list[Secret]] = {}
        for parameter in self._parameters(port_out_id, decrypted=True):
            name = str(parameter["Name"]).rpartition("/")[2]
            if name == BY_HAND:
                kept[BY_HAND] = _by_hand(parameter["Value"])
            elif name.startswith(_SAID):
                rows = json.loads(parameter["Value"])
                kept[name.removeprefix(_SAID)] = [
                    Secret(SecretKind(row["kind"]), row["value"]) for row in rows
                ]
        return kept

    def forget(self, port_out_id: str) -> None:
        """Nothing is kept any more, what a person put there neither."""
        found = self._parameters(port_out_id, decrypted=False)
        names = [parameter["Name"] for parameter in found]
        for start in range(0, len(names), _AT_ONCE):
            with translated("ssm"):
                self._client.delete_parameters(Names=names[start : start + _AT_ONCE])

    def _parameters(self, port_out_id: str, *, decrypted: bool) -> list[dict[str, Any]]:
        pages = self._client.get_paginator("get_parameters_by_path").paginate(
            Path=f"{self._path}/{port_out_id}", WithDecryption=decrypted
        )
        with translated("ssm"):
            return [parameter for page in pages for parameter in page["Parameters"]]


def _by_hand(text: str) -> list[Secret]:
    """A person's JSON object; of what is not readable nothing counts, and no value is shown."""
    try:
        typed = json.loads(text)
    except ValueError:
        return []
    return list(_typed(typed)) if isinstance(typed, dict) else []


def _typed(typed: dict[str, Any]) -> Iterator[Secret]:
    for kind in KINDS:
        value = typed.get(kind.value)
        if isinstance(value, str) and value.strip() and value.isprintable():
            yield Secret(kind, value.strip()[:100])
