"""The four things that somebody must look at; more than ten alarms would cost money."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.settings import METRICS

ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD


class Alarms(Construct):
    """Says in each alarm what has happened and where to look."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        machine: sfn.StateMachine,
        sweep: lambda_.Function,
        undelivered: sqs.Queue,
    ) -> None:
        super().__init__(scope, id_)
        hour = Duration.hours(1)
        self._alarm(
            "PortOutFailed",
            "A port-out failed or expired: see its execution in Step Functions",
            machine.metric_failed(period=hour),
            ABOVE,
            0,
        )
        self._alarm(
            "Undelivered",
            "Something was not delivered or not carried out: read the queue Undelivered",
            undelivered.metric_approximate_number_of_messages_visible(period=hour),
            ABOVE,
            0,
        )
        self._alarm(
            "DoubleCase",
            "Two Support cases were found for one port-out: the younger was resolved; see that "
            "Support works on the one that is on record",
            _counted("DoubleCase", hour),
            ABOVE,
            0,
        )
        self._alarm(
            "SweepNotRunning",
            "The hourly sweep has not run for three hours: nothing is reminded or caught up",
            sweep.metric_invocations(period=hour),
            BELOW,
            1,
            hours=3,
            missing=cloudwatch.TreatMissingData.BREACHING,
        )

    def _alarm(
        self,
        id_: str,
        description: str,
        metric: cloudwatch.Metric,
        comparison: cloudwatch.ComparisonOperator,
        threshold: int,
        *,
        hours: int = 1,
        missing: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
    ) -> None:
        cloudwatch.Alarm(
            self,
            id_,
            alarm_description=description,
            metric=metric,
            comparison_operator=comparison,
            threshold=threshold,
            evaluation_periods=hours,
            treat_missing_data=missing,
        )


def _counted(name: str, period: Duration) -> cloudwatch.Metric:
    """What the functions count under this name, in all of them together."""
    return cloudwatch.Metric(
        namespace=METRICS["POWERTOOLS_METRICS_NAMESPACE"],
        metric_name=name,
        dimensions_map={"service": METRICS["POWERTOOLS_SERVICE_NAME"]},
        statistic="Sum",
        period=period,
    )
