"""One Lambda function with its own role and log group, allowed exactly what the table says."""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.functions import FunctionSpec
from infra.package import RUNTIME

MEMORY = 512
LOGS_KEPT = logs.RetentionDays.ONE_YEAR


class PortOutFunction(Construct):
    """A function of the table; `permit` gives its role the rights, once all resources stand."""

    def __init__(
        self,
        scope: Construct,
        spec: FunctionSpec,
        *,
        code: lambda_.Code,
        environment: Mapping[str, str],
    ) -> None:
        super().__init__(scope, spec.construct_id)
        self.spec = spec
        self.log_group = logs.LogGroup(
            self, "Log", retention=LOGS_KEPT, removal_policy=RemovalPolicy.DESTROY
        )
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {spec.name} may do",
        )
        self.function = lambda_.Function(
            self,
            "Function",
            code=code,
            handler=f"port_out.{spec.module}.handler",
            runtime=lambda_.Runtime(RUNTIME, lambda_.RuntimeFamily.PYTHON),
            architecture=lambda_.Architecture.ARM_64,
            memory_size=MEMORY,
            timeout=Duration.seconds(spec.timeout),
            role=self.role,
            log_group=self.log_group,
            environment=dict(environment),
        )
        self._allow(["logs:CreateLogStream", "logs:PutLogEvents"], [self.log_group.log_group_arn])

    def permit(self, resources: Mapping[str, Sequence[str]]) -> None:
        """Allow what the table grants, on the resources that its words stand for, if any."""
        for resource, actions in self.spec.grants:
            if resources[resource]:
                self._allow(actions, resources[resource])

    def keep_failures(self, queue: sqs.IQueue) -> None:
        """Put on the queue what Lambda could not get done after its own two retries."""
        lambda_.CfnEventInvokeConfig(
            self,
            "Failures",
            function_name=self.function.function_name,
            qualifier="$LATEST",
            maximum_retry_attempts=2,
            destination_config=lambda_.CfnEventInvokeConfig.DestinationConfigProperty(
                on_failure=lambda_.CfnEventInvokeConfig.OnFailureProperty(
                    destination=queue.queue_arn
                )
            ),
        )
        self._allow(["sqs:SendMessage"], [queue.queue_arn])

    def _allow(self, actions: Sequence[str], resources: Sequence[str]) -> None:
        self.role.add_to_policy(
            iam.PolicyStatement(actions=list(actions), resources=list(resources))
        )
