"""One call as it came in: who, which headers, which query, and the body as bytes."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from port_out.api.problems import Refused
from port_out.domain.errors import BadInput, Problem
from port_out.domain.people import Person
from port_out.domain.plain_json import bad_body, parsed

JSON = "application/json"


@dataclass(frozen=True)
class Call:
    """A call of the REST API; header names are in lower case, the body is as it was sent.

    `by` is the ARN of whoever signed it, `by_id` AWS's id of that principal; both are empty on the
    carriers' route. They come from API Gateway, never from what was sent.
    """

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    by: str
    by_id: str = ""

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> "Call":
        """The call in an event of API Gateway; BadInput for a parameter given twice."""
        headers = {str(n).lower(): str(v) for n, v in (event.get("headers") or {}).items()}
        identity = (event.get("requestContext") or {}).get("identity") or {}
        signer = identity.get("userArn") or "", identity.get("user") or ""
        return cls(headers, _query(event), _body(event), *signer)

    @classmethod
    def signed(cls, event: Mapping[str, Any]) -> "Call":
        """The same, for routes of operators: nobody unknown learns even what is wrong."""
        identity = (event.get("requestContext") or {}).get("identity") or {}
        if not identity.get("userArn"):
            raise Refused("caller-unknown", "sign the call with IAM credentials (SigV4)")
        return cls.of(event)

    @property
    def caller(self) -> str:
        """The signer without the name of the session, so that it stays the same tomorrow."""
        head, _, rest = self.by.partition(":assumed-role/")
        return f"{head}:assumed-role/{rest.rpartition('/')[0]}" if rest else self.by

    @property
    def person(self) -> Person:
        """Whoever signed it."""
        return Person(self.by, self.by_id)

    @property
    def media_type(self) -> str:
        """The Content-Type without parameters; JSON where none is given, as API Gateway has it."""
        return self.headers.get("content-type", JSON).partition(";")[0].strip().lower()

    def only(self, *names: str) -> Mapping[str, str]:
        """The query, if it has no other parameters than these."""
        unknown = [n for n in self.query if n not in names]
        if unknown:
            mend = "use " + ", ".join(names) if names else "leave it out"
            raise BadInput(
                [Problem(n[:40], "is no parameter of this route", mend) for n in unknown]
            )
        return self.query

    def json(self, longest: int) -> Any:
        """The body as JSON; BadInput for anything that is not plain, unambiguous JSON in UTF-8."""
        if self.media_type != JSON:
            raise bad_body("is not of a known content type", f"send it as {JSON}")
        return parsed(self.text(longest))

    def text(self, longest: int) -> str:
        """The body as text."""
        if not self.body.strip():
            raise bad_body("is empty", "send the documented body")
        if len(self.body) > longest:
            raise bad_body(f"is longer than {longest} bytes", "send less at a time")
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            raise bad_body("is not UTF-8", "encode it as UTF-8") from None


def _query(event: Mapping[str, Any]) -> dict[str, str]:
    repeated = event.get("multiValueQueryStringParameters") or {}
    twice = [name for name, values in repeated.items() if len(values or ()) > 1]
    if twice:
        raise BadInput([Problem(n[:40], "is given more than once", "give it once") for n in twice])
    return {n: v or "" for n, v in (event.get("queryStringParameters") or {}).items()}


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            return base64.b64decode(body, validate=True)
        return str(body).encode()
    except (binascii.Error, ValueError):
        raise bad_body("can't be decoded", "encode it as UTF-8") from None
