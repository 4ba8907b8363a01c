"""S3 as botocore models it: documents are written, measured, read and linked to."""

import hashlib
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.response import StreamingBody

from port_out.domain.errors import TemporarilyUnavailable
from port_out.gateways.files import LINK_SECONDS, Files
from tests.gateways.stubs import a_client, planned, refuse

NAMED = {"Bucket": "documents", "Key": "po/a.pdf"}


def test_a_document_is_written_with_its_type_and_its_hash_is_answered() -> None:
    client = a_client("s3")
    content = "Žlutý kůň".encode()
    asked = {
        "Bucket": "documents",
        "Key": "po/a.txt",
        "Body": content,
        "ContentType": "text/plain",
    }

    with planned(client) as answers:
        answers.add_response("put_object", {}, asked)
        found = Files("documents", client=client).write("po/a.txt", content, "text/plain")

    assert found == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("code", "status"), [("404", 404), ("403", 403), ("NoSuchKey", 404)])
def test_a_document_that_was_not_uploaded_does_not_exist(code: str, status: int) -> None:
    client = a_client("s3")
    files = Files("documents", client=client)

    with planned(client) as answers:
        answers.add_response("head_object", {"ContentLength": 0}, NAMED)
        refuse(answers, "head_object", code, status)
        assert files.exists("po/a.pdf")
        assert not files.exists("po/a.pdf")


def test_a_document_is_measured_without_being_read() -> None:
    client = a_client("s3")
    files = Files("documents", client=client)

    with planned(client) as answers:
        answers.add_response("head_object", {"ContentLength": 11_000_000}, NAMED)
        refuse(answers, "head_object", "404", 404)
        assert files.size("po/a.pdf") == 11_000_000
        assert files.size("po/a.pdf") is None


def test_a_bucket_that_does_not_answer_is_no_missing_document() -> None:
    client = a_client("s3")

    with planned(client) as answers:
        refuse(answers, "head_object", "503", 503)
        with pytest.raises(TemporarilyUnavailable):
            Files("documents", client=client).exists("po/a.pdf")


def sent(content: bytes, length: int | None = None) -> dict[str, Any]:
    """S3's answer with this content, of which it promised so many bytes."""
    promised = len(content) if length is None else length
    body = StreamingBody(BytesIO(content), promised)
    return {"Body": body, "ContentLength": promised}


@pytest.mark.parametrize(
    ("longest", "read"), [(4, b"%PDF"), (9, b"%PDF-1.4\n"), (99, b"%PDF-1.4\n")]
)
def test_no_more_of_a_document_is_read_than_was_asked_for(longest: int, read: bytes) -> None:
    client = a_client("s3")

    with planned(client) as answers:
        answers.add_response("get_object", sent(b"%PDF-1.4\n"), NAMED)
        assert Files("documents", client=client).read("po/a.pdf", longest) == read


def test_an_answer_that_was_cut_off_is_no_document() -> None:
    client = a_client("s3")

    with planned(client) as answers:
        answers.add_response("get_object", sent(b"%PDF", 9), NAMED)
        with pytest.raises(TemporarilyUnavailable):
            Files("documents", client=client).read("po/a.pdf", 99)


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("us-east-1", "documents.s3.amazonaws.com"),
        ("eu-west-1", "documents.s3.eu-west-1.amazonaws.com"),
    ],
)
def test_links_are_signed_for_one_document_in_the_bucket_s_own_region(
    region: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    files = Files("documents")

    for link in (files.download_link("po/a b.pdf"), files.upload_link("po/a b.pdf", "text/csv")):
        parts = urlsplit(link)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert (parts.scheme, parts.netloc, parts.path) == ("https", host, "/po/a%20b.pdf")
        assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
        assert f"/{region}/s3/aws4_request" in query["X-Amz-Credential"]
        assert query["X-Amz-Expires"] == str(LINK_SECONDS)


def test_an_upload_takes_the_declared_type_only() -> None:
    link = Files("documents").upload_link("po/loa.pdf", "application/pdf")

    signed = parse_qs(urlsplit(link).query)["X-Amz-SignedHeaders"]

    assert signed == ["content-type;host"]
