"""Who read or wrote which document: S3's own log of the bucket, in a bucket beside it."""

from aws_cdk import Aws
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.bucket import kept_for, private_bucket

PREFIX, KEPT = "documents/", 400
"""Where the log of the documents begins, and for how many days each piece is kept."""


class AccessLog(Construct):
    """Private, TLS only, written by S3 alone. S3 charges nothing for the writing."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.bucket = private_bucket(self, *kept_for(KEPT))

    def keep(self, documents: s3.Bucket) -> None:
        """Have S3 write down every request for these documents."""
        self.bucket.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("logging.s3.amazonaws.com")],
                actions=["s3:PutObject"],
                resources=[self.bucket.arn_for_objects(f"{PREFIX}*")],
                conditions={
                    "ArnLike": {"aws:SourceArn": documents.bucket_arn},
                    "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                },
            )
        )
        resource = documents.node.default_child
        assert isinstance(resource, s3.CfnBucket)
        resource.logging_configuration = s3.CfnBucket.LoggingConfigurationProperty(
            destination_bucket_name=self.bucket.bucket_name, log_file_prefix=PREFIX
        )
