"""The state machine from statemachine/port_out.asl.json, its role, log, versions and alias."""

from collections.abc import Mapping

from aws_cdk import Aws
from aws_cdk import aws_iam as iam
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.function import PortOutFunction
from infra.inputs import ROOT
from infra.machine_log import every_event

DEFINITION = ROOT / "statemachine" / "port_out.asl.json"


class Workflow(Construct):
    """The machine that may invoke its steps and nothing else; starts go through its alias."""

    def __init__(self, scope: Construct, id_: str, *, steps: Mapping[str, PortOutFunction]) -> None:
        super().__init__(scope, id_)
        arns = {f"{name}Arn": step.function.function_arn for name, step in steps.items()}
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            description="Invokes the steps of a port-out",
        )
        self.role.add_to_policy(
            iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=list(arns.values()))
        )
        self.machine = sfn.StateMachine(
            self,
            "PortOut",
            definition_body=sfn.DefinitionBody.from_string(DEFINITION.read_text()),
            definition_substitutions=arns,
            role=self.role,
            logs=every_event(self),
            tracing_enabled=True,
        )
        self.alias_arn = self._alias()
        name = self.machine.state_machine_name
        here = f"arn:{Aws.PARTITION}:states:{Aws.REGION}:{Aws.ACCOUNT_ID}"
        self.executions_arn = f"{here}:execution:{name}"

    def _alias(self) -> str:
        """The ARN of the alias `live`, which follows the newest version of the definition."""
        machine = self.machine.node.default_child
        assert isinstance(machine, sfn.CfnStateMachine)
        # A new revision replaces the version: executions in flight end on the one they began on.
        version = sfn.CfnStateMachineVersion(
            self,
            "Version",
            state_machine_arn=self.machine.state_machine_arn,
            state_machine_revision_id=machine.attr_state_machine_revision_id,
        )
        alias = sfn.CfnStateMachineAlias(
            self,
            "Alias",
            name="live",
            routing_configuration=[
                sfn.CfnStateMachineAlias.RoutingConfigurationVersionProperty(
                    state_machine_version_arn=version.ref, weight=100
                )
            ],
        )
        return alias.ref
