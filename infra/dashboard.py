"""One page that answers: is anything stuck, where, and whose turn is it."""

from collections.abc import Sequence

from aws_cdk import Aws, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.function import PortOutFunction
from infra.metrics import (
    CASE_OPENED,
    COMPLETED,
    DAY,
    HOUR,
    OVERDUE,
    REFUSED,
    REQUESTED,
    TURNS,
    counted,
)

CONSOLE = "https://console.aws.amazon.com"
WIDTH = 24


class Dashboard(Construct):
    """Alarms first, then whose turn it is, what moves, and what the machinery does."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        machine: sfn.StateMachine,
        sweep: PortOutFunction,
        settle_wait: PortOutFunction,
        undelivered: sqs.Queue,
        alarms: Sequence[cloudwatch.Alarm],
    ) -> None:
        super().__init__(scope, id_)
        cloudwatch.Dashboard(
            self,
            "Dashboard",
            # Dashboards of all Regions of an account share their names.
            dashboard_name=f"{Stack.of(self).stack_name}-{Aws.REGION}",
            period_override=cloudwatch.PeriodOverride.INHERIT,
            start="-P28D",
            widgets=[
                [_guide(machine)],
                [cloudwatch.AlarmStatusWidget(title="Alarms", width=WIDTH, alarms=list(alarms))],
                [_how_many(), _how_long()],
                [_overdue(sweep), _refusals(settle_wait)],
                [_progress()],
                [_executions(machine), _machinery(sweep, undelivered)],
            ],
        )


def _guide(machine: sfn.StateMachine) -> cloudwatch.TextWidget:
    here = f"{CONSOLE}/states/home?region={Aws.REGION}#/statemachines/view"
    return cloudwatch.TextWidget(
        width=WIDTH,
        height=3,
        markdown=(
            "**Is anything stuck?** An alarm is red, or *Overdue* has a line. "
            "**Where?** The line names the state; "
            f"[every execution]({here}/{machine.state_machine_arn}) is named after its port-out. "
            "**Whose turn?** The two graphs below; `port-out next` lists what waits for you. "
            "**What to do:** docs/runbook.md has one section for each alarm, and "
            "docs/troubleshooting.md one for each symptom."
        ),
    )


def _turns(statistic: str) -> list[cloudwatch.IMetric]:
    return [counted(name, statistic=statistic, label=who) for who, name in TURNS.items()]


def _how_many() -> cloudwatch.GraphWidget:
    """The sweep measures each open port-out once an hour: their number is the sample count."""
    return cloudwatch.GraphWidget(
        title="Whose turn: open port-outs that wait for",
        width=WIDTH // 2,
        left=_turns("SampleCount"),
        left_y_axis=cloudwatch.YAxisProps(min=0),
    )


def _how_long() -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(
        title="The longest in its present state, in days",
        width=WIDTH // 2,
        left=_turns("Maximum"),
        left_y_axis=cloudwatch.YAxisProps(min=0, label="days", show_units=False),
    )


def _overdue(sweep: PortOutFunction) -> cloudwatch.LogQueryWidget:
    return cloudwatch.LogQueryWidget(
        title="Overdue: where, and whose turn",
        width=WIDTH // 2,
        log_group_names=[sweep.log_group.log_group_name],
        query_lines=[
            'filter message = "overdue"',
            "stats latest(state) as where, latest(who) as turn, max(@timestamp) as seen"
            " by port_out_id",
            "sort seen desc",
        ],
    )


def _refusals(settle_wait: PortOutFunction) -> cloudwatch.LogQueryWidget:
    """By code in the log: one metric for each code would cost money."""
    return cloudwatch.LogQueryWidget(
        title="Refusals by code",
        width=WIDTH // 2,
        log_group_names=[settle_wait.log_group.log_group_name],
        query_lines=[
            f'filter counted = "{REFUSED}"',
            "stats count(*) as refusals by code",
            "sort refusals desc",
        ],
    )


def _progress() -> cloudwatch.GraphWidget:
    labels = {
        REQUESTED: "requested",
        CASE_OPENED: "cases opened",
        REFUSED: "refused",
        COMPLETED: "completed",
        OVERDUE: "overdue (as often as the sweep saw one)",
    }
    return cloudwatch.GraphWidget(
        title="Port-outs by day",
        width=WIDTH,
        left=[counted(name, DAY, label=label) for name, label in labels.items()],
        left_y_axis=cloudwatch.YAxisProps(min=0),
    )


def _executions(machine: sfn.StateMachine) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(
        title="Executions by day",
        width=WIDTH // 2,
        left=[
            machine.metric_started(period=DAY, label="started"),
            machine.metric_succeeded(period=DAY, label="came to an end"),
            machine.metric_failed(period=DAY, label="failed or expired"),
        ],
        left_y_axis=cloudwatch.YAxisProps(min=0),
    )


def _machinery(sweep: PortOutFunction, undelivered: sqs.Queue) -> cloudwatch.GraphWidget:
    visible = undelivered.metric_approximate_number_of_messages_visible(
        period=HOUR, label="undelivered"
    )
    return cloudwatch.GraphWidget(
        title="Does the program itself run: the hourly sweep, and what was not delivered",
        width=WIDTH // 2,
        left=[
            sweep.function.metric_invocations(period=HOUR, label="sweeps"),
            sweep.function.metric_errors(period=HOUR, label="sweeps that failed"),
            visible,
        ],
        left_y_axis=cloudwatch.YAxisProps(min=0),
    )
