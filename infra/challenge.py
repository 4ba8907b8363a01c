"""Asks for a password, for carriers that send theirs only after a 401 with WWW-Authenticate."""

from aws_cdk import Duration
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

CHALLENGE = "'Basic realm=\"Connect Port-Out\"'"
"""The value of WWW-Authenticate in every 401 of the gateway itself; it is quoted as a constant."""


def ask_for_password(scope: Construct, function: lambda_.Function) -> apigateway.IAuthorizer:
    """An authorizer that lets in whom the function knows; a call without a password is a 401.

    Nothing is kept: a key that was taken away must open nothing from then on.
    """
    return apigateway.RequestAuthorizer(
        scope,
        "Challenge",
        handler=function,
        identity_sources=[apigateway.IdentitySource.header("Authorization")],
        results_cache_ttl=Duration.seconds(0),
    )
