"""The client of the API: signed, repeated where the program asks for it, plain about refusals."""

import json
from collections.abc import Callable

import pytest
from botocore.credentials import Credentials

from cli.client import TRIES, Api
from cli.exits import Exit, Stop
from cli.refusal import Refused
from cli.where import Where
from tests.cli.program import Program

BUSY = (503, {"title": "Try again in a few seconds", "status": 503}, {"Retry-After": "5"})


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def api(program: Program, pauses: list[float]) -> Api:
    return an_api(program.url, pauses.append)


def an_api(url: str, sleep: Callable[[float], None]) -> Api:
    return Api(Where(url, "us-east-1", Credentials("AKIDEXAMPLE", "made-up")), sleep=sleep)


def test_a_busy_program_is_asked_again_after_the_time_it_names(
    program: Program, api: Api, pauses: list[float]
) -> None:
    program.on("GET", "/port-outs", BUSY, BUSY, (200, {"fine": True}))

    answer = api.get("/port-outs")

    assert answer == {"fine": True}
    assert pauses == [5.0, 5.0]


def test_a_repetition_has_the_same_key_and_content_and_a_signature_of_its_own(
    program: Program, api: Api
) -> None:
    program.on("POST", "/port-outs", BUSY, (202, {}))

    api.post("/port-outs", {"a": 1}, key="order-4711")

    first, second = program.calls("POST", "/port-outs")
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == "order-4711"
    assert first.body == second.body == b'{"a": 1}'
    assert "Signature=" in second.headers["authorization"]


def test_a_call_without_a_key_gets_one_so_that_it_may_be_repeated(
    program: Program, api: Api
) -> None:
    program.on("POST", "/port-outs", BUSY, (202, {}), (202, {}))

    api.post("/port-outs", {})
    api.post("/port-outs", {})

    keys = [call.headers["idempotency-key"] for call in program.calls("POST", "/port-outs")]
    assert keys[0] == keys[1] != keys[2]


def test_a_program_that_stays_busy_is_given_up_with_the_mend(
    program: Program, api: Api, pauses: list[float]
) -> None:
    program.on("GET", "/port-outs", BUSY)

    with pytest.raises(Refused) as refused:
        api.get("/port-outs")

    assert refused.value.code is Exit.UNREACHABLE
    assert "it makes nothing twice" in refused.value.mend
    assert len(pauses) == TRIES - 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, Exit.REFUSED),
        (403, Exit.NOT_PERMITTED),
        (404, Exit.NOT_FOUND),
        (409, Exit.REFUSED),
        (422, Exit.REFUSED),
        (500, Exit.FAULT),
    ],
)
def test_every_refusal_has_its_exit_code(
    program: Program, api: Api, status: int, code: Exit
) -> None:
    program.on("GET", "/port-outs", (status, {"title": "No", "status": status}))

    with pytest.raises(Refused) as refused:
        api.get("/port-outs")

    assert refused.value.code is code
    assert len(program.asked) == 1


def test_a_refusal_names_field_and_mend_and_keeps_the_whole_document(
    program: Program, api: Api
) -> None:
    entry = {"field": "numbers[0]", "detail": "not E.164", "mend": "write it as +..."}
    kind = "urn:connect-port-out:problem:bad-input"
    problem = {"type": kind, "title": "It can't be used", "detail": "see `errors`"}
    program.on("POST", "/port-outs", (400, problem | {"errors": [entry]}))

    with pytest.raises(Refused) as refused:
        api.post("/port-outs", {})

    assert (refused.value.name, refused.value.errors) == ("bad-input", [entry])
    assert refused.value.message == "It can't be used"
    assert refused.value.as_data()["problem"]["type"] == kind


def test_an_answer_that_is_no_document_is_still_a_refusal(program: Program, api: Api) -> None:
    program.on("GET", "/port-outs", (403, b"<html>Forbidden</html>"))

    with pytest.raises(Refused) as refused:
        api.get("/port-outs")

    assert refused.value.code is Exit.NOT_PERMITTED
    assert json.loads(json.dumps(refused.value.as_data()))["problem"] == {}


def test_a_program_that_is_not_there_can_not_be_reached() -> None:
    api = an_api("http://127.0.0.1:9", lambda _: None)

    with pytest.raises(Stop) as stopped:
        api.get("/port-outs")

    assert stopped.value.code is Exit.UNREACHABLE
    assert "--api-url" in stopped.value.mend


def test_a_document_is_sent_as_it_is_and_where_it_may_be_put(program: Program, api: Api) -> None:
    program.on("PUT", "/s3/loa.pdf", (200, b""))

    api.upload(f"{program.url}/s3/loa.pdf", b"%PDF", {"Content-Type": "application/pdf"})

    (call,) = program.calls("PUT", "/s3/loa.pdf")
    assert (call.body, call.headers["content-type"]) == (b"%PDF", "application/pdf")
    assert "authorization" not in call.headers
