"""POST /carriers/{carrier}/port-outs/{id}."""

import base64
from datetime import timedelta

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import State
from tests.api.builders import ID, KEY, NOON, NUMBERS, a_port_out
from tests.api.carrier import OTHER_KEY, URL, a_message, send, signed
from tests.api.world import World
from tests.fakes import FakeCarrierKeys


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(State.AWAIT_COMPLETION, facts={"pon": "PON-1"}))


def test_a_proven_message_is_kept_as_it_came_and_settled(waiting: World) -> None:
    body = a_message(numbers=[NUMBERS[0]], pon="PON-1")
    answer = send(waiting, body)

    [signal] = waiting.inbox.signals(ID)
    assert (answer.status, answer.body["stored"]) == (202, True)
    assert (signal.by, signal.raw) == ("carrier:standard", body)
    assert signal.facts == {"numbers": [NUMBERS[0]], "pon": "PON-1", "key": "plain-1"}
    assert waiting.functions.settled == [ID]


def test_a_message_delivered_twice_is_kept_once_and_settled_twice(waiting: World) -> None:
    first, second = (send(waiting, a_message()) for _ in range(2))

    assert (first.body["stored"], second.status, second.body["stored"]) == (True, 202, False)
    assert len(waiting.inbox.signals(ID)) == 1
    assert waiting.functions.settled == [ID, ID]


def test_the_signature_is_over_the_bytes_and_header_names_have_no_case(waiting: World) -> None:
    body = '{ "type":"carrier.submitted","timestamp":"2026-11-24T20:00:00Z","data":{"pon":"é"} }\n'
    headers = {name.title(): value for name, value in signed(body).items()}
    encoded = base64.b64encode(body.encode()).decode()
    answer = waiting.post(URL, encoded, headers=headers, by="", isBase64Encoded=True)

    assert answer.status == 202
    assert waiting.inbox.signals(ID)[0].raw == body


def test_either_key_is_good_while_they_rotate(waiting: World) -> None:
    waiting.keys = FakeCarrierKeys({"standard": ["no base64: \N{BOMB}", OTHER_KEY, KEY]})

    assert send(waiting, a_message(), key=KEY).status == 202
    assert send(waiting, a_message(), key=OTHER_KEY, id_="msg-2").status == 202


def _without(name: str) -> dict[str, str]:
    return {n: v for n, v in signed(a_message()).items() if n != name}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        *(_without(name) for name in ("webhook-id", "webhook-timestamp", "webhook-signature")),
        signed(a_message(), key=OTHER_KEY),
        signed(a_message() + " "),
        signed(a_message(), at=NOON - timedelta(minutes=6)),
        signed(a_message(), at=NOON + timedelta(minutes=6)),
        signed(a_message()) | {"webhook-id": "msg-2"},
        signed(a_message()) | {"webhook-signature": "v1,"},
        signed(a_message()) | {"webhook-signature": "v1,***"},
        signed(a_message()) | {"webhook-signature": "nonsense"},
        signed(a_message()) | {"webhook-signature": "v2,aaaa"},
        signed(a_message()) | {"webhook-timestamp": "nan"},
        signed(a_message()) | {"webhook-timestamp": "1e400"},
        signed(a_message()) | {"webhook-timestamp": "soon"},
    ],
)
def test_a_message_that_is_not_proven_moves_nothing_and_learns_nothing(
    waiting: World, headers: dict[str, str]
) -> None:
    answer = waiting.post(URL, a_message(), headers=headers, by="")

    assert (answer.status, "errors" in answer.body) == (401, False)
    assert not waiting.inbox.signals(ID)
    assert not waiting.functions.settled


@pytest.mark.parametrize("carrier", ["nobody", "UPPER", "a%2Fb", "..", "x" * 33])
def test_an_unknown_carrier_looks_like_a_bad_signature(waiting: World, carrier: str) -> None:
    known = waiting.post(URL, a_message(), headers={}, by="")
    unknown = send(waiting, a_message(), f"/carriers/{carrier}/port-outs/{ID}")

    assert (unknown.status, unknown.body) == (401, known.body)


def test_the_signature_is_checked_before_the_content(waiting: World) -> None:
    assert waiting.post(URL, "not json", headers={}, by="").status == 401
    assert send(waiting, "not json").status == 400


def test_a_message_that_is_too_long_is_refused_before_all_else(waiting: World) -> None:
    assert waiting.post(URL, "x" * 20_001, headers={}, by="").status == 400


def test_another_carriers_port_out_is_as_unknown_as_none(waiting: World) -> None:
    waiting.keys = FakeCarrierKeys({"standard": [KEY], "other": [KEY]})
    others = send(waiting, a_message(), f"/carriers/other/port-outs/{ID}")
    none = send(waiting, a_message(), URL.replace("aaaa", "bbbb"))

    assert (others.status, others.body) == (404, none.body)


def test_a_carrier_is_told_to_stop_when_the_port_out_is_over(world: World) -> None:
    world.holding(a_port_out(State.COMPLETED))

    assert send(world, a_message()).status == 410


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (a_message("carrier.submitted"), "data.pon"),
        (a_message(colour="red"), "data.colour"),
        (a_message(numbers=["+12065550199"]), "data.numbers[0]"),
        (a_message(numbers="all"), "data.numbers"),
        (a_message("carrier.confirmed_date", date="2026-12-15"), "data.date"),
        (a_message("carrier.refused", code="WHATEVER"), "data.code"),
        (a_message("support.approved"), "type"),
        ('{"type": "carrier.completed", "timestamp": "2026-11-24T20:00:00Z"}', "data"),
    ],
)
def test_a_proven_sender_learns_what_is_wrong(waiting: World, body: str, field: str) -> None:
    answer = send(waiting, body)

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, field)
    assert answer.body["errors"][0]["mend"]


def test_a_message_is_to_be_repeated_when_aws_does_not_answer(waiting: World) -> None:
    waiting.keys = FakeCarrierKeys({}, failing=TemporarilyUnavailable("ssm"))
    answer = send(waiting, a_message())

    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
