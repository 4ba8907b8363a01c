"""How the tests reach a world: as AWS client, as caller of the API, at the steering."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from email.message import Message
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from tests.waiting import until

Answer = tuple[int, Any]


class Reach:
    """One world as its users see it."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self._clients: dict[tuple[Any, ...], Any] = {}
        self._tls = ssl.create_default_context(cafile=facts["ca_bundle"])

    def client(self, service: str, who: str = "administrator", **config: Any) -> Any:
        """A client without retries, so that each call is seen as it is."""
        known = (service, who, *config.items())
        if known in self._clients:
            return self._clients[known]
        session = boto3.Session(
            aws_access_key_id=self.facts[who]["access_key_id"],
            aws_secret_access_key=self.facts[who]["secret_access_key"],
            region_name=self.facts["region"],
        )
        make: Any = session.client
        self._clients[known] = make(
            service,
            endpoint_url=self.facts["aws_endpoint_url"],
            verify=self.facts["ca_bundle"],
            config=Config(retries={"total_max_attempts": 1}, **config),
        )
        return self._clients[known]

    def kept(self, key: str, times: int = 1) -> Any:
        """What a function has kept under a key, once it has kept it so many times."""
        dynamodb, place = self.client("dynamodb"), {"TableName": self.facts["outputs"]["Table"]}

        def found() -> Any:
            item = dynamodb.get_item(**place, Key={"id": {"S": key}}).get("Item")
            return item if item and int(item["deliveries"]["N"]) == times else None

        event = json.loads(until(found)["event"]["S"])
        dynamodb.delete_item(**place, Key={"id": {"S": key}})
        return event

    def api(self, method: str, path: str, body: bytes | None = None, *, signed: bool) -> Answer:
        """Call the program's API, as the operator if signed."""
        url = f"{self.facts['api_url']}{path}"
        request = AWSRequest(method, url, data=body)
        request.headers["Content-Type"] = "application/json"
        if signed:
            key = self.facts["operator"]
            credentials = Credentials(key["access_key_id"], key["secret_access_key"])
            SigV4Auth(credentials, "execute-api", self.facts["region"]).add_auth(request)
        return self.http(method, url, body, dict(request.headers))

    def answered(self, method: str, path: str, password: str | None) -> tuple[int, Message, Any]:
        """Status, headers and body of an unsigned call of the API, with this Authorization."""
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": password} if password else {}
        url = f"{self.facts['api_url']}{path}"
        request = urllib.request.Request(url, data=b'{"id": 1}', method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, context=self._tls, timeout=30) as response:
                return response.status, response.headers, _content(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, _content(error.read())

    def steer(self, method: str, path: str, body: Any = None) -> Answer:
        """One steering call."""
        content = json.dumps(body).encode() if body is not None else None
        return self.http(method, self.facts["twin_url"] + path, content)

    def http(self, method: str, url: str, body: bytes | None = None, headers: Any = None) -> Answer:
        """One HTTP call: its status, and its body as JSON where it is JSON."""
        request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
        tls = self._tls if url.startswith("https:") else None
        try:
            with urllib.request.urlopen(request, context=tls, timeout=30) as response:
                return response.status, _content(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _content(error.read())

    def a_case(self, **changes: Any) -> str:
        """A fresh support case."""
        parameters = {
            "subject": "Port-out",
            "communicationBody": "We port numbers away.",
            "serviceCode": "service-connect-number-management",
            "categoryCode": "phone-number-port-out",
            "severityCode": "low",
            "issueType": "customer-service",
            "language": "en",
        }
        return str(self.client("support").create_case(**(parameters | changes))["caseId"])


def _content(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body
