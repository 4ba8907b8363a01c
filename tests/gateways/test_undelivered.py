"""The queue of what could not be delivered, as botocore models it."""

import json

import pytest

from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.gateways.undelivered import Undelivered
from tests.builders import ID
from tests.gateways.stubs import a_client, planned, refuse

URL = "https://sqs.us-east-1.amazonaws.com/123456789012/Undelivered"


def test_a_message_names_the_port_out_and_the_notice_and_nothing_else() -> None:
    client = a_client("sqs")
    told = {"undelivered": "notice", "port_out_id": ID, "notice": "3"}

    with planned(client) as answers:
        asked = {"QueueUrl": URL, "MessageBody": json.dumps(told)}
        answers.add_response("send_message", {"MessageId": "m"}, asked)
        Undelivered(URL, client=client).put(ID, "3")


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [("InternalError", 500, TemporarilyUnavailable), ("AccessDenied", 403, AccessRefused)],
)
def test_refusals_are_translated(code: str, status: int, error: type[Exception]) -> None:
    client = a_client("sqs")

    with planned(client) as answers:
        refuse(answers, "send_message", code, status)
        with pytest.raises(error):
            Undelivered(URL, client=client).put(ID, "3")
