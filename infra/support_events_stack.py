"""The stack ConnectPortOutSupportEvents: brings Support's events home from where AWS sends them."""

from aws_cdk import Aws, Duration, Environment, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.acknowledgements import acknowledge_queue
from infra.alarms import ABOVE
from infra.events import RETRY_ATTEMPTS, RETRY_FOR, SUPPORT_CASE_UPDATE
from infra.partitions import support_region
from infra.undelivered import Undelivered

EVENTS = "events.amazonaws.com"


class SupportEventsStack(Stack):
    """Forwards Support's events, as they are, to the default bus of the home Region."""

    def __init__(self, scope: Construct, id_: str, *, home: str) -> None:
        super().__init__(
            scope,
            id_,
            env=Environment(region=support_region(home)),
            description=f"Connect Port-Out: AWS Support's events go to {home}",
        )
        bus = f"arn:{Aws.PARTITION}:events:{home}:{Aws.ACCOUNT_ID}:event-bus/default"
        undelivered = Undelivered(self, "Undelivered")
        acknowledge_queue(undelivered)
        rule = self._rule(bus, self._role(bus).role_arn, undelivered.queue)
        self._let_in(undelivered.queue, rule)
        self._alarm(undelivered.queue, home)

    def _role(self, bus: str) -> iam.Role:
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(
                EVENTS, conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}}
            ),
            description="Puts Support's events on the bus at home",
        )
        role.add_to_policy(iam.PolicyStatement(actions=["events:PutEvents"], resources=[bus]))
        return role

    def _rule(self, bus: str, role_arn: str, undelivered: sqs.Queue) -> events.CfnRule:
        target = events.CfnRule.TargetProperty(
            arn=bus,
            id="Home",
            role_arn=role_arn,
            dead_letter_config=events.CfnRule.DeadLetterConfigProperty(arn=undelivered.queue_arn),
            retry_policy=events.CfnRule.RetryPolicyProperty(
                maximum_retry_attempts=RETRY_ATTEMPTS,
                maximum_event_age_in_seconds=int(RETRY_FOR.to_seconds()),
            ),
        )
        return events.CfnRule(
            self,
            "SupportCaseUpdate",
            description="AWS Support has changed a case",
            event_pattern={
                "source": SUPPORT_CASE_UPDATE.source,
                "detail-type": SUPPORT_CASE_UPDATE.detail_type,
            },
            targets=[target],
        )

    def _let_in(self, undelivered: sqs.Queue, rule: events.CfnRule) -> None:
        """Only this rule of this account may put away what it could not forward."""
        undelivered.add_to_resource_policy(
            iam.PolicyStatement(
                actions=["sqs:SendMessage"],
                principals=[iam.ServicePrincipal(EVENTS)],
                resources=[undelivered.queue_arn],
                conditions={
                    "ArnEquals": {"aws:SourceArn": rule.attr_arn},
                    "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                },
            )
        )

    def _alarm(self, undelivered: sqs.Queue, home: str) -> None:
        cloudwatch.Alarm(
            self,
            "NotForwarded",
            alarm_description=f"Events of AWS Support did not reach {home}; the sweep reads the "
            "cases meanwhile: read the queue Undelivered here",
            metric=undelivered.metric_approximate_number_of_messages_visible(
                period=Duration.hours(1)
            ),
            comparison_operator=ABOVE,
            threshold=0,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
