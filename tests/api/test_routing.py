"""What all routes share: the log, the ids, the unforeseen."""

import json
from typing import Any

import pytest

from port_out.api.routing import route
from port_out.domain.errors import AccessRefused, RecordMoved
from port_out.domain.life_cycle import State
from port_out.observability import logger
from tests.api.builders import ID, IDENTITY, KEY, NUMBERS, a_port_out, a_request
from tests.api.carrier import a_message, signed
from tests.api.world import World


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(logger._logger.handlers[0], "emit", lambda r: lines.append(_line(r)))
    return lines


def _line(record: Any) -> str:
    return str(logger._logger.handlers[0].format(record))


def _through_the_log(world: World) -> World:
    """The world with the decorator of the real handlers around it."""
    plain = world._respond
    wrapped = route(lambda event, context: plain(event["httpMethod"], event["path"], event))
    world._respond = lambda method, path, event: wrapped(event, None)  # type: ignore[method-assign]  # the fake is played otherwise here
    return world


def test_a_call_is_logged_once_with_ids_and_status_only(world: World, logged: list[str]) -> None:
    world = _through_the_log(world.holding(a_port_out(State.AWAIT_COMPLETION)))
    body = a_message(numbers=list(NUMBERS))
    world.post(f"/carriers/standard/port-outs/{ID}", body, headers=signed(body), by="")
    world.post("/port-outs", a_request(numbers=[*NUMBERS, "+1206555"]))
    world.post("/port-outs", a_request(), headers={"Idempotency-Key": "secret-key"})
    world.get(f"/port-outs/{ID}")

    answered = [json.loads(line) for line in logged if "answered" in line]
    assert [line["status"] for line in answered] == [202, 400, 202, 200]
    assert answered[0]["port_out_id"] == ID
    everything = "".join(logged)
    private = [text for text in IDENTITY.values() if len(text) > 2]
    for secret in (*NUMBERS, "2065550", *private, KEY, "v1,", "secret-key"):
        assert secret not in everything


def test_the_unforeseen_is_a_problem_document_without_its_reason(
    world: World, logged: list[str]
) -> None:
    world.connect.failing = ZeroDivisionError("+12065550100")  # type: ignore[assignment]  # another double in its place
    answer = world.post("/port-outs?dryRun=true", a_request())

    assert (answer.status, answer.body["type"].rpartition(":")[2]) == (500, "failed")
    assert NUMBERS[0] not in answer.text


def test_a_lost_race_is_to_be_repeated_and_a_denial_is_ours(world: World) -> None:
    world.workflow.failing = RecordMoved("lost")
    lost = world.post("/port-outs", a_request())
    world.workflow.failing = AccessRefused("states refused StartExecution")
    denied = world.post("/port-outs", a_request())

    assert (lost.status, lost.headers["Retry-After"]) == (503, "5")
    assert (denied.status, "states" in denied.text) == (500, False)
