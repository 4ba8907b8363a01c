"""Whatever a sender does, the answer is a problem document and never a failure of ours."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from port_out.api.problems import TITLES
from port_out.domain.life_cycle import State
from tests.api.builders import ID, a_port_out, a_request
from tests.api.carrier import signed
from tests.api.nasty import BODIES, CARRIER, GOOD, ROUTES
from tests.api.world import World


def ask(world: World, url: str, body: str, headers: dict[str, str] | None = None) -> Any:
    if url == CARRIER:
        proof = signed(body)
        return world.post(url, body, headers=proof | (headers or {}), by="")
    return world.post(url, body, headers=headers)


def check(world: World, answer: Any) -> None:
    """A whole problem document, and nothing was stored, started or settled."""
    assert 400 <= answer.status < 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    name = answer.body["type"].removeprefix("urn:connect-port-out:problem:")
    assert TITLES[name] == (answer.body["status"], answer.body["title"])
    assert answer.body["status"] == answer.status
    assert answer.body["detail"]
    assert answer.body["request_id"] == "r-1"
    for entry in answer.body.get("errors", ()):
        assert set(entry) == {"field", "detail", "mend"}
        assert all(isinstance(text, str) and text for text in entry.values())
    assert list(world.port_outs.rows) == [ID]
    assert not world.inbox.rows
    assert not world.documents.rows
    assert not world.workflow.started
    assert not world.functions.settled


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(State.AWAIT_APPROVAL))


def test_there_are_enough_nasty_bodies() -> None:
    assert len(BODIES) == len(set(BODIES)) >= 40


@pytest.mark.parametrize("url", ROUTES)
@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:16].encode("unicode_escape"))
def test_a_nasty_body_is_a_problem_of_the_sender(waiting: World, url: str, body: str) -> None:
    check(waiting, ask(waiting, url, body))


@pytest.mark.parametrize("url", ROUTES)
@pytest.mark.parametrize(
    "kind", ["text/plain", "", "application/xml", "application/x-www-form-urlencoded", "a/b;c=d"]
)
def test_json_under_another_name_is_refused(waiting: World, url: str, kind: str) -> None:
    check(waiting, ask(waiting, url, json.dumps(GOOD[url]), {"Content-Type": kind}))


@pytest.mark.parametrize("url", [url for url in ROUTES if url != CARRIER])
@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe{}", b"\xc3\x28", b'{"a": "\xed\xa0\x80"}', b"\x80" * 99, "{}".encode("utf-16")],
)
def test_bytes_that_are_no_text_are_refused(waiting: World, url: str, raw: bytes) -> None:
    body = base64.b64encode(raw).decode()
    check(waiting, waiting.post(url, body, isBase64Encoded=True))
    check(waiting, waiting.post(url, "no base64 !", isBase64Encoded=True))


@pytest.mark.parametrize("url", ROUTES)
def test_a_body_without_end_is_refused(waiting: World, url: str) -> None:
    check(waiting, ask(waiting, url, json.dumps(GOOD[url])[:-1] + " " * 2_000_000 + "}"))


def _null(value: Any) -> Any:
    return None


def _list(value: Any) -> Any:
    return [value]


def _number(value: Any) -> Any:
    return 7


def _object(value: Any) -> Any:
    return {"value": 1}


def _control(value: Any) -> Any:
    return "\u0000\u2028\u0007"


def _endless(value: Any) -> Any:
    return "x" * 1000


@pytest.mark.parametrize("spoil", [_null, _list, _number, _object, _control, _endless])
@pytest.mark.parametrize(
    ("url", "field"), [(url, name) for url, body in GOOD.items() for name in body]
)
def test_each_member_of_a_good_body_spoilt_is_refused(
    waiting: World, url: str, field: str, spoil: Callable[[Any], Any]
) -> None:
    if (url, field, spoil) == (CARRIER, "timestamp", _control):
        return
    body = GOOD[url] | {field: spoil(GOOD[url][field])}
    check(waiting, ask(waiting, url, json.dumps(body)))


@pytest.mark.parametrize("spoil", [_null, _list, _number, _object, _control, _endless])
@pytest.mark.parametrize("field", list(GOOD["/port-outs"]["identity"]))
def test_each_field_of_an_identity_spoilt_is_refused(
    waiting: World, field: str, spoil: Callable[[Any], Any]
) -> None:
    identity = GOOD["/port-outs"]["identity"]
    answer = waiting.post(
        "/port-outs", a_request(identity=identity | {field: spoil(identity[field])})
    )

    check(waiting, answer)
    assert answer.body["errors"][0]["field"].startswith(f"identity.{field}")


@pytest.mark.parametrize("url", ROUTES)
def test_the_good_bodies_are_good(waiting: World, url: str) -> None:
    assert ask(waiting, url, json.dumps(GOOD[url])).status < 300


@pytest.mark.parametrize("path", ["/", "/port-out", "/port-outs/a/b/c", "//port-outs", "/carriers"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_route_that_is_not_there_is_not_found(waiting: World, method: str, path: str) -> None:
    answer = waiting.call(method, path)

    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
