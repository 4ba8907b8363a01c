"""The bucket for documents: private, versioned, TLS only, kept when the stack goes."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_s3 as s3
from constructs import Construct

BATCHES, BATCHES_KEPT = "batches/", 400
"""What batches leave there, and for how many days."""
INVENTORY, INVENTORIES, INVENTORIES_KEPT = "inventory/", "inventory/kept/", 400
"""What the daily comparison writes, and for how many days its inventories are kept; what it found
stays."""


class Documents(Construct):
    """Where LOAs, packs and evidence lie; read and written through short-lived links."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            versioned=True,
            removal_policy=RemovalPolicy.RETAIN,
            lifecycle_rules=[
                s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(7)),
                # A plan has every number and the customer's identity; of what was requested the
                # port-outs have it too, of the rest nobody needs it after a year.
                s3.LifecycleRule(
                    prefix=BATCHES,
                    expiration=Duration.days(BATCHES_KEPT),
                    noncurrent_version_expiration=Duration.days(1),
                ),
                # AWS takes no expiry in days beside this in one rule.
                s3.LifecycleRule(prefix=BATCHES, expired_object_delete_marker=True),
                s3.LifecycleRule(
                    prefix=INVENTORIES,
                    expiration=Duration.days(INVENTORIES_KEPT),
                    noncurrent_version_expiration=Duration.days(1),
                ),
                s3.LifecycleRule(prefix=INVENTORIES, expired_object_delete_marker=True),
            ],
        )
