"""The one queue for what nobody could deliver or carry out."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class Undelivered(Construct):
    """Keeps failed events and invocations for two weeks; the sweep makes up for them meanwhile."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
        )
