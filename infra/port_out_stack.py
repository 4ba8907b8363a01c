"""The stack ConnectPortOut: composition only."""

from collections.abc import Mapping

from aws_cdk import CfnOutput, Environment, Stack
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.access_log import AccessLog
from infra.acknowledgements import (
    acknowledge,
    acknowledge_api,
    acknowledge_batches,
    acknowledge_function,
    acknowledge_people,
    acknowledge_queue,
)
from infra.alarms import Alarms
from infra.api import Api
from infra.batch_workflow import BatchWorkflow
from infra.dashboard import Dashboard
from infra.documents import Documents
from infra.events import Events
from infra.function import PortOutFunction
from infra.functions import FUNCTIONS
from infra.notices import Notices
from infra.people import People
from infra.settings import environment, resources, tell
from infra.signing import Signing
from infra.tables import Tables
from infra.undelivered import Undelivered
from infra.workflow import Workflow


class PortOutStack(Stack):
    """Everything that one account needs to let its numbers go, in the given Region."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: str,
        code_folders: Mapping[str, str],
        sign_statements: bool,
        carrier_keys_in: str,
        trust: Mapping[str, str],
    ) -> None:
        super().__init__(
            scope,
            id_,
            env=Environment(region=region),
            description="Connect Port-Out: phone numbers leave Amazon Connect, on record",
        )
        self.tables = Tables(self, "Tables")
        self.documents = Documents(self, "Documents")
        self.access_log = AccessLog(self, "AccessLog")
        self.access_log.keep(self.documents.bucket)
        self.undelivered = Undelivered(self, "Undelivered")
        self.notices = Notices(self, "Notices")
        self.signing_key = Signing(self, "Signing").key.key_arn if sign_statements else None
        self._carrier_keys_in, self._trust = carrier_keys_in, trust
        self.functions = self._functions(code_folders)
        self.workflow = Workflow(
            self,
            "Workflow",
            steps=self._steps("port_out"),
        )
        self.batches = BatchWorkflow(
            self,
            "BatchWorkflow",
            steps=self._steps("batch"),
            bucket=self.documents.bucket,
        )
        self.api = Api(self, "Api", functions=self.functions)
        self.people = People(self, "People", rest_api=self.api.rest_api)
        known = self._permit()
        self._wake()
        self._acknowledge(known)
        self._outputs()

    def _functions(self, folders: Mapping[str, str]) -> dict[str, PortOutFunction]:
        code = {part: lambda_.Code.from_asset(folder) for part, folder in folders.items()}
        told = environment(self.tables, self.documents, self._carrier_keys_in, self._trust)
        return {
            spec.construct_id: PortOutFunction(self, spec, code=code[spec.part], environment=told)
            for spec in FUNCTIONS
        }

    def _steps(self, machine: str) -> dict[str, PortOutFunction]:
        """The functions that this state machine invokes."""
        return {
            name: each
            for name, each in self.functions.items()
            if each.spec.is_step and each.spec.machine == machine
        }

    def _permit(self) -> dict[str, list[str]]:
        """Give every role its rights; tells the ARNs behind the words of the table."""
        alias_arn = self.workflow.alias_arn
        batch_machine_arn = self.batches.machine.state_machine_arn
        known = resources(
            self.tables,
            self.documents,
            self.functions,
            alias_arn,
            self.workflow.executions_arn,
            batch_machine_arn,
            self.notices.topic.topic_arn,
            self.undelivered.queue.queue_arn,
            self.signing_key,
            self._carrier_keys_in,
        )
        for each in self.functions.values():
            each.permit(known)
        topic_arn = self.notices.topic.topic_arn
        queue_url = self.undelivered.queue.queue_url
        tell(self.functions, alias_arn, batch_machine_arn, topic_arn, queue_url, self.signing_key)
        self.notices.name_machine(alias_arn)
        return known

    def _wake(self) -> None:
        queue = self.undelivered.queue
        for each in self.functions.values():
            if each.spec.is_asynchronous:
                each.keep_failures(queue)
        sweep = self.functions["Sweep"]
        support_update = self.functions["ReceiveSupportUpdate"]
        Events(
            self,
            "Events",
            receive_support_update=support_update,
            receive_release=self.functions["ReceiveRelease"],
            sweep=sweep,
            compare_inventory=self.functions["CompareInventory"],
            undelivered=queue,
        )
        alarms = Alarms(
            self,
            "Alarms",
            machine=self.workflow.machine,
            sweep=sweep.function,
            undelivered=queue,
            batches=self.batches.machine,
            losses=self.functions["RecordLoss"].function,
            inventory=self.functions["CompareInventory"].function,
            topic=self.notices.topic,
        )
        Dashboard(
            self,
            "Dashboard",
            machine=self.workflow.machine,
            sweep=sweep,
            settle_wait=self.functions["SettleWait"],
            undelivered=queue,
            alarms=alarms.all,
        )

    def _acknowledge(self, known: dict[str, list[str]]) -> None:
        for each in self.functions.values():
            acknowledge_function(each, self.documents.bucket, known)
        acknowledge_api(self.api)
        acknowledge_people(self.people, self.api)
        acknowledge(self.workflow, "IAM5[Resource::*]", "log delivery and X-Ray know no resources")
        acknowledge_batches(self.batches, self.documents.bucket)
        acknowledge_queue(self.undelivered)

    def _outputs(self) -> None:
        if self.signing_key:
            CfnOutput(self, "SigningKey", value=self.signing_key)
        for name, value in {
            "ApiUrl": self.api.rest_api.url,
            "StateMachineArn": self.workflow.alias_arn,
            "BatchMachineArn": self.batches.machine.state_machine_arn,
            "PortOutsTable": self.tables.port_outs.table_name,
            "TransitionsTable": self.tables.transitions.table_name,
            "NumberLocksTable": self.tables.number_locks.table_name,
            "TaskTokensTable": self.tables.task_tokens.table_name,
            "TopicArn": self.notices.topic.topic_arn,
            "DocumentsBucket": self.documents.bucket.bucket_name,
            "AccessLogBucket": self.access_log.bucket.bucket_name,
            "SweepFunction": self.functions["Sweep"].function.function_name,
            "InventoryFunction": self.functions["CompareInventory"].function.function_name,
        }.items():
            CfnOutput(self, name, value=value)
