"""CloudWatch as botocore models it: the calls of one instance, an hour a point."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.config import Config

from port_out.gateways.traffic import Traffic
from tests.builders import NOON
from tests.gateways.stubs import a_client, planned, refuse

ONCE = Config(retries={"total_max_attempts": 1})
SINCE = NOON - timedelta(days=7)
ASKED: dict[str, Any] = {
    "MetricDataQueries": [
        {
            "Id": "calls",
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/Connect",
                    "MetricName": "CallsPerInterval",
                    "Dimensions": [
                        {"Name": "InstanceId", "Value": "i-1"},
                        {"Name": "MetricGroup", "Value": "VoiceCalls"},
                    ],
                },
                "Period": 3600,
                "Stat": "Sum",
            },
            "ReturnData": True,
        }
    ],
    "StartTime": SINCE,
    "EndTime": NOON,
}


def points(*values: float, status: str = "Complete", next_: str = "") -> dict[str, Any]:
    """A page of results."""
    found = {"Id": "calls", "Values": list(values), "StatusCode": status}
    return {"MetricDataResults": [found]} | ({"NextToken": next_} if next_ else {})


def test_the_calls_of_every_page_are_added() -> None:
    client = a_client("cloudwatch")
    with planned(client) as stub:
        stub.add_response("get_metric_data", points(3.0, 4.0, next_="n"), ASKED)
        stub.add_response("get_metric_data", points(5.0), ASKED | {"NextToken": "n"})

        assert Traffic(client=client).calls("i-1", SINCE, NOON) == 12


def test_an_instance_that_nobody_called_has_no_calls() -> None:
    client = a_client("cloudwatch")
    with planned(client) as stub:
        stub.add_response("get_metric_data", points())

        assert Traffic(client=client).calls("i-1", SINCE, NOON) == 0


def test_the_same_question_is_asked_once_and_another_one_anew() -> None:
    client = a_client("cloudwatch")
    with planned(client) as stub:
        stub.add_response("get_metric_data", points(3.0))
        stub.add_response("get_metric_data", points(5.0))
        traffic = Traffic(client=client)

        assert [traffic.calls(i, SINCE, NOON) for i in ("i-1", "i-1", "i-2")] == [3, 3, 5]


@pytest.mark.parametrize(
    ("code", "status"),
    [("AccessDenied", 403), ("InternalServiceFault", 500), ("InvalidParameterValue", 400)],
)
def test_what_can_not_be_read_is_not_known(code: str, status: int) -> None:
    client = a_client("cloudwatch", config=ONCE)
    with planned(client) as stub:
        refuse(stub, "get_metric_data", code, status)

        assert Traffic(client=client).calls("i-1", SINCE, NOON) is None


@pytest.mark.parametrize("status", ["Forbidden", "InternalError"])
def test_half_an_answer_is_not_counted(status: str) -> None:
    client = a_client("cloudwatch")
    with planned(client) as stub:
        stub.add_response("get_metric_data", points(3.0, status=status))

        assert Traffic(client=client).calls("i-1", SINCE, NOON) is None
