"""The document behind a signed URL, fetched over HTTPS from a server on this machine."""

import logging
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from local.certificates import Certificates, make_certificates
from port_out.domain.errors import TemporarilyUnavailable
from port_out.gateways import downloads
from port_out.gateways.downloads import ATTEMPTS, Downloads

PDF = b"%PDF-1.4\na bill\n%%EOF\n"
CUT = 0
SECRET = "X-Amz-Signature=secret"


@dataclass
class Server:
    """Answers, one a request, and then a PDF; status 0 is a connection that is cut."""

    port: int = 0
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def url(self, scheme: str = "https") -> str:
        return f"{scheme}://127.0.0.1:{self.port}/bill.pdf?{SECRET}"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(certificates.authority))
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            status, content = state.answers.pop(0) if state.answers else (200, PDF)
            if status == CUT:
                self.send_response(200)
                self.send_header("Content-Length", "1000")
            else:
                self.send_response(status)
                self.send_header("Location", state.url("http"))
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            """Say nothing."""

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates.server, certificates.key)
    listening.socket = tls.wrap_socket(listening.socket, server_side=True)
    state.port = listening.server_port
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_a_pdf_is_fetched_and_the_certificates_are_those_that_botocore_is_told_to_trust(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Downloads().pdf(server.url()) == PDF

    other = make_certificates(tmp_path / "other").authority
    monkeypatch.setenv("AWS_CA_BUNDLE", str(other))
    with pytest.raises(TemporarilyUnavailable, match="SSLError"):
        Downloads().pdf(server.url())


@pytest.mark.parametrize("status", [400, 403, 404, 410, 302, 307])
def test_a_document_that_is_refused_or_gone_is_asked_for_once(server: Server, status: int) -> None:
    server.answers = [(status, b"<Error>no</Error>")]

    assert Downloads().pdf(server.url()) is None
    assert len(server.asked) == 1


def test_what_is_no_pdf_or_too_large_is_not_handed_on(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "LARGEST", len(PDF))
    server.answers = [(200, b"<html>"), (200, b""), (200, PDF + b" "), (200, PDF)]

    found = [Downloads().pdf(server.url()) for _ in range(4)]

    assert found == [None, None, None, PDF]


@pytest.mark.parametrize("url", ["", "http", "ftp"])
def test_nothing_is_fetched_but_over_https(server: Server, url: str) -> None:
    assert Downloads().pdf(url and server.url(url)) is None
    assert server.asked == []


@pytest.mark.parametrize("answer", [(500, b""), (503, b""), (429, b""), (408, b""), (CUT, PDF)])
def test_what_passes_is_tried_again_at_once_and_then_left_to_the_caller(
    server: Server, answer: tuple[int, bytes]
) -> None:
    server.answers = [answer] * (ATTEMPTS - 1)
    assert Downloads().pdf(server.url()) == PDF

    server.answers = [answer] * ATTEMPTS
    with pytest.raises(TemporarilyUnavailable):
        Downloads().pdf(server.url())
    assert len(server.asked) == 2 * ATTEMPTS


def test_whoever_reads_the_log_can_not_fetch_the_document(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers = [(CUT, PDF), (503, b""), (200, PDF), (CUT, PDF), (CUT, PDF), (CUT, PDF)]

    Downloads().pdf(server.url())
    with pytest.raises(TemporarilyUnavailable) as found:
        Downloads().pdf(server.url())

    assert "secret" not in caplog.text
    assert "secret" not in str(found.value)
    assert found.value.__suppress_context__, "a traceback would show the URL"
