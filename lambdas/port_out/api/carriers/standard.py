"""The channel "standard": messages signed by the rules of Standard Webhooks (HMAC-SHA256)."""

from collections.abc import Iterable, Mapping

from standardwebhooks.webhooks import (
    EmptyWebhookSecretError,
    Webhook,
    WebhookVerificationError,
)

from port_out.domain.errors import SenderNotProven
from port_out.observability import logger

MESSAGE_ID = "webhook-id"


def prove(body: bytes, headers: Mapping[str, str], keys: Iterable[str]) -> str:
    """The id of a message that one of these keys has signed within five minutes.

    SenderNotProven otherwise. The signature is over the bytes as they were sent.
    """
    if any(_signed_by(key, body, headers) for key in keys):
        return headers[MESSAGE_ID]
    raise SenderNotProven("no key has signed this message")


def _signed_by(key: str, body: bytes, headers: Mapping[str, str]) -> bool:
    try:
        webhook = Webhook(key)
    except (EmptyWebhookSecretError, ValueError):
        logger.error("a signing key can't be read: it must be whsec_ and base64")
        return False
    try:
        webhook.verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError, OverflowError):
        # The library lets malformed base64 and non-UTF-8 bodies out as ValueError.
        return False
    return True
