"""Which functions there are and what each may do: the one table that the roles are made from."""

from dataclasses import dataclass

Grant = tuple[str, tuple[str, ...]]


def _grants(resource: str, service: str, actions: str) -> Grant:
    return resource, tuple(f"{service}:{action}" for action in actions.split())


def port_outs(actions: str) -> Grant:
    return _grants("port_outs", "dynamodb", actions)


def by_index(*names: str) -> tuple[Grant, ...]:
    """Each index is a resource of its own, and nobody reads one that is not needed."""
    return tuple(_grants(f"port_outs_{name}", "dynamodb", "Query") for name in names)


def transitions(actions: str) -> Grant:
    return _grants("transitions", "dynamodb", actions)


def number_locks(actions: str) -> Grant:
    return _grants("number_locks", "dynamodb", actions)


def task_tokens(actions: str) -> Grant:
    return _grants("task_tokens", "dynamodb", actions)


def documents(actions: str) -> Grant:
    return _grants("documents", "s3", actions)


def support(actions: str) -> Grant:
    """AWS Support knows no resources."""
    return _grants("*", "support", actions)


def secrets(actions: str) -> Grant:
    """What AWS gives for the carrier pack, by port-out."""
    return _grants("secrets", "ssm", actions)


CONNECT = _grants(
    "connect", "connect", "DescribeInstance ListPhoneNumbersV2 ListTrafficDistributionGroups"
)
INVENTORY = _grants("connect", "connect", "ListPhoneNumbersV2 ListTrafficDistributionGroups")
"""What the whole account holds, no instance in particular."""
# AWS lets nobody search who may not describe what is found.
USES = _grants(
    "connect", "connect", "ListContactFlows ListFlowAssociations SearchQueues DescribeQueue"
)
# Invoices, their PDFs and the organization are no resources.
BILLING = _grants("*", "invoicing", "BatchGetInvoiceProfile ListInvoiceSummaries")
BILL = _grants("*", "invoicing", "GetInvoicePDF")
ORGANIZATION = _grants("*", "organizations", "DescribeOrganization")
CONTACT = _grants("account", "account", "GetContactInformation GetAlternateContact")
# Secrets are listed as a whole only. Of the three lines the switch leaves one or two.
CARRIER_KEYS = (
    _grants("carrier_keys", "ssm", "GetParametersByPath"),
    _grants("carrier_secrets", "secretsmanager", "GetSecretValue"),
    _grants("carrier_secret_names", "secretsmanager", "ListSecrets"),
)
TRAFFIC = _grants("*", "cloudwatch", "GetMetricData")  # a metric is no resource
SIGNING = _grants("signing_key", "kms", "Sign GetPublicKey")  # nothing while the switch is off
INVOKE_SETTLE_WAIT = _grants("settle_wait", "lambda", "InvokeFunction")
INVOKE_POST_TO_CASE = _grants("post_to_case", "lambda", "InvokeFunction")
INVOKE_FOLLOW_UP_CASE = _grants("follow_up_case", "lambda", "InvokeFunction")
INVOKE_SEND_NOTICES = _grants("send_notices", "lambda", "InvokeFunction")
INVOKE_RECORD_LOSS = _grants("record_loss", "lambda", "InvokeFunction")
ANSWER_TASK = _grants("*", "states", "SendTaskSuccess")  # a task token is no resource
START = _grants("port_out_alias", "states", "StartExecution")
DESCRIBE = _grants("port_out_executions", "states", "DescribeExecution")
START_BATCH = _grants("batch_machine", "states", "StartExecution")
CASE_OPENING = support(
    "CreateCase DescribeCases DescribeServices DescribeSeverityLevels"
    " AddCommunicationToCase DescribeCommunications ResolveCase"
)
FORGET = secrets("GetParametersByPath DeleteParameters")
CASE_CLOSING = support("AddCommunicationToCase DescribeCommunications DescribeCases ResolveCase")

# CreateCase as a dry run only: AWS has no condition for that, so the gateway's one call sees to it.
CASE_REHEARSAL = support(
    "DescribeServices DescribeSeverityLevels DescribeCreateCaseOptions CreateCase"
)


