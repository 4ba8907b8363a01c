"""A carrier's own record of its order, for what its events leave out; the hosts are fixed."""

import json
import re
from collections.abc import Mapping
from typing import Any

import urllib3
from botocore import httpsession, session

ORDERS = {"telnyx": "https://api.telnyx.com/v2/porting_orders/"}
"""Where each carrier's orders are read: GET, with the API key as bearer."""
LARGEST = 500_000
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIMEOUT = urllib3.Timeout(connect=2, read=5)


class CarrierOrders:
    """Reads an order over HTTPS, and trusts the certificates that botocore trusts."""

    def __init__(self, *, pool: urllib3.PoolManager | None = None) -> None:
        self._pool = pool or urllib3.PoolManager(ca_certs=_authorities())

    def order(self, carrier: str, order_id: str, api_key: str) -> Mapping[str, Any] | None:
        """The order as the carrier tells it; None where it can't be read, whatever the reason."""
        if carrier not in ORDERS or not api_key or not _UUID.fullmatch(order_id):
            return None
        headers = {"authorization": f"Bearer {api_key}", "accept": "application/json"}
        try:
            found = json.loads(self._fetched(ORDERS[carrier] + order_id, headers))
        except (urllib3.exceptions.HTTPError, ValueError, RecursionError):
            return None
        order = found.get("data") if isinstance(found, dict) else None
        is_it = isinstance(order, dict) and order.get("id") == order_id
        return order if is_it else None

    def _fetched(self, url: str, headers: Mapping[str, str]) -> bytes:
        """Nothing where it is refused, leads elsewhere or is too large."""
        with self._pool.request(
            "GET",
            url,
            headers=headers,
            preload_content=False,
            retries=False,
            redirect=False,
            timeout=_TIMEOUT,
        ) as answer:
            content = answer.read(LARGEST + 1) if answer.status == 200 else b""
        return b"" if len(content) > LARGEST else content


def _authorities() -> str:
    configured = session.get_session().get_config_variable("ca_bundle")
    return str(configured or httpsession.get_cert_path(True))
