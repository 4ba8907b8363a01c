"""What somebody must look at, with its place in the runbook; beyond ten they cost money."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.metrics import CHAIN_BROKEN, DOUBLE_CASE, HOUR, OVERDUE, counted

ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
MINUTE = Duration.minutes(1)
QUIET = cloudwatch.TreatMissingData.NOT_BREACHING
SILENT: Any = {
    "comparison": BELOW,
    "threshold": 1,
    "missing": cloudwatch.TreatMissingData.BREACHING,
}
"""Of a function that has to run: nothing is what rings."""


@dataclass(frozen=True)
class Trouble:
    """What rings: more than nothing, unless it says otherwise."""

    name: str
    anchor: str
    """The heading of docs/runbook.md, as a link names it."""
    what: str
    metric: cloudwatch.Metric
    comparison: cloudwatch.ComparisonOperator = ABOVE
    threshold: int = 0
    hours: int = 1
    missing: cloudwatch.TreatMissingData = QUIET


class Alarms(Construct):
    """Says what has happened and where to read on, to the topic too if there is one."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        machine: sfn.StateMachine,
        sweep: lambda_.Function,
        undelivered: sqs.Queue,
        batches: sfn.StateMachine | None = None,
        losses: lambda_.Function | None = None,
        inventory: lambda_.Function | None = None,
        topic: sns.ITopic | None = None,
    ) -> None:
        super().__init__(scope, id_)
        troubles = [*_of_machines(machine, batches), *_of_parts(sweep, undelivered), *_counted()]
        if losses is not None:
            troubles.append(_of_numbers(losses))
        if inventory is not None:
            troubles.append(_of_comparison(inventory))
        self.all = [self._alarm(each, topic) for each in troubles]

    def _alarm(self, trouble: Trouble, topic: sns.ITopic | None) -> cloudwatch.Alarm:
        alarm = cloudwatch.Alarm(
            self,
            trouble.name,
            alarm_description=f"{trouble.what}: docs/runbook.md#{trouble.anchor}",
            metric=trouble.metric,
            comparison_operator=trouble.comparison,
            threshold=trouble.threshold,
            evaluation_periods=trouble.hours,
            treat_missing_data=trouble.missing,
        )
        if topic is not None:
            alarm.add_alarm_action(actions.SnsAction(topic))
            alarm.add_ok_action(actions.SnsAction(topic))
        return alarm


def _of_machines(machine: sfn.StateMachine, batches: sfn.StateMachine | None) -> Iterator[Trouble]:
    yield Trouble(
        "PortOutFailed",
        "a-port-out-failed-or-expired",
        "A port-out failed or expired, and nobody moves it any more",
        machine.metric_failed(period=HOUR),
    )
    if batches is not None:
        yield Trouble(
            "BatchFailed",
            "a-batch-failed",
            "A batch stopped before all of its port-outs were requested",
            batches.metric_failed(period=HOUR),
        )


def _of_parts(sweep: lambda_.Function, undelivered: sqs.Queue) -> Iterator[Trouble]:
    yield Trouble(
        "Undelivered",
        "something-was-not-delivered",
        "An event, a call or a notice was not delivered or carried out after all retries",
        undelivered.metric_approximate_number_of_messages_visible(period=HOUR),
    )
    yield Trouble(
        "SweepNotRunning",
        "the-sweep-does-not-run",
        "The hourly sweep has not run for three hours: nothing is reminded or caught up",
        # One that runs and fails comes to the undelivered ones, and rings there.
        sweep.metric_invocations(period=HOUR),
        hours=3,
        **SILENT,
    )


def _of_comparison(inventory: lambda_.Function) -> Trouble:
    """The schedule begins with a run at once, so a new stack does not ring."""
    return Trouble(
        "InventoryNotCompared",
        "the-inventory-is-not-compared",
        "The daily comparison of the inventory has not run: a number that leaves is not missed",
        inventory.metric_invocations(period=HOUR),
        hours=26,
        **SILENT,
    )


def _of_numbers(losses: lambda_.Function) -> Trouble:
    """What it is invoked for must not happen at all, so a short period tells it soonest."""
    return Trouble(
        "NumberLost",
        "a-number-was-lost",
        "A number that a port-out still needs is gone, or numbers left Amazon Connect without a "
        "port-out: ask AWS Support for them at once",
        losses.metric_invocations(period=MINUTE),
    )


def _counted() -> Iterator[Trouble]:
    yield Trouble(
        "PortOutOverdue",
        "a-port-out-is-overdue",
        "A port-out stands still, the sweep could not look after it, its agreed date has passed, "
        "or its next clock is its last",
        counted(OVERDUE),
    )
    yield Trouble(
        "DoubleCase",
        "two-support-cases-for-one-port-out",
        "Two Support cases were found for one port-out, and the younger was resolved",
        counted(DOUBLE_CASE),
    )
    yield Trouble(
        "ChainBroken",
        "the-record-does-not-hold",
        "The record of a port-out is not what was written: a line is missing or was changed",
        counted(CHAIN_BROKEN),
    )
