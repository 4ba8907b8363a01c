"""The environment that infra/ gives the functions, set before anything is imported."""

import os

_ENVIRONMENT = {
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "ACCOUNT_ID": "123456789012",
    "PORT_OUTS_TABLE": "port-outs",
    "TRANSITIONS_TABLE": "transitions",
    "NUMBER_LOCKS_TABLE": "number-locks",
    "TASK_TOKENS_TABLE": "task-tokens",
    "DOCUMENTS_BUCKET": "documents",
    "SETTLE_WAIT_FUNCTION": "settle-wait",
    "POST_TO_CASE_FUNCTION": "post-to-case",
    "FOLLOW_UP_CASE_FUNCTION": "follow-up-case",
    "RECORD_LOSS_FUNCTION": "record-loss",
    "STATE_MACHINE_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:PortOut:live",
    "BATCH_MACHINE_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:Batch",
    "SUPPORT_SERVICE_CODE": "service-connect-number-management",
    "SUPPORT_CATEGORY_CODE": "phone-number-port-out",
    "SUPPORT_SEVERITY": "low",
    "CARRIER_KEYS_PATH": "/connect-port-out/carriers",
    "CARRIER_KEYS_IN": "ssm",
    "TWO_PERSONS": "on",
    "TWO_PERSONS_ABOVE": "100",
    "PORT_OUTS_AN_HOUR": "100",
    "PORT_OUTS_A_DAY": "240",
    "NUMBERS_AN_HOUR": "10000",
    "NUMBERS_A_DAY": "20000",
    "SECRETS_PATH": "/connect-port-out/port-outs",
    "POWERTOOLS_SERVICE_NAME": "port-out",
    "POWERTOOLS_METRICS_NAMESPACE": "ConnectPortOut",
}
for name, value in _ENVIRONMENT.items():
    os.environ.setdefault(name, value)
