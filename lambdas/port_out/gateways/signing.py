"""AWS KMS: a signature by a key that never leaves it. Switched off, there is no Signing."""

import base64
import hashlib
import textwrap
from typing import Any

from botocore.config import Config

from port_out.domain.statement import Signature
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

ALGORITHM = "ECDSA_SHA_256"
_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 4}
)


class Signing:
    """Signs with one key on NIST's curve P-256."""

    def __init__(self, key_arn: str, *, client: Any = None) -> None:
        self._key_arn = key_arn
        self._client: Any = client or aws_client("kms", _CONFIG)

    def sign(self, content: bytes) -> Signature:
        """A signature over this content; KMS gets its SHA-256 and nothing else."""
        with translated("kms"):
            answer = self._client.sign(
                KeyId=self._key_arn,
                Message=hashlib.sha256(content).digest(),
                MessageType="DIGEST",
                SigningAlgorithm=ALGORITHM,
            )
        return Signature(ALGORITHM, self._key_arn, base64.b64encode(answer["Signature"]).decode())

    def public_key(self) -> str:
        """The public key in PEM: whoever has it verifies without AWS."""
        with translated("kms"):
            der = self._client.get_public_key(KeyId=self._key_arn)["PublicKey"]
        lines = textwrap.wrap(base64.b64encode(der).decode(), 64)
        return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])
