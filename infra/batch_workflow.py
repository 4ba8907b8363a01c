"""The state machine of batches from statemachine/batch.asl.json, its role and its log."""

from collections.abc import Mapping

from aws_cdk import Aws
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.function import PortOutFunction
from infra.inputs import ROOT
from infra.machine_log import every_event

DEFINITION = ROOT / "statemachine" / "batch.asl.json"
PLANS, RESULTS = "batches/*/groups.json", "batches/results/*"
"""What it reads and what it writes in the bucket of documents."""
WRITING = ("GetObject", "PutObject", "AbortMultipartUpload", "ListMultipartUploadParts")


class BatchWorkflow(Construct):
    """Requests the groups of a batch as a Distributed Map, and may do nothing else."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        steps: Mapping[str, PortOutFunction],
        bucket: s3.Bucket,
    ) -> None:
        super().__init__(scope, id_)
        arns = {f"{name}Arn": step.function.function_arn for name, step in steps.items()}
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            description="Requests the groups of a batch",
        )
        self._allow(self.role, ["lambda:InvokeFunction"], list(arns.values()))
        self._allow(self.role, ["s3:GetObject"], [bucket.arn_for_objects(PLANS)])
        self._allow(
            self.role,
            [f"s3:{action}" for action in WRITING],
            [bucket.arn_for_objects(RESULTS)],
        )
        self.machine = sfn.StateMachine(
            self,
            "Batch",
            definition_body=sfn.DefinitionBody.from_string(DEFINITION.read_text()),
            definition_substitutions=arns | {"DocumentsBucket": bucket.bucket_name},
            role=self.role,
            logs=every_event(self, "-batches"),
            tracing_enabled=True,
        )
        self._may_run_its_items()

    def _allow(self, role: iam.Role, actions: list[str], resources: list[str]) -> None:
        role.add_to_policy(iam.PolicyStatement(actions=actions, resources=resources))

    def _may_run_its_items(self) -> None:
        """A policy of its own: the machine waits for the role's first one, which can't name it."""
        arn = self.machine.state_machine_arn
        name = self.machine.state_machine_name
        executions = f"arn:{Aws.PARTITION}:states:{Aws.REGION}:{Aws.ACCOUNT_ID}:execution"
        iam.Policy(
            self,
            "Items",
            roles=[self.role],
            statements=[
                iam.PolicyStatement(actions=["states:StartExecution"], resources=[arn]),
                iam.PolicyStatement(
                    actions=["states:DescribeExecution", "states:StopExecution"],
                    resources=[f"{executions}:{name}:*"],
                ),
                iam.PolicyStatement(
                    actions=["states:RedriveExecution"],
                    resources=[f"{executions}:{name}/Groups:*"],
                ),
            ],
        )
