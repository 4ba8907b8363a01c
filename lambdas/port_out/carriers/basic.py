"""Basic authentication (RFC 7617), for carriers that prove themselves by a password."""

import hmac
from collections.abc import Sequence

from port_out.carriers.message import Key
from port_out.carriers.proof import strict_base64


def holder(authorization: str, keys: Sequence[Key], port_out_id: str) -> Key | None:
    """The key whose user and password the header names, None for any other header.

    A key that is bound to another port-out does not count. How long the answer takes says nothing
    about how near a guess was.
    """
    given = _credentials(authorization)
    found = None
    for key in keys:
        known = f"{key.values.get('user', '')}:{key.values.get('password', '')}".encode()
        is_whole = bool(key.values.get("user") and key.values.get("password"))
        is_meant = key.port_out_id in ("", port_out_id)
        if hmac.compare_digest(given, known) and is_whole and is_meant:
            found = key
    return found


def _credentials(authorization: str) -> bytes:
    """`user:password`, empty for what is no Basic header."""
    scheme, _, encoded = authorization.partition(" ")
    return (strict_base64(encoded) or b"") if scheme.lower() == "basic" else b""
