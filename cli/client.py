"""The API of the program: signed as the operator, repeated where it asks for that."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session
from botocore.utils import get_environ_proxies

from cli.answers import told
from cli.exits import Exit, Stop
from cli.refusal import Refused
from cli.where import SIGN_IN, Where

JSON, CSV = "application/json", "text/csv"
TRIES = 5
_REPEAT = {429, 502, 503, 504}
_LONGEST_PAUSE = 30.0
_TIMEOUT = 60


class Api:
    """One program that runs somewhere; answers are plain data, refusals are `Refused`."""

    def __init__(
        self,
        where: Where,
        *,
        say: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._where, self._say, self._sleep = where, say, sleep
        proxies = get_environ_proxies(where.api_url)
        # It takes the file of an authority too; its stubs do not say so.
        verify: Any = where.ca_bundle or True
        self._http = URLLib3Session(verify=verify, proxies=proxies, timeout=_TIMEOUT)

    def get(self, path: str, **query: object) -> Any:
        """The answer to a GET; of the query, what is None or empty is left out."""
        given = {name: str(value) for name, value in query.items() if value not in (None, "")}
        return self._signed("GET", f"{path}?{urlencode(given, quote_via=quote)}" if given else path)

    def pages(self, path: str, member: str, **query: object) -> Iterator[dict[str, Any]]:
        """Every entry of a list, over all its pages."""
        cursor: str | None = None
        while True:
            page = self.get(path, cursor=cursor, **query)
            yield from page[member]
            cursor = page["cursor"]
            if not cursor:
                return

    def post(
        self, path: str, body: object, *, key: str = "", content_type: str = JSON, **query: object
    ) -> Any:
        """The answer to a POST of data (or bytes as they are); a repetition has the same `key`."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        # Without a key, nobody could know after a 503 whether the first call stands.
        headers = {"Content-Type": content_type, "Idempotency-Key": key or str(uuid.uuid4())}
        whole = f"{path}?{urlencode(query)}" if query else path
        return self._signed("POST", whole, sent, headers)

    def delete(self, path: str) -> Any:
        """The answer to a DELETE."""
        return self._signed("DELETE", path)

    def upload(self, url: str, content: bytes, headers: dict[str, str]) -> None:
        """Put a document where the API said that it may be put."""
        self._answer(lambda: AWSRequest("PUT", url, headers, content))

    def download(self, url: str) -> bytes:
        """A document from where the API said that it lies."""
        return bytes(self._answer(lambda: AWSRequest("GET", url)).content)

    def _signed(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Any:
        def request() -> AWSRequest:
            made = AWSRequest(method, self._where.api_url + path, dict(headers or {}), body)
            try:
                SigV4Auth(self._where.credentials, "execute-api", self._where.region).add_auth(made)
            except BotoCoreError as error:
                message = f"the call can't be signed: {error}"
                raise Stop(Exit.NOT_PERMITTED, message, mend=SIGN_IN) from None
            return made

        return told(self._answer(request).content, self._where.api_url)

    def _answer(self, request: Callable[[], AWSRequest]) -> AWSResponse:
        """The answer that is none of those after which to try again; each try is signed anew."""
        for left in reversed(range(TRIES)):
            answer = self._sent(request())
            if answer.status_code < 400:
                return answer
            if answer.status_code not in _REPEAT or not left or _is_for_long(answer):
                raise Refused.of(answer.status_code, answer.content)
            pause = _pause(answer, TRIES - left)
            self._say(f"the program asks to wait; trying again in {pause:.0f} s")
            self._sleep(pause)
        raise AssertionError("the last try answers or raises")

    def _sent(self, request: AWSRequest) -> AWSResponse:
        try:
            answer: AWSResponse = self._http.send(request.prepare())
        except BotoCoreError as error:
            address = self._where.api_url
            message = f"{address} can't be reached: {error}"
            mend = "compare --region and --api-url; is the network, or `make local`, up?"
            raise Stop(Exit.UNREACHABLE, message, mend=mend) from None
        return answer


def _is_for_long(answer: AWSResponse) -> bool:
    """A limit that lasts for minutes or hours is said at once."""
    said = answer.headers.get("Retry-After", "")
    return said.isdigit() and float(said) > 2 * _LONGEST_PAUSE


def _pause(answer: AWSResponse, tries: int) -> float:
    """What Retry-After says, else a growing pause."""
    said = answer.headers.get("Retry-After", "")
    return min(float(said) if said.isdigit() else 2.0**tries / 2, _LONGEST_PAUSE)
