"""The topic, and the parameters that say where else notices go."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.gateways.notify_parameters import Channels, NotifyParameters, Target
from port_out.gateways.topic import Topic
from tests.gateways.stubs import a_client, planned, refuse

PATH = "/connect-port-out/notify"
ARN = "arn:aws:sns:us-east-1:123456789012:topic"


@pytest.fixture
def ssm() -> Iterator[Any]:
    """A parameter store that lasts for the test."""
    with mock_aws():
        yield a_client("ssm")


def put(ssm: Any, name: str, value: str, type_: str = "SecureString") -> None:
    ssm.put_parameter(Name=f"{PATH}/{name}", Value=value, Type=type_)


def test_what_is_not_set_is_off(ssm: Any) -> None:
    assert NotifyParameters(PATH, client=ssm).channels() == Channels(None, "")


def test_the_webhook_and_the_machine_are_read_anew_each_time(ssm: Any) -> None:
    parameters = NotifyParameters(PATH, client=ssm)
    put(ssm, "machine", "arn:machine", "String")
    first = parameters.channels()
    value = {"url": "https://hooks.example.com/x", "secret": "whsec_b2xk whsec_bmV3"}
    put(ssm, "webhook", json.dumps(value))

    second = parameters.channels()

    assert first == Channels(None, "arn:machine")
    target = Target("https://hooks.example.com/x", ("whsec_b2xk", "whsec_bmV3"))
    assert second == Channels(target, "arn:machine")


@pytest.mark.parametrize("text", ["https://x", "[]", "{}", '{"url": 1, "secret": 2}', "{"])
def test_a_webhook_that_can_not_be_read_is_not_the_same_as_none(ssm: Any, text: str) -> None:
    put(ssm, "webhook", text)

    assert NotifyParameters(PATH, client=ssm).channels().webhook == Target("", ())


def test_a_text_is_published_with_what_subscribers_filter_by() -> None:
    client = a_client("sns")
    with planned(client) as stubber:
        expected = {
            "TopicArn": ARN,
            "Subject": "s",
            "Message": "t",
            "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "k"}},
        }
        stubber.add_response("publish", {"MessageId": "m"}, expected)

        Topic(ARN, client=client).publish("s", "t", {"kind": "k"})


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("AuthorizationError", 500, TemporarilyUnavailable),
        ("Throttled", 429, TemporarilyUnavailable),
        ("AccessDenied", 403, AccessRefused),
    ],
)
def test_no_client_error_leaves_the_topic(code: str, status: int, error: type[Exception]) -> None:
    client = a_client("sns")
    with planned(client) as stubber:
        refuse(stubber, "publish", code, status)

        with pytest.raises(error):
            Topic(ARN, client=client).publish("s", "t", {})
