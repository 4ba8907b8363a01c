"""What people are told, on the whole program: a queue that has subscribed to the topic."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from demo.calls import Facts
from tests.process.player import PATIENCE, Player
from tests.waiting import until


def a_client(facts: Facts, service: str) -> Any:
    """The administrator's client; subscribing is no right of the program."""
    administrator = facts["administrator"]
    return boto3.client(
        service,  # type: ignore[call-overload]  # the service is known at run time only
        facts["region"],
        endpoint_url=facts["aws_endpoint_url"],
        verify=facts["ca_bundle"],
        aws_access_key_id=administrator["access_key_id"],
        aws_secret_access_key=administrator["secret_access_key"],
    )


class Subscriber:
    """Whoever has subscribed, and everything that came."""

    def __init__(self, facts: Facts) -> None:
        self._sqs, self._sns = a_client(facts, "sqs"), a_client(facts, "sns")
        self._queue = self._sqs.create_queue(QueueName="subscriber")["QueueUrl"]
        attributes = self._sqs.get_queue_attributes(
            QueueUrl=self._queue, AttributeNames=["QueueArn"]
        )
        self._let_in(attributes["Attributes"]["QueueArn"], facts["outputs"]["TopicArn"])
        subscribed = self._sns.subscribe(
            TopicArn=facts["outputs"]["TopicArn"],
            Protocol="sqs",
            Endpoint=attributes["Attributes"]["QueueArn"],
            ReturnSubscriptionArn=True,
        )
        self._subscription = subscribed["SubscriptionArn"]
        self.got: list[dict[str, Any]] = []

    def _let_in(self, queue_arn: str, topic_arn: str) -> None:
        """The topic may write to the queue, as AWS wants it said."""
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue_arn,
            "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self._sqs.set_queue_attributes(QueueUrl=self._queue, Attributes={"Policy": policy})

    def leave(self) -> None:
        """Unsubscribe."""
        self._sns.unsubscribe(SubscriptionArn=self._subscription)
        self._sqs.delete_queue(QueueUrl=self._queue)

    def of(self, port_out_id: str) -> list[dict[str, Any]]:
        """What has come about this port-out so far."""
        while True:
            answer = self._sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10)
            if not answer.get("Messages"):
                return [one for one in self.got if port_out_id in one["Subject"]]
            for message in answer["Messages"]:
                self.got.append(json.loads(message["Body"]))
                self._sqs.delete_message(
                    QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"]
                )

    def until(self, port_out_id: str, kind: str, times: int = 1) -> dict[str, Any]:
        """Wait until something of this kind has come, so often."""

        def look() -> Any:
            found = [one for one in self.of(port_out_id) if kind_of(one) == kind]
            return found[-1] if len(found) >= times else None

        found: dict[str, Any] = until(
            look, PATIENCE, instead=lambda: f"no {kind}, but {[kind_of(one) for one in self.got]}"
        )
        return found


def kind_of(message: dict[str, Any]) -> str:
    return str(message["MessageAttributes"]["kind"]["Value"])


@pytest.fixture
def subscriber(player: Player) -> Iterator[Subscriber]:
    one = Subscriber(player.facts)
    yield one
    one.leave()


def test_a_subscriber_is_told_of_the_request_of_each_task_and_of_the_end(
    player: Player, subscriber: Subscriber
) -> None:
    player.request()
    requested = subscriber.until(player.id, "port_out.requested")
    player.until("Await Support Go-Ahead")
    player.operator.say(player.id, "operator.cancelled", reason="not wanted")
    cancelled = subscriber.until(player.id, "port_out.cancelled")

    told = subscriber.of(player.id)
    assert sorted(kind_of(one) for one in told) == [
        "port_out.cancelled",
        "port_out.requested",
        "port_out.waits",
    ]
    assert f"port-out cancel {player.id}" in requested["Message"]
    machine = player.facts["outputs"]["StateMachineArn"].split(":")[6]
    assert f"execution:{machine}:{player.id}" in cancelled["Message"]
    for one in told:
        assert not any(number[2:] in json.dumps(one) for number in player.numbers)


def test_a_notice_is_told_again_on_demand_and_only_then(
    player: Player, subscriber: Subscriber
) -> None:
    player.request()
    player.until("Await Support Go-Ahead")
    subscriber.until(player.id, "port_out.waits")
    player.sweep()
    listed = player.operator.get(f"/port-outs/{player.id}/notices")["notices"]
    first = listed[0]

    player.operator.post(f"/port-outs/{player.id}/notices/{first['notice']}/redeliver", {})
    subscriber.until(player.id, "port_out.requested", times=2)

    assert [notice["kind"] for notice in listed] == ["port_out.requested", "port_out.waits"]
    assert all(notice["due_at"] is None for notice in listed)
    assert len(subscriber.of(player.id)) == 3
