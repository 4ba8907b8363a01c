"""The only reader of the environment; every name here is set by infra/, or by Lambda itself."""

import os


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise RuntimeError(f"the environment variable {name} is not set")
    return value


def runs_in_lambda() -> bool:
    """True in a function as AWS runs it, false in tests and tools."""
    return "AWS_LAMBDA_FUNCTION_NAME" in os.environ


def port_outs_table() -> str:
    """Name of the table of port-outs."""
    return _required("PORT_OUTS_TABLE")


def transitions_table() -> str:
    """Name of the append-only table of transitions."""
    return _required("TRANSITIONS_TABLE")


def number_locks_table() -> str:
    """Name of the table with one row per number in an open port-out."""
    return _required("NUMBER_LOCKS_TABLE")


def task_tokens_table() -> str:
    """Name of the table that only the release of waits reads."""
    return _required("TASK_TOKENS_TABLE")


def documents_bucket() -> str:
    """Name of the bucket of documents."""
    return _required("DOCUMENTS_BUCKET")


def account_id() -> str:
    """The AWS account of this deployment."""
    return _required("ACCOUNT_ID")


def region() -> str:
    """The home Region of this deployment."""
    return _required("AWS_REGION")


def state_machine_arn() -> str:
    """ARN of the alias that new executions start on."""
    return _required("STATE_MACHINE_ARN")


def batch_machine_arn() -> str:
    """ARN of the state machine that requests the groups of a batch."""
    return _required("BATCH_MACHINE_ARN")


def settle_wait_function() -> str:
    """Name of the function that matches signals with waits."""
    return _required("SETTLE_WAIT_FUNCTION")


def post_to_case_function() -> str:
    """Name of the function that posts pending messages to the Support case."""
    return _required("POST_TO_CASE_FUNCTION")


def follow_up_case_function() -> str:
    """Name of the function that opens a case in the place of one that stays resolved."""
    return _required("FOLLOW_UP_CASE_FUNCTION")


def send_notices_function() -> str:
    """Name of the function that sends notices to people and to the webhook."""
    return _required("SEND_NOTICES_FUNCTION")


def record_loss_function() -> str:
    """Name of the function that records the loss of a number, and rings an alarm by running."""
    return _required("RECORD_LOSS_FUNCTION")


def notices_topic() -> str:
    """ARN of the SNS topic that people subscribe to."""
    return _required("NOTICES_TOPIC")


def undelivered_queue() -> str:
    """URL of the queue for what could not be delivered."""
    return _required("UNDELIVERED_QUEUE")


def notify_path() -> str:
    """Path of the SSM parameters that say where else notices go."""
    return _required("NOTIFY_PATH")


def support_service_code() -> str:
    """AWS Support's code of Connect (Number Management)."""
    return _required("SUPPORT_SERVICE_CODE")


def support_category_code() -> str:
    """AWS Support's code of Phone Number Port Out."""
    return _required("SUPPORT_CATEGORY_CODE")


def support_severity() -> str:
    """The severity code that is asked for."""
    return _required("SUPPORT_SEVERITY")


def carrier_keys_path() -> str:
    """Path of the SSM parameters, or of the secrets, that hold the carriers' keys."""
    return _required("CARRIER_KEYS_PATH")


def carrier_keys_in() -> str:
    """Where those keys lie: ssm or secrets-manager."""
    return _required("CARRIER_KEYS_IN")


def secrets_path() -> str:
    """Path of the SSM parameters that hold what AWS gives for the carrier pack only."""
    return _required("SECRETS_PATH")


def signing_key() -> str:
    """ARN of the key that signs ownership statements, empty where they are not signed."""
    return os.environ.get("SIGNING_KEY", "")


def two_persons() -> bool:
    """True where some things take a second person."""
    return _required("TWO_PERSONS") == "on"


def two_persons_above() -> int:
    """An order of more numbers than this takes a second person."""
    return int(_required("TWO_PERSONS_ABOVE"))


def velocity(name: str) -> int:
    """The most that one caller may request, by the name of the limit in capitals; 0 is no limit."""
    return int(_required(name))
