"""Each role allows exactly what its function does, and no more."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from infra.functions import FUNCTIONS
from tests.infra.reading import Template, as_list, plain

CONNECT = "connect: DescribeInstance ListPhoneNumbersV2 ListTrafficDistributionGroups"
USES = "connect: ListContactFlows ListFlowAssociations SearchQueues DescribeQueue"
BILLING = "invoicing: BatchGetInvoiceProfile ListInvoiceSummaries"
BILL = "invoicing: GetInvoicePDF"
CONTACT = "account: GetContactInformation GetAlternateContact"
ORGANIZATION = "organizations: DescribeOrganization"
SIGNING = "signing_key: Sign GetPublicKey"
CARRIER_KEYS = {
    "carrier_keys: GetParametersByPath",
    "carrier_secrets: GetSecretValue",
    "carrier_secret_names: ListSecrets",
}
OPENING = (
    "support: CreateCase DescribeCases DescribeServices DescribeSeverityLevels"
    " AddCommunicationToCase DescribeCommunications ResolveCase"
)
FORGET = "secrets: GetParametersByPath DeleteParameters"
CLOSING = "support: AddCommunicationToCase DescribeCommunications DescribeCases ResolveCase"

# Written out by hand: the table in infra/functions.py must come to this.
MATRIX: dict[str, set[str]] = {
    "confirm_ownership": {
        "port_outs: GetItem PutItem BatchWriteItem Query UpdateItem",
        "transitions: PutItem",
        "number_locks: GetItem PutItem BatchGetItem",
        "send_notices: InvokeFunction",
        CONNECT,
    },
    "assemble_evidence": {
        "port_outs: GetItem PutItem Query UpdateItem",
        "transitions: PutItem",
        "documents: PutObject",
        *(CONNECT, USES, BILLING, BILL, CONTACT, ORGANIZATION, SIGNING),
    },
    "open_support_case": {
        "port_outs: GetItem PutItem Query DeleteItem",
        "transitions: PutItem",
        "number_locks: BatchGetItem",
        OPENING,
    },
    "issue_carrier_pack": {
        "port_outs: GetItem PutItem Query UpdateItem",
        "secrets: GetParametersByPath",
        "transitions: PutItem",
        "documents: PutObject GetObject",
        *(CONNECT, BILLING, BILL, CONTACT, ORGANIZATION, SIGNING),
    },
    "confirm_departure": {
        "port_outs: GetItem PutItem Query",
        "transitions: PutItem",
        CONNECT,
    },
    "close_support_case": {
        "port_outs: GetItem PutItem",
        "transitions: PutItem",
        "send_notices: InvokeFunction",
        *(CLOSING, FORGET),
    },
    "cancel_port_out": {
        "port_outs: GetItem PutItem",
        "transitions: PutItem",
        "send_notices: InvokeFunction",
        *(CLOSING, FORGET),
    },
    "record_failure": {
        "port_outs: GetItem PutItem",
        "transitions: PutItem",
        "send_notices: InvokeFunction",
        FORGET,
    },
    "begin_wait": {
        "port_outs: GetItem PutItem Query",
        "task_tokens: PutItem",
        "settle_wait: InvokeFunction",
        "send_notices: InvokeFunction",
    },
    "request_port_out": {
        "port_outs: GetItem PutItem BatchWriteItem Query",
        "transitions: PutItem",
        "number_locks: BatchGetItem GetItem UpdateItem",
        "state_machine: StartExecution",
        "support: DescribeServices DescribeSeverityLevels DescribeCreateCaseOptions CreateCase",
        *(CONNECT, BILLING, CONTACT, ORGANIZATION),
    },
    "show_port_outs": {
        "port_outs: GetItem BatchGetItem Query",
        *("by_state: Query", "by_number: Query"),
        "transitions: Query",
    },
    "receive_signal": {
        "port_outs: GetItem PutItem Query UpdateItem",
        "documents: GetObject PutObject",
        "settle_wait: InvokeFunction",
    },
    "receive_approval": {"port_outs: GetItem PutItem Query", "settle_wait: InvokeFunction"},
    "lock_numbers": {"number_locks: GetItem PutItem Scan", "transitions: PutItem Query"},
    "restart_port_out": {
        "port_outs: GetItem PutItem",
        "transitions: PutItem",
        "state_machine: StartExecution",
        "executions: DescribeExecution",
    },
    "exchange_documents": {
        "port_outs: GetItem PutItem",
        "documents: PutObject GetObject",
    },
    "receive_carrier_update": {
        "port_outs: GetItem PutItem Query",
        *CARRIER_KEYS,
        "settle_wait: InvokeFunction",
    },
    "authorize_carrier": CARRIER_KEYS,
    "redeliver_notices": {
        "port_outs: GetItem Query UpdateItem",
        "send_notices: InvokeFunction",
    },
    "issue_links": {"port_outs: GetItem PutItem Query UpdateItem"},
    "answer_link": {
        "port_outs: GetItem PutItem Query UpdateItem",
        "settle_wait: InvokeFunction",
    },
    "receive_support_update": {
        "port_outs: GetItem PutItem Query",
        *("by_case_id: Query", "by_display_id: Query"),
        "transitions: PutItem",
        "secrets: PutParameter",
        "support: DescribeCommunications",
        "settle_wait: InvokeFunction",
        "undelivered: SendMessage",
    },
    "request_group": {
        "port_outs: GetItem PutItem BatchWriteItem Query",
        "transitions: PutItem",
        "number_locks: BatchGetItem",
        "documents: GetObject",
        "state_machine: StartExecution",
    },
    "confirm_batch": {"port_outs: GetItem Query", "topic: Publish"},
    "request_batch": {
        "port_outs: GetItem PutItem Query",
        "number_locks: BatchGetItem GetItem UpdateItem",
        "documents: PutObject",
        "batch_machine: StartExecution",
        "connect: ListPhoneNumbersV2 ListTrafficDistributionGroups",
    },
    "show_batch": {
        "port_outs: GetItem BatchGetItem Query",
        "by_state: Query",
        "documents: GetObject",
    },
    "sweep": {
        "port_outs: GetItem BatchGetItem PutItem Query",
        "by_state: Query",
        "transitions: PutItem Query",
        "state_machine: StartExecution",
        "secrets: PutParameter GetParametersByPath DeleteParameters",
        "support: DescribeCases DescribeCommunications",
        CONNECT,
        "cloudwatch: GetMetricData",
        "settle_wait: InvokeFunction",
        "post_to_case: InvokeFunction",
        "follow_up_case: InvokeFunction",
        "send_notices: InvokeFunction",
        "undelivered: SendMessage",
    },
    "compare_inventory": {
        "port_outs: GetItem PutItem BatchGetItem Query",
        "number_locks: BatchGetItem",
        "inventory: PutObject GetObject",
        "connect: ListPhoneNumbersV2 ListTrafficDistributionGroups",
        "record_loss: InvokeFunction",
        "undelivered: SendMessage",
    },
    "receive_release": {
        "port_outs: GetItem Query",
        "record_loss: InvokeFunction",
        "undelivered: SendMessage",
    },
    "record_loss": {
        "port_outs: GetItem BatchGetItem PutItem Query",
        "settle_wait: InvokeFunction",
        "send_notices: InvokeFunction",
        "undelivered: SendMessage",
    },
    "settle_wait": {
        "port_outs: GetItem PutItem Query UpdateItem",
        "transitions: PutItem",
        "task_tokens: GetItem",
        "any_task: SendTaskSuccess",
        "post_to_case: InvokeFunction",
        "follow_up_case: InvokeFunction",
        "send_notices: InvokeFunction",
        "undelivered: SendMessage",
    },
    "post_to_case": {
        "port_outs: GetItem Query UpdateItem",
        "support: AddCommunicationToCase DescribeCommunications",
        "undelivered: SendMessage",
    },
    "send_notices": {
        "port_outs: Query UpdateItem",
        "topic: Publish",
        "notify: GetParametersByPath",
        "undelivered: SendMessage",
    },
    "follow_up_case": {
        "port_outs: GetItem PutItem Query DeleteItem",
        "transitions: PutItem",
        OPENING,
        "post_to_case: InvokeFunction",
        "undelivered: SendMessage",
    },
}
ACCOUNT = "123456789012"
INDEX = "<TablesPortOuts>/index/"
RESOURCES: dict[str, tuple[str, ...]] = {
    "port_outs": ("dynamodb", "<TablesPortOuts>"),
    **{
        name: ("dynamodb", f"{INDEX}{name}")
        for name in ("by_state", "by_case_id", "by_display_id", "by_number")
    },
    "transitions": ("dynamodb", "<TablesTransitions>"),
    "number_locks": ("dynamodb", "<TablesNumberLocks>"),
    "task_tokens": ("dynamodb", "<TablesTaskTokens>"),
    "documents": ("s3", "<DocumentsBucket>/*"),
    "inventory": ("s3", "<DocumentsBucket>/inventory/*"),
    "settle_wait": ("lambda", "<SettleWaitFunction>"),
    "post_to_case": ("lambda", "<PostToCaseFunction>"),
    "follow_up_case": ("lambda", "<FollowUpCaseFunction>"),
    "send_notices": ("lambda", "<SendNoticesFunction>"),
    "record_loss": ("lambda", "<RecordLossFunction>"),
    "topic": ("sns", "<NoticesTopic>"),
    "notify": (
        "ssm",
        f"arn:aws:ssm:here:{ACCOUNT}:parameter/connect-port-out/notify",
        f"arn:aws:ssm:here:{ACCOUNT}:parameter/connect-port-out/notify/*",
    ),
    "state_machine": ("states", "<WorkflowAlias>"),
    "executions": ("states", f"arn:aws:states:here:{ACCOUNT}:execution:<WorkflowPortOut>:*"),
    "batch_machine": ("states", "<BatchWorkflowBatch>"),
    "any_task": ("states", "*"),
    "undelivered": ("sqs", "<UndeliveredQueue>"),
    "connect": ("connect", f"arn:aws:connect:*:{ACCOUNT}:*"),
    "invoicing": ("invoicing", "*"),
    "organizations": ("organizations", "*"),
    "signing_key": ("kms", "<SigningKey>"),
    "account": ("account", f"arn:aws:account::{ACCOUNT}:account"),
    "support": ("support", "*"),
    "cloudwatch": ("cloudwatch", "*"),
    "carrier_keys": (
        "ssm",
        f"arn:aws:ssm:here:{ACCOUNT}:parameter/connect-port-out/carriers",
        f"arn:aws:ssm:here:{ACCOUNT}:parameter/connect-port-out/carriers/*",
    ),
    "carrier_secrets": (
        "secretsmanager",
        f"arn:aws:secretsmanager:here:{ACCOUNT}:secret:connect-port-out/carriers/*",
    ),
    "carrier_secret_names": ("secretsmanager", "*"),
    "secrets": (
        "ssm",
        f"arn:aws:ssm:here:{ACCOUNT}:parameter/connect-port-out/port-outs/*",
    ),
}
# Actions for which AWS knows no resource to name.
WITHOUT_RESOURCE = {"support", "invoicing", "organizations", "cloudwatch"}
LOG_DELIVERY_AND_TRACES = {"logs", "xray"}

# The fence row of a case that was certainly not opened; what AWS gave for the pack of a port-out
# that is over; the log delivery of the machine itself.
DELETING = {
    ("CloseSupportCaseRole", "ssm:DeleteParameters"),
    ("CancelPortOutRole", "ssm:DeleteParameters"),
    ("RecordFailureRole", "ssm:DeleteParameters"),
    ("SweepRole", "ssm:DeleteParameters"),
    ("OpenSupportCaseRole", "dynamodb:DeleteItem"),
    ("FollowUpCaseRole", "dynamodb:DeleteItem"),
    ("WorkflowRole", "logs:DeleteLogDelivery"),
    ("BatchWorkflowRole", "logs:DeleteLogDelivery"),
}


# What a switch turns off: no right is left over from the place that is not used.
OFF_BY_DEFAULT = {"signing_key", "carrier_secrets", "carrier_secret_names"}
OFF_WHEN_SWITCHED = {"carrier_keys"}


def _expected(function: str, off: set[str]) -> set[tuple[str, str]]:
    """Pairs of resource and action that the matrix gives a function, but for what is off."""
    pairs = set()
    for line in MATRIX[function]:
        word, _, actions = line.partition(": ")
        if word in off:
            continue
        service, *resources = RESOURCES[word]
        pairs |= {(each, f"{service}:{act}") for each in resources for act in actions.split()}
    return pairs


def _allowed(template: Template, function: str) -> set[tuple[str, str]]:
    """Pairs of resource and action that the template gives it, its own log aside."""
    role = plain(template.functions()[function]["Role"])
    allowed = template.allowed(role)
    log = role.replace("Role", "Log")
    assert allowed.pop(log) == {"logs:CreateLogStream", "logs:PutLogEvents"}
    return {(resource, action) for resource, actions in allowed.items() for action in actions}


def test_every_function_may_do_exactly_what_the_matrix_says(template: Template) -> None:
    assert set(template.functions()) == set(MATRIX)
    assert {spec.name for spec in FUNCTIONS} == set(MATRIX)
    for function in MATRIX:
        assert _allowed(template, function) == _expected(function, OFF_BY_DEFAULT), function


def test_with_the_switches_on_two_functions_sign_and_keys_are_read_from_their_place_alone(
    signing: Template,
) -> None:
    for function in MATRIX:
        assert _allowed(signing, function) == _expected(function, OFF_WHEN_SWITCHED), function
    signers = {function for function in MATRIX if SIGNING in MATRIX[function]}
    assert signers == {"assemble_evidence", "issue_carrier_pack"}


def test_every_function_has_a_role_of_its_own_without_managed_policies(
    template: Template,
) -> None:
    roles = [plain(each["Role"]) for each in template.functions().values()]
    assert len(set(roles)) == len(roles) == len(MATRIX)
    for name, role in template.of_type("IAM::Role").items():
        assert not role["Properties"].get("ManagedPolicyArns"), name


def test_all_resources_are_meant_only_where_aws_knows_none(template: Template) -> None:
    for policy in template.of_type("IAM::Policy"):
        role = f"<{policy.removesuffix('DefaultPolicy')}>"
        for action in template.allowed(role).get("*", set()):
            service = action.partition(":")[0]
            known = service in WITHOUT_RESOURCE or action == "states:SendTaskSuccess"
            assert known or (service in LOG_DELIVERY_AND_TRACES and "Workflow" in role), action


def test_the_state_machine_may_invoke_its_steps_and_nothing_else(template: Template) -> None:
    allowed = template.allowed("<WorkflowRole>")
    allowed.pop("*")
    steps = {spec.construct_id for spec in FUNCTIONS if spec.is_step and spec.machine == "port_out"}
    assert len(steps) == 9
    assert allowed == {f"<{step}Function>": {"lambda:InvokeFunction"} for step in steps}


def test_the_machine_of_batches_reads_their_groups_and_runs_its_own_items_alone(
    template: Template,
) -> None:
    allowed = template.allowed("<BatchWorkflowRole>")
    allowed.pop("*")
    executions = f"arn:aws:states:here:{ACCOUNT}:execution:<BatchWorkflowBatch>"
    assert allowed == {
        "<RequestGroupFunction>": {"lambda:InvokeFunction"},
        "<ConfirmBatchFunction>": {"lambda:InvokeFunction"},
        "<DocumentsBucket>/batches/*/groups.json": {"s3:GetObject"},
        "<DocumentsBucket>/batches/results/*": {
            f"s3:{action}"
            for action in (
                *("GetObject", "PutObject"),
                *("AbortMultipartUpload", "ListMultipartUploadParts"),
            )
        },
        "<BatchWorkflowBatch>": {"states:StartExecution"},
        f"{executions}:*": {"states:DescribeExecution", "states:StopExecution"},
        f"{executions}/Groups:*": {"states:RedriveExecution"},
    }


def test_the_scheduler_may_only_start_the_sweep_and_the_daily_comparison(
    template: Template,
) -> None:
    assert template.allowed("<EventsSchedulerRole>") == {
        "<SweepFunction>": {"lambda:InvokeFunction"},
        "<CompareInventoryFunction>": {"lambda:InvokeFunction"},
        "<UndeliveredQueue>": {"sqs:SendMessage"},
    }


def test_nothing_in_the_stack_can_release_a_number_or_touch_the_record(template: Template) -> None:
    assert "connect:ReleasePhoneNumber" not in json.dumps(template.content)
    for role in template.of_type("IAM::Role"):
        for action in set().union(*template.allowed(f"<{role}>").values()):
            assert "*" not in action, role
            assert "Delete" not in action or (role, action) in DELETING, (role, action)
    for function in MATRIX:
        on_record = template.allowed(plain(template.functions()[function]["Role"])).get(
            "<TablesTransitions>", set()
        )
        assert on_record <= {"dynamodb:PutItem", "dynamodb:Query"}


def test_no_statement_of_any_template_allows_to_release_a_number_by_whatever_pattern(
    assembly: Path, europe: Path
) -> None:
    files = [*assembly.glob("*.template.json"), *europe.glob("*.template.json")]

    found = [s for file in files for s in _statements(json.loads(file.read_text("utf-8")))]

    assert len(files) == 3
    assert len(found) > 100
    for statement in found:
        assert "NotAction" not in statement, statement
        for action in as_list(statement["Action"]):
            is_fit = fnmatchcase("connect:releasephonenumber", action.lower())
            assert statement["Effect"] == "Deny" or not is_fit, statement


def _statements(part: Any) -> Iterator[dict[str, Any]]:
    """Every statement of every policy, wherever in the template it stands."""
    if isinstance(part, dict):
        if part.get("Effect") in ("Allow", "Deny"):
            yield part
        for inner in part.values():
            yield from _statements(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _statements(inner)


def test_two_functions_open_cases_one_rehearses_it_and_one_reads_tokens(
    template: Template,
) -> None:
    def may(pair: tuple[str, str]) -> set[str]:
        return {name for name in MATRIX if pair in _allowed(template, name)}

    # AWS knows no condition for a dry run: tests/gateways proves that the last sends no other.
    # A follow-up takes the place of a case while the state machine stands in a wait, so no step
    # can open it.
    openers = {"open_support_case", "follow_up_case", "request_port_out"}
    assert may(("*", "support:CreateCase")) == openers
    assert may(("<TablesTaskTokens>", "dynamodb:GetItem")) == {"settle_wait"}
