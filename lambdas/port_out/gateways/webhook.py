"""The outgoing webhook: Standard Webhooks over HTTPS, to public addresses only.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import json
import logging
import socket
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

import urllib3
from botocore import httpsession, session
from standardwebhooks.webhooks import EmptyWebhookSecretError
from standardwebhooks.webhooks import Webhook as Signer

from port_out.gateways.notify_parameters import Target

_TIMEOUT = urllib3.Timeout(connect=3, read=10)
_log = logging.getLogger(__name__)
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""They lead to IPv4 addresses behind a gateway."""
Address = IPv4Address | IPv6Address
# At its lowest level urllib3 logs the path of everything that it asks for; a token may be in it.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


class Answer(StrEnum):
    """What became of one attempt."""

    TAKEN = "taken"
    GONE = "gone"
    """The receiver wants no more of it (410)."""
    FAILED = "failed"


class _Refused(Exception):
    """The target is none that may be called; the reason holds nothing of it."""


def is_public(address: Address) -> bool:
    """True for an address of the open internet; not for one that hides a private one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or any(address in network for network in _NAT64):
            return False
    return address.is_global and not address.is_multicast


class Webhook:
    """Sends one event at a time. The address that was checked is the one that is called."""

    def __init__(
        self,
        *,
        resolve: Callable[..., Any] = socket.getaddrinfo,
        may_call: Callable[[Address], bool] = is_public,
        authorities: str = "",
    ) -> None:
        self._resolve = resolve
        self._may_call = may_call
        self._authorities = authorities or _authorities()

    def send(self, target: Target, id_: str, at: datetime, event: Mapping[str, Any]) -> Answer:
        """Taken for a 2xx; never follows a redirect, and tries once."""
        body = json.dumps(event, ensure_ascii=True, separators=(",", ":"))
        try:
            url = _checked(target)
            headers = _headers(target, id_, at, body) | {"host": url.netloc}
            status = self._posted(url, headers, body)
        except (_Refused, ValueError, OSError, urllib3.exceptions.HTTPError) as error:
            reason = str(error) if isinstance(error, _Refused) else type(error).__name__
            _log.warning("webhook not delivered: %s", reason)
            return Answer.FAILED
        if status == 410:
            return Answer.GONE
        if 200 <= status < 300:
            return Answer.TAKEN
        _log.warning("webhook not delivered: HTTP %s", status)
        return Answer.FAILED

    def _posted(self, url: SplitResult, headers: Mapping[str, str], body: str) -> int:
        host = url.hostname or ""
        with urllib3.HTTPSConnectionPool(
            self._address(host, url.port or 443),
            url.port or 443,
            server_hostname=host,
            assert_hostname=host,
            ca_certs=self._authorities,
            cert_reqs="CERT_REQUIRED",
            timeout=_TIMEOUT,
            retries=False,
        ) as pool:
            path = (url.path or "/") + (f"?{url.query}" if url.query else "")
            answer = pool.urlopen(
                "POST", path, body=body.encode(), headers=headers, redirect=False,
                preload_content=False,
            )  # fmt: skip
            answer.close()
            return int(answer.status)

    def _address(self, host: str, port: int) -> str:
        """Its first address, if none of them leads inside."""
        found = self._resolve(host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        if not addresses or not all(self._may_call(address) for address in addresses):
            raise _Refused("the host has an address that is not public")
        return str(addresses[0])


def _checked(target: Target) -> SplitResult:
    url = urlsplit(target.url)
    if url.scheme != "https" or not url.hostname or not url.hostname.isascii():
        raise _Refused("the URL is no https URL of a host in ASCII")
    if url.username is not None or not target.secrets:
        raise _Refused("the URL holds a user, or there is no secret")
    return url


def _headers(target: Target, id_: str, at: datetime, body: str) -> dict[str, str]:
    """Signed by each of the keys: whoever receives it may know the old one or the new one."""
    try:
        if not all(secret.startswith("whsec_") for secret in target.secrets):
            raise ValueError
        signatures = [Signer(secret).sign(id_, at, body) for secret in target.secrets]
    except (ValueError, EmptyWebhookSecretError):
        # The error itself may quote the secret.
        raise _Refused("a secret is not of the form whsec_<base64>") from None
    return {
        "content-type": "application/json",
        "user-agent": "Connect-Port-Out",
        "webhook-id": id_,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _authorities() -> str:
    configured = session.get_session().get_config_variable("ca_bundle")
    return str(configured or httpsession.get_cert_path(True))
