"""The key that signs ownership statements; only there when the deployment asks for it."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from constructs import Construct


class Signing(Construct):
    """An asymmetric key that never leaves KMS; it stays when the stack goes, as the statements do.

    It costs by the month, and it is not rotated: a key pair that changed would make no statement
    that is out safer, and each statement names its key.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.key = kms.Key(
            self,
            "Key",
            description="Signs the ownership statements of Connect Port-Out",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            alias="alias/connect-port-out-statements",
            removal_policy=RemovalPolicy.RETAIN,
        )
