"""What a world has in it at the start, beside the twins: tables, bucket, keys, queue, topic."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import boto3

from port_out import settings
from port_out.gateways.billing import Billing
from port_out.gateways.notify_parameters import Target
from port_out.gateways.webhook import Answer
from tests.faults.environment import ACCOUNT, REGION
from tests.tables import create_tables

CARRIER_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PASSWORD, HMAC_KEY = "correct horse battery", "another secret of theirs"
BANDWIDTH = {"id": "2026-11", "user": "us", "password": PASSWORD, "hmac_key": HMAC_KEY}
WEBHOOK = {"url": "https://example.com/notices", "secret": CARRIER_KEY}


class Receiver:
    """Whoever takes notices by webhook, which no AWS service answers."""

    def __init__(self) -> None:
        self.is_up = True
        self.taken: list[str] = []

    def send(self, target: Target, id_: str, at: datetime, event: Mapping[str, Any]) -> Answer:
        """Taken, unless it is down."""
        if not self.is_up:
            return Answer.FAILED
        self.taken.append(id_)
        return Answer.TAKEN


class _Bill:
    """The invoice's PDF, which no AWS service answers."""

    def pdf(self, url: str) -> bytes:
        return b"%PDF-1.4 the bill"


def billing() -> Billing:
    """The billing services, with the PDF at hand."""
    return Billing(ACCOUNT, downloads=_Bill())  # type: ignore[arg-type]  # it has the one method that is used


def furnish() -> None:
    """Everything that the deployment makes; what only it knows is told by the environment."""
    create_tables()
    boto3.client("s3", region_name=REGION).create_bucket(Bucket=settings.documents_bucket())
    boto3.client("sns", region_name=REGION).create_topic(Name="notices")
    _put_keys()
    queue = boto3.client("sqs", region_name=REGION).create_queue(QueueName="undelivered")
    key = boto3.client("kms", region_name=REGION).create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"
    )
    os.environ["UNDELIVERED_QUEUE"] = queue["QueueUrl"]
    os.environ["SIGNING_KEY"] = key["KeyMetadata"]["Arn"]


def _put_keys() -> None:
    """The carriers' keys in both places where they may be, and the webhook."""
    ssm = boto3.client("ssm", region_name=REGION)
    secrets = boto3.client("secretsmanager", region_name=REGION)
    keys = settings.carrier_keys_path()
    for name, value in (
        (f"{keys}/standard", CARRIER_KEY),
        (f"{keys}/bandwidth", json.dumps({"keys": [BANDWIDTH]})),
        (f"{settings.notify_path()}/webhook", json.dumps(WEBHOOK)),
    ):
        ssm.put_parameter(Name=name, Value=value, Type="SecureString")
        if name.startswith(keys):
            secrets.create_secret(Name=name.strip("/"), SecretString=value)
