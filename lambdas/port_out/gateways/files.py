"""The bucket of documents: written by steps, reached by people through short-lived links."""

import hashlib
from contextlib import closing
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from port_out.domain.errors import TemporarilyUnavailable
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import error_code, translated

LINK_SECONDS = 900
_CONFIG = Config(
    signature_version="s3v4",
    # The global host of a bucket answers with a redirect, which breaks a signed link elsewhere.
    s3={"addressing_style": "virtual"},
    connect_timeout=5,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 4},
)


class Files:
    """Documents by key; every version is kept."""

    def __init__(self, bucket: str, *, client: Any = None) -> None:
        self._bucket = bucket
        self._client: Any = client or aws_client("s3", _CONFIG)

    def write(self, key: str, content: bytes, content_type: str) -> str:
        """Write a document; answers the SHA-256 (hex) of its content."""
        with translated("s3"):
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=content, ContentType=content_type
            )
        return hashlib.sha256(content).hexdigest()

    def exists(self, key: str) -> bool:
        """True when the document has been uploaded."""
        return self.size(key) is not None

    def size(self, key: str) -> int | None:
        """How many bytes the document has, None where it has not been uploaded.

        S3 answers 403 for a missing object to whoever may not list the bucket, as we may not.
        """
        with translated("s3"):
            try:
                answer = self._client.head_object(Bucket=self._bucket, Key=key)
            except ClientError as error:
                if error_code(error) not in {"404", "403", "NoSuchKey", "NotFound"}:
                    raise
                return None
        return int(answer["ContentLength"])

    def read(self, key: str, longest: int) -> bytes:
        """The document's content, or its first bytes where it is longer than this."""
        with translated("s3"):
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
            with closing(answer["Body"]) as body:
                content = bytes(body.read(longest))
        if len(content) < min(longest, answer["ContentLength"]):
            raise TemporarilyUnavailable("s3: the answer was cut off")
        return content

    def address(self, key: str) -> str:
        """Where the document lies, as the AWS CLI takes it."""
        return f"s3://{self._bucket}/{key}"

    def upload_link(self, key: str, content_type: str) -> str:
        """A URL that takes this one document by PUT for 15 minutes."""
        return self._link("put_object", Key=key, ContentType=content_type)

    def download_link(self, key: str) -> str:
        """A URL that gives this one document for 15 minutes."""
        return self._link("get_object", Key=key)

    def _link(self, operation: str, **parameters: str) -> str:
        return str(
            self._client.generate_presigned_url(
                operation, Params={"Bucket": self._bucket, **parameters}, ExpiresIn=LINK_SECONDS
            )
        )
