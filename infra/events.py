"""What wakes the program by itself: AWS Support's events, releases of numbers, the sweep."""

import json

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
    """Delivers what AWS tells, and sweeps hourly for whatever was not delivered."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        receive_support_update: PortOutFunction,
        receive_release: PortOutFunction,
        sweep: PortOutFunction,
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
        self._hourly(sweep.function.function_arn, undelivered.queue_arn)

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

    def _hourly(self, sweep_arn: str, undelivered_arn: str) -> None:
        """The sweep's only clock is the time that the scheduler says it is."""
        role = iam.Role(
            self,
            "SchedulerRole",
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            ),
            description="Starts the hourly sweep",
        )
        for action, resource in (
            ("lambda:InvokeFunction", sweep_arn),
            ("sqs:SendMessage", undelivered_arn),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=[action], resources=[resource]))
        schedule = scheduler.CfnSchedule(
            self,
            "Hourly",
            description="Looks for due waits and for news that no event brought",
            schedule_expression="rate(1 hour)",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=sweep_arn,
                role_arn=role.role_arn,
                input=json.dumps({"now": "<aws.scheduler.scheduled-time>"}),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(
                    arn=undelivered_arn
                ),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_retry_attempts=5, maximum_event_age_in_seconds=3600
                ),
            ),
        )
        schedule.node.add_dependency(role)
