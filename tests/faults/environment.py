"""The environment of this world's functions; imported before anything that reads it."""

import os

from tests import conftest

ACCOUNT, REGION = "123456789012", "us-east-1"
SETTLE_WAIT, POST_TO_CASE = "settle-wait", "post-to-case"
FOLLOW_UP_CASE, SEND_NOTICES = "follow-up-case", "send-notices"
RECORD_LOSS = "record-loss"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:notices"
MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:PortOut:live"
BATCH_MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:Batch"


def set_up() -> None:
    """As tests/conftest.py has it, with what the functions need beyond the tests of one layer."""
    os.environ.update(conftest._ENVIRONMENT)
    os.environ.update(
        {
            "SEND_NOTICES_FUNCTION": SEND_NOTICES,
            "RECORD_LOSS_FUNCTION": RECORD_LOSS,
            "NOTICES_TOPIC": TOPIC,
            "NOTIFY_PATH": "/connect-port-out/notify",
            "POWERTOOLS_LOG_LEVEL": "CRITICAL",
            "POWERTOOLS_METRICS_DISABLED": "true",
        }
    )
