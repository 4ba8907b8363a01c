"""What wakes the program by itself: AWS Support's events, releases of numbers, two clocks."""

import json
from collections.abc import Sequence

from aws_cdk import Aws, Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.function import PortOutFunction

SUPPORT_CASE_UPDATE = events.EventPattern(
    source=["aws.support"], detail_type=["Support Case Update"]
)

# Where the account has a trail, CloudTrail puts calls on the bus of the Region in which they were
# made; a number can be released in its own Region only.
NUMBER_RELEASED = events.EventPattern(
    source=["aws.connect"],
    detail_type=["AWS API Call via CloudTrail"],
    detail={"eventSource": ["connect.amazonaws.com"], "eventName": ["ReleasePhoneNumber"]},
)

# AWS tries again with growing pauses; what is older than this the sweep has read by itself.
RETRY_ATTEMPTS, RETRY_FOR = 10, Duration.hours(6)


class Events(Construct):
    """Delivers what AWS tells, sweeps hourly for whatever was not delivered, and compares the
    inventory once a day."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        receive_support_update: PortOutFunction,
        receive_release: PortOutFunction,
        sweep: PortOutFunction,
        compare_inventory: PortOutFunction,
        undelivered: sqs.Queue,
    ) -> None:
        super().__init__(scope, id_)
        self._undelivered = undelivered
        for name, what, pattern, receiver in (
            (
                "SupportCaseUpdate",
                "AWS Support has changed a case",
                SUPPORT_CASE_UPDATE,
                receive_support_update,
            ),
            (
                "NumberReleased",
                "Somebody has called ReleasePhoneNumber",
                NUMBER_RELEASED,
                receive_release,
            ),
        ):
            self._rule(name, what, pattern, receiver)
        clocks = (
            (
                "Hourly",
                "Looks for due waits and for news that no event brought",
                "rate(1 hour)",
                sweep.function.function_arn,
            ),
            (
                "Daily",
                "Looks for numbers that have left Amazon Connect without a port-out",
                "rate(1 day)",
                compare_inventory.function.function_arn,
            ),
        )
        role = self._scheduler([arn for *_, arn in clocks])
        for clock in clocks:
            self._schedule(*clock, role)

    def _rule(
        self, name: str, what: str, pattern: events.EventPattern, receiver: PortOutFunction
    ) -> None:
        target = targets.LambdaFunction(
            receiver.function,
            dead_letter_queue=self._undelivered,
            retry_attempts=RETRY_ATTEMPTS,
            max_event_age=RETRY_FOR,
        )
        events.Rule(self, name, description=what, event_pattern=pattern, targets=[target])

    def _scheduler(self, functions: Sequence[str]) -> iam.Role:
        """May start these, and put away what could not be started."""
        role = iam.Role(
            self,
            "SchedulerRole",
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            ),
            description="Starts the hourly sweep and the daily comparison",
        )
        for action, resources in (
            ("lambda:InvokeFunction", functions),
            ("sqs:SendMessage", [self._undelivered.queue_arn]),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=[action], resources=list(resources)))
        return role

    def _schedule(self, name: str, what: str, rate: str, function: str, role: iam.Role) -> None:
        """The function is told the time that the scheduler says it is."""
        schedule = scheduler.CfnSchedule(
            self,
            name,
            description=what,
            schedule_expression=rate,
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=function,
                role_arn=role.role_arn,
                input=json.dumps({"now": "<aws.scheduler.scheduled-time>"}),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(
                    arn=self._undelivered.queue_arn
                ),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_retry_attempts=5, maximum_event_age_in_seconds=3600
                ),
            ),
        )
        schedule.node.add_dependency(role)
