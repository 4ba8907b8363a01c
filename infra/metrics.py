"""The metrics that the functions count, by name, and how the dashboard and the alarms read them.

A test compares the names with those of the runtime package, which counts under no others.
"""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch

from infra.settings import METRICS

REQUESTED, CASE_OPENED, REFUSED, COMPLETED = (
    "PortOutRequested",
    "CaseOpened",
    "PortOutRefused",
    "PortOutCompleted",
)
OVERDUE, DOUBLE_CASE, CHAIN_BROKEN = "PortOutOverdue", "DoubleCase", "ChainBroken"
TURNS = {
    "the operator": "DaysOnOperator",
    "AWS Support": "DaysOnSupport",
    "the winning carrier": "DaysOnCarrier",
}
"""How long each open port-out has waited for this party; the sweep tells it once an hour."""
NAMES = (
    *(REQUESTED, CASE_OPENED, REFUSED, COMPLETED, OVERDUE, DOUBLE_CASE, CHAIN_BROKEN),
    *TURNS.values(),
)
HOUR, DAY = Duration.hours(1), Duration.days(1)


def counted(
    name: str, period: Duration = HOUR, *, statistic: str = "Sum", label: str | None = None
) -> cloudwatch.Metric:
    """What the functions count under this name, in all of them together."""
    return cloudwatch.Metric(
        namespace=METRICS["POWERTOOLS_METRICS_NAMESPACE"],
        metric_name=name,
        dimensions_map={"service": METRICS["POWERTOOLS_SERVICE_NAME"]},
        statistic=statistic,
        period=period,
        label=label,
    )
