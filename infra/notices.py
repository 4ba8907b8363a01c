"""The topic of notices and alarms, and what the sender reads beside it."""

from aws_cdk import Aws
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.settings import NOTIFY_PATH


class Notices(Construct):
    """Whom to tell is a subscription that a person makes: the stack subscribes nobody."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        # No key: one of ours costs money, and with the AWS-managed one alarms could not publish.
        self.topic = sns.Topic(self, "Topic", display_name="Port-Out", enforce_ssl=True)
        # A policy of its own takes the place of the one that lets alarms in.
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="LetAlarmsIn",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )

    def name_machine(self, alias_arn: str) -> None:
        """Where the sender finds which machine to link to.

        Its environment can't say it: the machine's own steps call the sender.
        """
        ssm.StringParameter(
            self,
            "Machine",
            parameter_name=f"{NOTIFY_PATH}/machine",
            string_value=alias_arn,
            description="The state machine that notices of Connect Port-Out link to",
        )
