"""What the functions are told, and what the words of the table stand for."""

from collections.abc import Mapping

from aws_cdk import Aws

from infra.documents import INVENTORY, Documents
from infra.function import PortOutFunction
from infra.support_codes import SUPPORT_CODES
from infra.switches import CARRIER_KEYS_IN
from infra.tables import Tables

CARRIER_KEYS_PATH = "/connect-port-out/carriers"
SECRETS_PATH = "/connect-port-out/port-outs"
NOTIFY_PATH = "/connect-port-out/notify"
METRICS = {
    "POWERTOOLS_SERVICE_NAME": "port-out",
    "POWERTOOLS_METRICS_NAMESPACE": "ConnectPortOut",
    # Said, not left to a default: whatever runs the template logs the same lines.
    "POWERTOOLS_LOG_LEVEL": "INFO",
}
"""Under what the functions count, and how much they log."""


def environment(
    tables: Tables, documents: Documents, carrier_keys_in: str, trust: Mapping[str, str]
) -> dict[str, str]:
    """What every function is told."""
    return {
        "PORT_OUTS_TABLE": tables.port_outs.table_name,
        "TRANSITIONS_TABLE": tables.transitions.table_name,
        "NUMBER_LOCKS_TABLE": tables.number_locks.table_name,
        "TASK_TOKENS_TABLE": tables.task_tokens.table_name,
        "DOCUMENTS_BUCKET": documents.bucket.bucket_name,
        "ACCOUNT_ID": Aws.ACCOUNT_ID,
        **SUPPORT_CODES,
        "CARRIER_KEYS_PATH": CARRIER_KEYS_PATH,
        "CARRIER_KEYS_IN": carrier_keys_in,
        "SECRETS_PATH": SECRETS_PATH,
        **trust,
        **METRICS,
    }


def resources(
    tables: Tables,
    documents: Documents,
    functions: Mapping[str, PortOutFunction],
    alias_arn: str,
    executions_arn: str,
    batch_machine_arn: str,
    topic_arn: str,
    undelivered_arn: str,
    signing_key: str | None,
    carrier_keys_in: str,
) -> dict[str, list[str]]:
    """The ARNs behind each word of the table of functions; a switch that is off has none."""
    here = f"arn:{Aws.PARTITION}"
    parameters = f"{here}:ssm:{Aws.REGION}:{Aws.ACCOUNT_ID}:parameter"
    return {
        "port_outs": [tables.port_outs.table_arn],
        **tables.index_arns(),
        "transitions": [tables.transitions.table_arn],
        "number_locks": [tables.number_locks.table_arn],
        "task_tokens": [tables.task_tokens.table_arn],
        "documents": [documents.bucket.arn_for_objects("*")],
        "inventory": [documents.bucket.arn_for_objects(f"{INVENTORY}*")],
        "settle_wait": [functions["SettleWait"].function.function_arn],
        "post_to_case": [functions["PostToCase"].function.function_arn],
        "follow_up_case": [functions["FollowUpCase"].function.function_arn],
        "port_out_alias": [alias_arn],
        "port_out_executions": [f"{executions_arn}:*"],
        "batch_machine": [batch_machine_arn],
        "send_notices": [functions["SendNotices"].function.function_arn],
        "record_loss": [functions["RecordLoss"].function.function_arn],
        "notices_topic": [topic_arn],
        "undelivered": [undelivered_arn],
        # AWS names the path as the resource, where all parameters below it are read.
        "notify": [f"{parameters}{NOTIFY_PATH}", f"{parameters}{NOTIFY_PATH}/*"],
        **_carrier_keys(carrier_keys_in),
        # AWS names the path of a port-out as the resource when parameters are listed by path.
        "secrets": [f"{parameters}{SECRETS_PATH}/*"],
        # Instances, numbers and traffic distribution groups of this account; a group may be
        # at home in another Region.
        "connect": [f"{here}:connect:*:{Aws.ACCOUNT_ID}:*"],
        "account": [f"{here}:account::{Aws.ACCOUNT_ID}:account"],
        "signing_key": [signing_key] if signing_key else [],
        "*": ["*"],
    }


def _carrier_keys(carrier_keys_in: str) -> dict[str, list[str]]:
    """Only the place where the keys lie may be read."""
    assert carrier_keys_in in CARRIER_KEYS_IN, carrier_keys_in
    here = f"{Aws.REGION}:{Aws.ACCOUNT_ID}"
    parameters = f"arn:{Aws.PARTITION}:ssm:{here}:parameter{CARRIER_KEYS_PATH}"
    secrets = f"arn:{Aws.PARTITION}:secretsmanager:{here}:secret:{CARRIER_KEYS_PATH[1:]}/*"
    in_ssm = carrier_keys_in == "ssm"
    return {
        # AWS names the path as the resource, where all parameters below it are read.
        "carrier_keys": [parameters, f"{parameters}/*"] if in_ssm else [],
        "carrier_secrets": [] if in_ssm else [secrets],
        "carrier_secret_names": [] if in_ssm else ["*"],
    }


def tell(
    functions: Mapping[str, PortOutFunction],
    alias_arn: str,
    batch_machine_arn: str,
    topic_arn: str,
    undelivered_url: str,
    signing_key: str | None,
) -> None:
    """Tell the functions whom they may call, each only those that its role may call."""
    told = {
        "settle_wait": ("SETTLE_WAIT_FUNCTION", functions["SettleWait"].function.function_name),
        "post_to_case": ("POST_TO_CASE_FUNCTION", functions["PostToCase"].function.function_name),
        "follow_up_case": (
            "FOLLOW_UP_CASE_FUNCTION",
            functions["FollowUpCase"].function.function_name,
        ),
        "send_notices": ("SEND_NOTICES_FUNCTION", functions["SendNotices"].function.function_name),
        "record_loss": ("RECORD_LOSS_FUNCTION", functions["RecordLoss"].function.function_name),
        "notices_topic": ("NOTICES_TOPIC", topic_arn),
        "undelivered": ("UNDELIVERED_QUEUE", undelivered_url),
        "notify": ("NOTIFY_PATH", NOTIFY_PATH),
        "port_out_alias": ("STATE_MACHINE_ARN", alias_arn),
        "batch_machine": ("BATCH_MACHINE_ARN", batch_machine_arn),
    }
    if signing_key:
        told["signing_key"] = ("SIGNING_KEY", signing_key)
    for each in functions.values():
        for resource, _ in each.spec.grants:
            if resource in told:
                each.function.add_environment(*told[resource])
    # They start nothing, and show where in the console an execution is seen.
    functions["ShowPortOuts"].function.add_environment(*told["port_out_alias"])
    functions["ShowBatch"].function.add_environment(*told["batch_machine"])
