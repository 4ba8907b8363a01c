"""What the schemes of proof share: strict text forms, a fresh time, Ed25519."""

import base64
import binascii
import re
from datetime import datetime

TOLERANCE_SECONDS = 300
"""How far a signed time may be from ours, both ways (Standard Webhooks, Telnyx's SDKs)."""
_SECONDS = re.compile(r"[1-9][0-9]{8,11}")


def strict_base64(text: str) -> bytes | None:
    """The bytes; None for any text but the one that encodes them, so none passes for another."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if base64.b64encode(found).decode() == text else None


def is_fresh(stamp: str, at: datetime) -> bool:
    """True for Unix seconds, in plain digits, within five minutes of `at`."""
    if not _SECONDS.fullmatch(stamp):
        return False
    return abs(at.timestamp() - int(stamp)) <= TOLERANCE_SECONDS


def signed_ed25519(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """True when the holder of this public key of 32 bytes has signed the message."""
    # Loaded where a key needs it: it costs a start some 80 ms.
    from ecdsa import BadSignatureError, Ed25519, VerifyingKey
    from ecdsa.errors import MalformedPointError

    if len(public_key) != 32 or len(signature) != 64:
        return False
    try:
        key = VerifyingKey.from_string(public_key, curve=Ed25519)
        return bool(key.verify(signature, message))
    except (BadSignatureError, MalformedPointError, ValueError):
        return False
