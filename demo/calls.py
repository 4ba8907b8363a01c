"""How the demo reaches the program and the twins: HTTP, signed as each side signs."""

import json
import ssl
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import urllib3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from standardwebhooks.webhooks import Webhook

Facts = dict[str, Any]


class CallFailed(Exception):
    """A call was answered with something else than success."""


class Http:
    """HTTP to the local world; a certificate of its own authority is trusted."""

    def __init__(self, facts: Facts) -> None:
        context = ssl.create_default_context(cafile=facts["ca_bundle"])
        self._pool = urllib3.PoolManager(ssl_context=context, retries=False, timeout=60.0)

    def send(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Any:
        """The answer as data, None where it is empty; CallFailed with its text otherwise."""
        answer = self.fetch(method, url, body, headers)
        return json.loads(answer) if answer else None

    def fetch(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> bytes:
        """The answer as it came."""
        answer = self._pool.request(method, url, body=body or None, headers=headers)
        if answer.status >= 400:
            raise CallFailed(f"{method} {url}: {answer.status} {answer.data.decode()[:500]}")
        return answer.data


class Operator:
    """The customer's operator, or a colleague: calls the API, signed with IAM (SigV4)."""

    def __init__(self, facts: Facts, http: Http, who: str = "operator") -> None:
        keys = facts[who]
        self._credentials = Credentials(keys["access_key_id"], keys["secret_access_key"])
        self._url, self._region, self._http = facts["api_url"].rstrip("/"), facts["region"], http

    def get(self, path: str) -> Any:
        """GET a route."""
        return self._call("GET", path, b"", {})

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """POST data as JSON, or text as CSV."""
        if isinstance(body, str):
            return self._call("POST", path, body.encode(), {"content-type": "text/csv"})
        sent = {"content-type": "application/json"} | headers
        return self._call("POST", path, json.dumps(body).encode(), sent)

    def say(self, port_out_id: str, type_: str, **facts: Any) -> Any:
        """Send a signal of the operator."""
        path = f"/port-outs/{port_out_id}/signals"
        return self.post(path, {"type": type_, "facts": facts})

    def upload(self, port_out_id: str, name: str, content: bytes, kind: str) -> None:
        """Upload a document through its presigned URL."""
        path = f"/port-outs/{port_out_id}/documents"
        link = self.post(path, {"name": name, "content_type": kind})
        self._http.fetch("PUT", link["url"], content, link["headers"])

    def download(self, port_out_id: str, name: str) -> bytes:
        """Download a document through its presigned URL."""
        link = self.get(f"/port-outs/{port_out_id}/documents/{quote(name)}")
        return self._http.fetch("GET", link["url"], b"", {})

    def _call(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Any:
        url = self._url + path
        request = AWSRequest(method, url, data=body, headers=headers)
        SigV4Auth(self._credentials, "execute-api", self._region).add_auth(request)
        return self._http.send(method, url, body, dict(request.headers.items()))


class Carrier:
    """The winning carrier: calls back, signed with its key (Standard Webhooks)."""

    def __init__(self, facts: Facts, http: Http) -> None:
        self._key, self._url = facts["carrier_keys"]["standard"], facts["api_url"].rstrip("/")
        self._http = http
        self._sent = 0

    def say(self, port_out_id: str, type_: str, *, times: int = 1, **facts: Any) -> None:
        """Send one message, delivered so many times."""
        now = datetime.now(UTC)
        self._sent += 1
        message_id = f"msg_{port_out_id}_{self._sent}"
        body = json.dumps({"type": type_, "timestamp": now.isoformat(), "data": facts})
        headers = {
            "content-type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self._key).sign(message_id, now, body),
        }
        url = f"{self._url}/carriers/standard/port-outs/{port_out_id}"
        for _ in range(times):
            self._http.send("POST", url, body.encode(), headers)


class Person:
    """Somebody at the winning carrier with a one-time link: a page, and a form sent once."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def answer(self, url: str, **fields: str) -> None:
        """Open the page, which changes nothing, then send its form."""
        self._http.fetch("GET", url, b"", {"accept": "text/html"})
        form = {"content-type": "application/x-www-form-urlencoded"}
        self._http.fetch("POST", url, urlencode(fields).encode(), form)


class Twins:
    """AWS Support's people, Amazon Connect's switch and the calendar, played by the twins."""

    def __init__(self, facts: Facts, http: Http) -> None:
        self._url, self._http = facts["twin_url"].rstrip("/"), http

    def get(self, path: str) -> Any:
        """GET a steering call."""
        return self._http.send("GET", self._url + path, b"", {})

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Any other steering call."""
        sent = json.dumps(body).encode() if body is not None else b""
        return self._http.send(method, self._url + path, sent, {"content-type": "application/json"})
