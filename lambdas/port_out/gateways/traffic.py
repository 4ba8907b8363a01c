"""Amazon CloudWatch: how many calls an instance of Amazon Connect has.

https://docs.aws.amazon.com/connect/latest/adminguide/monitoring-cloudwatch.html names the metric
and its dimensions.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from port_out.domain.errors import PortOutError
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

_CONFIG = Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 2})
"""The sweep has more to do than to wait for this."""
_HOUR = 3600
_UNREAD = frozenset({"Forbidden", "InternalError"})


class Traffic:
    """Reads only."""

    def __init__(self, *, client: Any = None) -> None:
        self._client: Any = client or aws_client("cloudwatch", _CONFIG)
        # Many port-outs of one instance may have their day in the same sweep.
        self._remembered = lru_cache(maxsize=100)(self._counted)

    def calls(self, instance_id: str, since: datetime, until: datetime) -> int | None:
        """Voice calls in and out of the instance; None where CloudWatch can't be read.

        An instance that CloudWatch knows nothing of had none. The same question is asked once.
        """
        return self._remembered(instance_id, since, until)

    def _counted(self, instance_id: str, since: datetime, until: datetime) -> int | None:
        try:
            with translated("cloudwatch"):
                results = list(self._results(instance_id, since, until))
        except (PortOutError, ClientError):
            # A checklist is no reason to hold up the sweep.
            return None
        if any(found.get("StatusCode") in _UNREAD for found in results):
            return None
        total: float = sum(value for found in results for value in found.get("Values", ()))
        return round(total)

    def _results(
        self, instance_id: str, since: datetime, until: datetime
    ) -> Iterator[dict[str, Any]]:
        dimensions = {"InstanceId": instance_id, "MetricGroup": "VoiceCalls"}
        metric = {
            "Namespace": "AWS/Connect",
            "MetricName": "CallsPerInterval",
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        }
        query = {
            "Id": "calls",
            "MetricStat": {"Metric": metric, "Period": _HOUR, "Stat": "Sum"},
            "ReturnData": True,
        }
        pages = self._client.get_paginator("get_metric_data").paginate(
            MetricDataQueries=[query], StartTime=since, EndTime=until
        )
        for page in pages:
            yield from page.get("MetricDataResults", ())
