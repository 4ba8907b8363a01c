"""Documents that AWS hands out by a signed URL; whoever has the URL has the document."""

import logging

import urllib3
from botocore import httpsession, session

from port_out.domain.errors import TemporarilyUnavailable

LARGEST = 20_000_000
ATTEMPTS = 3
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
_PASSING = frozenset({408, 429})

# At its lowest level urllib3 logs the path and the signature of everything that it asks for.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


class Downloads:
    """Fetches PDF files over HTTPS, and trusts the certificates that botocore trusts."""

    def __init__(self, *, pool: urllib3.PoolManager | None = None) -> None:
        self._pool = pool or urllib3.PoolManager(ca_certs=_authorities())

    def pdf(self, url: str) -> bytes | None:
        """The PDF; None where it is refused, gone, larger than 20 MB, no PDF or not on HTTPS.

        Tries three times at once; TemporarilyUnavailable leaves longer troubles to the caller.
        """
        if not url.startswith("https://"):
            return None
        for _ in range(ATTEMPTS - 1):
            try:
                return self._fetched(url)
            except TemporarilyUnavailable:
                continue
        return self._fetched(url)

    def _fetched(self, url: str) -> bytes | None:
        try:
            # urllib3 would log the URL with each retry of its own, and follow to anywhere.
            with self._pool.request(
                "GET", url, preload_content=False, retries=False, redirect=False, timeout=_TIMEOUT
            ) as answer:
                if answer.status >= 500 or answer.status in _PASSING:
                    raise TemporarilyUnavailable(f"download: HTTP {answer.status}")
                content = answer.read(LARGEST + 1) if answer.status == 200 else b""
        except urllib3.exceptions.HTTPError as error:
            raise TemporarilyUnavailable(f"download: {type(error).__name__}") from None
        is_pdf = content.startswith(b"%PDF-") and len(content) <= LARGEST
        return content if is_pdf else None


def _authorities() -> str:
    configured = session.get_session().get_config_variable("ca_bundle")
    return str(configured or httpsession.get_cert_path(True))
