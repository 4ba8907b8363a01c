"""The ownership statement: what Amazon Connect showed, as canonical JSON that can be verified.

The bytes that are hashed and signed are the statement's canonical form by RFC 8785 (JCS), so that
any program can make them again from the file.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from port_out.domain.evidence import Inventory
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp

KIND = "numbers claimed to an Amazon Connect instance"
VERSION = 1


@dataclass(frozen=True)
class Signature:
    """A signature over a statement's canonical bytes; `value` is base64 of its DER form."""

    algorithm: str
    key_arn: str
    value: str

    @property
    def der(self) -> bytes:
        """The signature as bytes."""
        return base64.b64decode(self.value, validate=True)


def ownership_statement(
    port_out: PortOut, numbers: Iterable[str], inventory: Inventory, account: str
) -> dict[str, Any]:
    """What Connect showed of instance and numbers, with the ids of the calls that showed it."""
    instance = inventory.instance
    return {
        "kind": KIND,
        "version": VERSION,
        "port_out_id": port_out.id,
        "attempt": port_out.attempt,
        "account": account,
        "region": port_out.order.instance_arn.split(":")[3],
        "instance": {"arn": instance.arn, "alias": instance.alias, "status": instance.status},
        "captured_at": timestamp(inventory.seen_at),
        "aws_request_ids": list(inventory.request_ids),
        "numbers": [dict(vars(inventory.numbers[number])) for number in numbers],
    }


def canonical_bytes(statement: Mapping[str, Any]) -> bytes:
    """What is hashed and signed."""
    return rfc8785.dumps(dict(statement))


def envelope(statement: Mapping[str, Any], signature: Signature | None) -> dict[str, Any]:
    """The file: the statement, its SHA-256 and, where the switch is on, its signature."""
    return {
        "statement": dict(statement),
        "sha256": hashlib.sha256(canonical_bytes(statement)).hexdigest(),
        "signature": dict(vars(signature)) if signature else None,
    }


def as_file(envelope_: Mapping[str, Any]) -> str:
    """The text of the file, for people's eyes indented; what is signed is the canonical form."""
    return json.dumps(envelope_, indent=2, ensure_ascii=False) + "\n"
