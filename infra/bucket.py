"""What every bucket of the program is: private, versioned, TLS only, kept when the stack goes."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_s3 as s3
from constructs import Construct


def private_bucket(scope: Construct, *rules: s3.LifecycleRule) -> s3.Bucket:
    """A bucket that nobody reaches but by its policy, with these rules of what goes when."""
    return s3.Bucket(
        scope,
        "Bucket",
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        versioned=True,
        removal_policy=RemovalPolicy.RETAIN,
        lifecycle_rules=[
            s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(7)),
            *rules,
        ],
    )


def kept_for(days: int, prefix: str | None = None) -> tuple[s3.LifecycleRule, s3.LifecycleRule]:
    """What lies under this prefix goes after so many days, whole: no older version stays."""
    return (
        s3.LifecycleRule(
            prefix=prefix,
            expiration=Duration.days(days),
            noncurrent_version_expiration=Duration.days(1),
        ),
        # AWS takes no expiry in days beside this in one rule.
        s3.LifecycleRule(prefix=prefix, expired_object_delete_marker=True),
    )
