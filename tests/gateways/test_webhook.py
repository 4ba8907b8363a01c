"""The outgoing webhook: signed, on HTTPS, to public addresses only; the receiver is real."""

import json
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from local.certificates import Certificates, make_certificates
from port_out.gateways.notify_parameters import Target
from port_out.gateways.webhook import Answer, Webhook, is_public

OLD, NEW = "whsec_" + "b2xk" * 8, "whsec_" + "bmV3" * 8
EVENT = {"id": "po-1-1", "type": "port_out.approved", "data": {"port_out_id": "po-1"}}
PUBLIC, PRIVATE = "93.184.216.34", "10.0.0.1"


@dataclass
class Receiver:
    """Keeps what it is sent; answers with this status, and a redirect to itself."""

    port: int = 0
    status: int = 204
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def target(self, *secrets: str, host: str = "localhost", scheme: str = "https") -> Target:
        url = f"{scheme}://{host}:{self.port}/hooks?token=URLTOKEN"
        return Target(url, secrets or (NEW,))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def receiver(certificates: Certificates) -> Iterator[Receiver]:
    state = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            state.got.append((self.path, {n.lower(): v for n, v in self.headers.items()}, body))
            self.send_response(state.status)
            self.send_header("Location", state.target().url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 - http.server's name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.server, certificates.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def webhook(certificates: Certificates) -> Webhook:
    """One that may call this machine; nothing else is different."""
    return Webhook(
        resolve=resolving("127.0.0.1"),
        may_call=lambda address: True,
        authorities=str(certificates.authority),
    )


def resolving(*addresses: str) -> Any:
    """A resolver that gives these addresses for every name."""

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    return resolve


def send(webhook: Webhook, target: Target) -> Answer:
    return webhook.send(target, "po-1-1", datetime.now(UTC), EVENT)


def test_a_receiver_that_knows_either_key_can_verify_it(
    webhook: Webhook, receiver: Receiver
) -> None:
    answer = send(webhook, receiver.target(OLD, NEW))

    ((path, headers, body),) = receiver.got
    assert (answer, path) == (Answer.TAKEN, "/hooks?token=URLTOKEN")
    assert headers["webhook-id"] == "po-1-1"
    assert headers["host"] == f"localhost:{receiver.port}"
    for secret in (OLD, NEW):
        assert Verifier(secret).verify(body, headers) == EVENT
    with pytest.raises(WebhookVerificationError):
        Verifier("whsec_" + "eHh4" * 8).verify(body, headers)


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.TAKEN),
        (410, Answer.GONE),
        (302, Answer.FAILED),
        (307, Answer.FAILED),
        (400, Answer.FAILED),
        (500, Answer.FAILED),
    ],
)
def test_only_a_2xx_is_taken_and_nothing_is_followed(
    webhook: Webhook, receiver: Receiver, status: int, answer: Answer
) -> None:
    receiver.status = status

    assert send(webhook, receiver.target()) is answer
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https:///nowhere",
        "https://user:word@example.com/",
        "https://ex\u00e4mple.com/",
        "file:///etc/passwd",
        "https://[::1/",
        "",
    ],
)
def test_what_is_no_plain_https_url_is_never_looked_up(url: str) -> None:
    asked: list[Any] = []

    def resolve(*host: Any, **_: Any) -> list[Any]:
        asked.append(host)
        return []

    webhook = Webhook(resolve=resolve, authorities="/dev/null")

    assert send(webhook, Target(url, (NEW,))) is Answer.FAILED
    assert asked == []


@pytest.mark.parametrize("secrets", [(), ("plain",), ("whsec_",), ("whsec_!",), (NEW, "whsec_")])
def test_nothing_leaves_unsigned(
    webhook: Webhook, receiver: Receiver, secrets: tuple[str, ...]
) -> None:
    answer = send(webhook, Target(receiver.target().url, secrets))

    assert answer is Answer.FAILED
    assert receiver.got == []


def test_a_host_that_leads_inside_is_not_called_even_if_it_leads_outside_too(
    receiver: Receiver, certificates: Certificates
) -> None:
    for addresses in (["127.0.0.1"], [PUBLIC, PRIVATE], []):
        webhook = Webhook(resolve=resolving(*addresses), authorities=str(certificates.authority))

        assert send(webhook, receiver.target()) is Answer.FAILED
    assert receiver.got == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:169.254.169.254"),
        *(
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "2002:a9fe:a9fe::1",
            "2001:0:1::1",
            "::ffff:10.0.0.1",
        ),
    ],
)
def test_no_address_of_an_inside_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_certificate_of_another_host_or_of_nobody_known_is_refused(
    webhook: Webhook, receiver: Receiver
) -> None:
    other = send(webhook, receiver.target(host="hooks.example.com"))
    unknown = send(
        Webhook(resolve=resolving("127.0.0.1"), may_call=lambda address: True), receiver.target()
    )

    assert (other, unknown) == (Answer.FAILED, Answer.FAILED)
    assert receiver.got == []


def test_neither_the_url_nor_the_secret_is_in_a_log(
    webhook: Webhook, receiver: Receiver, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.status = 500

    send(webhook, receiver.target())
    send(webhook, Target(receiver.target().url, ("whsec_SECRET!",)))
    send(webhook, Target("http://URLTOKEN/", (NEW,)))

    assert len(caplog.messages) >= 3
    assert "URLTOKEN" not in caplog.text
    assert "SECRET" not in caplog.text
    assert json.loads(receiver.got[0][2]) == EVENT
