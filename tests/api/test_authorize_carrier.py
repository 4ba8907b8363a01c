"""Who is let in where the gateway asks for a password."""

import base64
from typing import Any

import pytest

from port_out.api.authorize_carrier import Unauthorized, respond
from port_out.domain.errors import TemporarilyUnavailable
from port_out.gateways.carrier_keys import CarrierKeys
from tests.api.builders import ID

OTHER_ID = ID.replace("a", "b")
METHOD = f"arn:aws:execute-api:us-east-1:123456789012:api/v1/POST/carriers/bandwidth/port-outs/{ID}"


class Keys(CarrierKeys):
    """The keys on file, as text; a rotation changes them while the function lives."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.time = 0.0
        super().__init__("/carriers", client=object(), clock=lambda: self.time)

    def _texts(self) -> dict[str, str]:
        if not self.text:
            raise TemporarilyUnavailable("ssm")
        return {"bandwidth": self.text}


OLD = '{"id": "old", "user": "ann", "password": "first"}'
NEW = '{"id": "new", "user": "ann", "password": "second: \\u00e9"}'
BOUND = f'{{"id": "bound", "user": "ben", "password": "third", "port_out_id": "{ID}"}}'


def keys(*entries: str) -> Keys:
    return Keys(f'{{"keys": [{", ".join(entries)}]}}')


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def asked(authorization: str | None, id_: str = ID) -> dict[str, Any]:
    """What API Gateway sends, with the headers' names as the carrier wrote them."""
    return {
        "type": "REQUEST",
        "methodArn": METHOD.replace(ID, id_),
        "resource": "/carriers/bandwidth/port-outs/{id}",
        "headers": {"Authorization": authorization} if authorization is not None else None,
        "pathParameters": {"id": id_},
        "requestContext": {"requestId": "request-1"},
    }


def let_in(event: dict[str, Any], known: Keys) -> bool:
    try:
        policy = respond(event, carrier_keys=known)["policyDocument"]
    except Unauthorized:
        return False
    (statement,) = policy["Statement"]
    assert statement["Effect"] == "Allow"
    assert statement["Action"] == "execute-api:Invoke"
    assert statement["Resource"] == METHOD.replace(ID, "*")
    return True


@pytest.mark.parametrize(("password", "entry"), [("first", OLD), ("second: é", NEW)])
def test_who_says_a_password_on_file_is_let_in(password: str, entry: str) -> None:
    assert let_in(asked(basic("ann", password)), keys(entry))


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic !!!",
        "Basic " + "A" * 5000,
        basic("ann", "wrong"),
        basic("ann", ""),
        basic("", "first"),
        basic("", ""),
        basic("Ann", "first"),
        basic("annfirst", ""),
        basic("ann", "first").replace("Basic", "Bearer"),
        basic("ann", "first") + "=",
        basic("ann", "first") + "\u00e9",
        base64.b64encode(b"ann:first").decode(),
    ],
)
def test_everybody_else_is_asked_for_the_password(authorization: str | None) -> None:
    assert not let_in(asked(authorization), keys(OLD))


def test_a_refusal_is_the_one_word_that_the_gateway_answers_with_a_challenge() -> None:
    with pytest.raises(Unauthorized) as refused:
        respond(asked(None), carrier_keys=keys(OLD))

    assert str(refused.value) == "Unauthorized"


@pytest.mark.parametrize("entry", ['{"id": "a"}', '{"id": "a", "user": "", "password": ""}'])
def test_a_key_without_user_and_password_opens_nothing(entry: str) -> None:
    assert not let_in(asked(basic("", "")), keys(entry))


def test_a_key_that_is_bound_to_a_port_out_opens_no_other() -> None:
    assert let_in(asked(basic("ben", "third")), keys(OLD, BOUND))
    assert not let_in(asked(basic("ben", "third"), OTHER_ID), keys(OLD, BOUND))


def test_a_rotation_refuses_no_good_password_and_keeps_no_old_one() -> None:
    known = keys(OLD)
    assert let_in(asked(basic("ann", "first")), known)

    known.text = f'{{"keys": [{OLD}, {NEW}]}}'
    known.time += 31
    assert let_in(asked(basic("ann", "second: é")), known)
    assert let_in(asked(basic("ann", "first")), known)

    known.text = f'{{"keys": [{NEW}]}}'
    known.time += 301
    assert let_in(asked(basic("ann", "second: é")), known)
    assert not let_in(asked(basic("ann", "first")), known)


def test_an_id_that_means_something_in_a_policy_widens_nothing() -> None:
    event = asked(basic("ann", "first"), "${aws:username}")

    assert let_in(event, keys(OLD))


def test_keys_that_cannot_be_read_let_nobody_in_and_are_no_refusal() -> None:
    with pytest.raises(TemporarilyUnavailable):
        respond(asked(basic("ann", "first")), carrier_keys=Keys(""))