@dataclass(frozen=True)
class FunctionSpec:
    """One function: handler module, seconds it may take, every action its role allows, and
    which part of the program it has to itself: `printing` (with the libraries for PDF and
    spreadsheets) or `pages` (with the one for templates). `machine` invokes it if it is a step."""

    module: str
    timeout: int
    grants: tuple[Grant, ...]
    part: str = ""
    machine: str = "port_out"

    @property
    def name(self) -> str:
        """The last part of the module: the name of the state, the route's verb or the event."""
        return self.module.rpartition(".")[2]

    @property
    def construct_id(self) -> str:
        """The name in CamelCase; its ARN stands in the state machine as ${<this>Arn}."""
        return self.name.title().replace("_", "")

    @property
    def is_step(self) -> bool:
        """True for what the state machine invokes."""
        return self.module.startswith("steps.")

    @property
    def is_asynchronous(self) -> bool:
        """True for what nobody waits for: its failures need a place to go."""
        return self.module.startswith("events.")


FUNCTIONS = (
    FunctionSpec(
        "steps.confirm_ownership",
        240,
        (
            port_outs("GetItem PutItem BatchWriteItem Query UpdateItem"),
            transitions("PutItem"),
            number_locks("GetItem PutItem BatchGetItem"),
            *(CONNECT, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "steps.assemble_evidence",
        240,
        (
            port_outs("GetItem PutItem Query UpdateItem"),
            transitions("PutItem"),
            documents("PutObject"),
            *(CONNECT, USES, BILLING, BILL, CONTACT, ORGANIZATION, SIGNING),
        ),
    ),
    FunctionSpec(
        "steps.open_support_case",
        60,
        (
            port_outs("GetItem PutItem Query DeleteItem"),
            transitions("PutItem"),
            number_locks("BatchGetItem"),
            CASE_OPENING,
        ),
    ),
    FunctionSpec(
        "steps.issue_carrier_pack",
        240,
        (
            port_outs("GetItem PutItem Query UpdateItem"),
            secrets("GetParametersByPath"),
            transitions("PutItem"),
            documents("PutObject GetObject"),
            *(CONNECT, BILLING, BILL, CONTACT, ORGANIZATION, SIGNING),
        ),
        part="printing",
    ),
    FunctionSpec(
        "steps.confirm_departure",
        120,
        (port_outs("GetItem PutItem Query"), transitions("PutItem"), CONNECT),
    ),
    FunctionSpec(
        "steps.close_support_case",
        60,
        (
            port_outs("GetItem PutItem"),
            transitions("PutItem"),
            *(CASE_CLOSING, FORGET, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "steps.cancel_port_out",
        60,
        (
            port_outs("GetItem PutItem"),
            transitions("PutItem"),
            *(CASE_CLOSING, FORGET, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "steps.record_failure",
        30,
        (port_outs("GetItem PutItem"), transitions("PutItem"), FORGET, INVOKE_SEND_NOTICES),
    ),
    FunctionSpec(
        "steps.begin_wait",
        30,
        (
            port_outs("GetItem PutItem Query"),
            task_tokens("PutItem"),
            *(INVOKE_SETTLE_WAIT, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "steps.request_group",
        120,
        (
            port_outs("GetItem PutItem BatchWriteItem Query"),
            transitions("PutItem"),
            number_locks("BatchGetItem"),
            documents("GetObject"),
            START,
        ),
        machine="batch",
    ),
    FunctionSpec(
        "steps.confirm_batch",
        30,
        (port_outs("GetItem Query"), _grants("notices_topic", "sns", "Publish")),
        machine="batch",
    ),
    FunctionSpec(
        "api.request_batch",
        29,
        (
            port_outs("GetItem PutItem Query"),
            number_locks("BatchGetItem GetItem UpdateItem"),
            documents("PutObject"),
            *(START_BATCH, INVENTORY),
        ),
    ),
    FunctionSpec(
        "api.show_batch",
        29,
        (
            port_outs("GetItem BatchGetItem Query"),
            *by_index("by_state"),
            documents("GetObject"),
        ),
    ),
    FunctionSpec(
        "api.request_port_out",
        29,
        (
            port_outs("GetItem PutItem BatchWriteItem Query"),
            transitions("PutItem"),
            number_locks("BatchGetItem GetItem UpdateItem"),
            START,
            *(CONNECT, BILLING, CONTACT, ORGANIZATION, CASE_REHEARSAL),
        ),
    ),
    FunctionSpec(
        "api.show_port_outs",
        29,
        (
            port_outs("GetItem BatchGetItem Query"),
            *by_index("by_state", "by_number"),
            transitions("Query"),
        ),
    ),
    FunctionSpec(
        "api.receive_signal",
        29,
        (
            port_outs("GetItem PutItem Query UpdateItem"),
            documents("GetObject PutObject"),
            INVOKE_SETTLE_WAIT,
        ),
    ),
    FunctionSpec(
        "api.receive_approval",
        29,
        (port_outs("GetItem PutItem Query"), INVOKE_SETTLE_WAIT),
    ),
    FunctionSpec(
        "api.lock_numbers",
        29,
        (number_locks("GetItem PutItem Scan"), transitions("PutItem Query")),
    ),
    FunctionSpec(
        "api.exchange_documents",
        29,
        (port_outs("GetItem PutItem"), documents("PutObject GetObject")),
    ),
    FunctionSpec(
        "api.receive_carrier_update",
        29,
        (
            port_outs("GetItem PutItem Query"),
            *(*CARRIER_KEYS, INVOKE_SETTLE_WAIT),
        ),
    ),
    FunctionSpec(
        "api.restart_port_out",
        29,
        (port_outs("GetItem PutItem"), transitions("PutItem"), START, DESCRIBE),
    ),
    FunctionSpec("api.authorize_carrier", 10, CARRIER_KEYS),
    FunctionSpec(
        "api.redeliver_notices",
        29,
        (port_outs("GetItem Query UpdateItem"), INVOKE_SEND_NOTICES),
    ),
    FunctionSpec("api.issue_links", 29, (port_outs("GetItem PutItem Query UpdateItem"),)),
    FunctionSpec(
        "api.answer_link",
        29,
        (port_outs("GetItem PutItem Query UpdateItem"), INVOKE_SETTLE_WAIT),
        part="pages",
    ),
    FunctionSpec(
        "events.receive_support_update",
        60,
        (
            port_outs("GetItem PutItem Query"),
            *by_index("by_case_id", "by_display_id"),
            transitions("PutItem"),
            secrets("PutParameter"),
            support("DescribeCommunications"),
            INVOKE_SETTLE_WAIT,
        ),
    ),
    FunctionSpec(
        "events.sweep",
        900,
        (
            port_outs("GetItem BatchGetItem PutItem Query"),
            *by_index("by_state"),
            transitions("PutItem Query"),
            START,
            secrets("PutParameter GetParametersByPath DeleteParameters"),
            support("DescribeCases DescribeCommunications"),
            *(CONNECT, TRAFFIC),
            *(INVOKE_SETTLE_WAIT, INVOKE_POST_TO_CASE, INVOKE_FOLLOW_UP_CASE),
            INVOKE_SEND_NOTICES,
        ),
    ),
    FunctionSpec(
        "events.compare_inventory",
        900,
        (
            port_outs("GetItem PutItem BatchGetItem Query"),
            number_locks("BatchGetItem"),
            _grants("inventory", "s3", "PutObject GetObject"),
            *(INVENTORY, INVOKE_RECORD_LOSS),
        ),
    ),
    FunctionSpec(
        "events.receive_release",
        60,
        (port_outs("GetItem Query"), INVOKE_RECORD_LOSS),
    ),
    FunctionSpec(
        "events.record_loss",
        60,
        (
            port_outs("GetItem BatchGetItem PutItem Query"),
            *(INVOKE_SETTLE_WAIT, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "events.settle_wait",
        300,
        (
            port_outs("GetItem PutItem Query UpdateItem"),
            transitions("PutItem"),
            task_tokens("GetItem"),
            *(ANSWER_TASK, INVOKE_POST_TO_CASE, INVOKE_FOLLOW_UP_CASE, INVOKE_SEND_NOTICES),
        ),
    ),
    FunctionSpec(
        "events.post_to_case",
        60,
        (
            port_outs("GetItem Query UpdateItem"),
            support("AddCommunicationToCase DescribeCommunications"),
        ),
    ),
    FunctionSpec(
        "events.send_notices",
        120,
        (
            port_outs("Query UpdateItem"),
            _grants("notices_topic", "sns", "Publish"),
            _grants("notify", "ssm", "GetParametersByPath"),
            _grants("undelivered", "sqs", "SendMessage"),
        ),
    ),
    FunctionSpec(
        "events.follow_up_case",
        60,
        (
            port_outs("GetItem PutItem Query DeleteItem"),
            transitions("PutItem"),
            *(CASE_OPENING, INVOKE_POST_TO_CASE),
        ),
    ),
)
