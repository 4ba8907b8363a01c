"""What a world has in it at the start, beside the twins: tables, bucket, keys, queue, topic."""

import os

import boto3

from port_out import settings
from port_out.gateways.billing import Billing
from tests.faults.environment import ACCOUNT, REGION
from tests.tables import create_tables


class _Bill:
    """The invoice's PDF, which no AWS service answers."""

    def pdf(self, url: str) -> bytes:
        return b"%PDF-1.4 the bill"


def billing() -> Billing:
    """The billing services, with the PDF at hand."""
    return Billing(ACCOUNT, downloads=_Bill())  # type: ignore[arg-type]  # it has the one method that is used


def furnish(carrier_key: str) -> None:
    """Everything that the deployment makes; what only it knows is told by the environment."""
    create_tables()
    boto3.client("s3", region_name=REGION).create_bucket(Bucket=settings.documents_bucket())
    boto3.client("sns", region_name=REGION).create_topic(Name="notices")
    ssm = boto3.client("ssm", region_name=REGION)
    path = f"{settings.carrier_keys_path()}/standard"
    ssm.put_parameter(Name=path, Value=carrier_key, Type="SecureString")
    queue = boto3.client("sqs", region_name=REGION).create_queue(QueueName="undelivered")
    key = boto3.client("kms", region_name=REGION).create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"
    )
    os.environ["UNDELIVERED_QUEUE"] = queue["QueueUrl"]
    os.environ["SIGNING_KEY"] = key["KeyMetadata"]["Arn"]
