"""The log of a state machine."""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.function import LOGS_KEPT


def every_event(scope: Construct, suffix: str = "") -> sfn.LogOptions:
    """Every event, and no data: inputs and task tokens must not lie in a log."""
    # Under /aws/vendedlogs the log service's own policy does not grow with each machine.
    group = logs.LogGroup(
        scope,
        "Log",
        log_group_name=f"/aws/vendedlogs/states/{Stack.of(scope).stack_name}{suffix}",
        retention=LOGS_KEPT,
        removal_policy=RemovalPolicy.DESTROY,
    )
    return sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL, include_execution_data=False)
