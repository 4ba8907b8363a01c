"""The stack ConnectPortOutSupportEvents: brings Support's events from us-east-1 home."""

from aws_cdk import Aws, Environment, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.events import SUPPORT_CASE_UPDATE

SUPPORT_REGION = "us-east-1"


class SupportEventsStack(Stack):
    """Support emits in us-east-1 only: forward its events to the default bus of the home Region."""

    def __init__(self, scope: Construct, id_: str, *, home: str) -> None:
        super().__init__(
            scope,
            id_,
            env=Environment(region=SUPPORT_REGION),
            description=f"Connect Port-Out: AWS Support's events go to {home}",
        )
        bus = f"arn:{Aws.PARTITION}:events:{home}:{Aws.ACCOUNT_ID}:event-bus/default"
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(
                "events.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            ),
            description="Puts Support's events on the bus at home",
        )
        role.add_to_policy(iam.PolicyStatement(actions=["events:PutEvents"], resources=[bus]))
        events.CfnRule(
            self,
            "SupportCaseUpdate",
            description="AWS Support has changed a case",
            event_pattern={
                "source": SUPPORT_CASE_UPDATE.source,
                "detail-type": SUPPORT_CASE_UPDATE.detail_type,
            },
            targets=[events.CfnRule.TargetProperty(arn=bus, id="Home", role_arn=role.role_arn)],
        )
