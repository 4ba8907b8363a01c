"""Every function is arm64, logged, bounded, and told what it needs."""

from typing import Any

from infra.functions import FUNCTIONS
from infra.inputs import ROOT
from infra.package import RUNTIME
from tests.infra.reading import Template, plain

EVERYBODY_KNOWS = {
    *("PORT_OUTS_TABLE", "TRANSITIONS_TABLE", "NUMBER_LOCKS_TABLE", "TASK_TOKENS_TABLE"),
    *("DOCUMENTS_BUCKET", "ACCOUNT_ID", "SECRETS_PATH", "CARRIER_KEYS_PATH", "CARRIER_KEYS_IN"),
    *("TWO_PERSONS", "TWO_PERSONS_ABOVE"),
    *("PORT_OUTS_AN_HOUR", "PORT_OUTS_A_DAY", "NUMBERS_AN_HOUR", "NUMBERS_A_DAY"),
    *("SUPPORT_SERVICE_CODE", "SUPPORT_CATEGORY_CODE", "SUPPORT_SEVERITY"),
    *("POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL"),
}
TOLD = {
    "SETTLE_WAIT_FUNCTION": {
        *("receive_signal", "receive_carrier_update", "receive_support_update"),
        *("sweep", "begin_wait", "answer_link", "receive_approval", "record_loss"),
    },
    "POST_TO_CASE_FUNCTION": {"sweep", "settle_wait", "follow_up_case"},
    "FOLLOW_UP_CASE_FUNCTION": {"sweep", "settle_wait"},
    "SEND_NOTICES_FUNCTION": {
        *("sweep", "settle_wait", "begin_wait", "confirm_ownership", "close_support_case"),
        *("cancel_port_out", "record_failure", "redeliver_notices", "record_loss"),
    },
    "RECORD_LOSS_FUNCTION": {"receive_release", "compare_inventory"},
    "NOTICES_TOPIC": {"send_notices", "confirm_batch"},
    "NOTIFY_PATH": {"send_notices"},
    "UNDELIVERED_QUEUE": {"send_notices"},
    "STATE_MACHINE_ARN": {
        "request_port_out",
        "request_group",
        "show_port_outs",
        "sweep",
        "restart_port_out",
    },
    "BATCH_MACHINE_ARN": {"request_batch", "show_batch"},
}
LONGEST = {"sweep", "compare_inventory"}
"""What goes through everything that there is, on its own time."""
SIGNERS = {"assemble_evidence", "issue_carrier_pack"}


def test_every_handler_module_exists() -> None:
    for spec in FUNCTIONS:
        module = ROOT / "lambdas" / "port_out" / f"{spec.module.replace('.', '/')}.py"
        assert module.is_file(), spec.module


def test_every_function_runs_on_arm_with_the_python_that_built_it(template: Template) -> None:
    for each in template.functions().values():
        assert each["Architectures"] == ["arm64"]
        assert each["Runtime"] == RUNTIME
        assert each["Handler"].startswith("port_out.")


def test_every_function_has_a_log_kept_a_year_and_a_time_limit(template: Template) -> None:
    logs = template.of_type("Logs::LogGroup")
    for name, each in template.functions().items():
        group = plain(each["LoggingConfig"]["LogGroup"]).strip("<>")
        assert logs[group]["Properties"]["RetentionInDays"] == 365
        assert 10 <= each["Timeout"] <= (900 if name in LONGEST else 300)
        assert each["MemorySize"] == 512


def test_a_step_ends_before_the_state_that_waits_for_it(
    template: Template, states: dict[str, Any]
) -> None:
    timeouts = template.functions()
    for spec in FUNCTIONS:
        for state in states.values():
            if f"${{{spec.construct_id}Arn}}" in str(state):
                assert timeouts[spec.name]["Timeout"] < state["TimeoutSeconds"], spec.name


def test_an_api_function_ends_before_the_gateway_gives_up(template: Template) -> None:
    for spec in FUNCTIONS:
        if spec.module.startswith("api."):
            assert template.functions()[spec.name]["Timeout"] <= 29


def test_every_function_is_told_what_it_needs_and_whom_it_may_call(template: Template) -> None:
    for name, each in template.functions().items():
        known = set(each["Environment"]["Variables"])
        assert known == EVERYBODY_KNOWS | {word for word, who in TOLD.items() if name in who}


def test_only_who_may_sign_is_told_the_key(template: Template, signing: Template) -> None:
    told = {
        name
        for name, each in signing.functions().items()
        if each["Environment"]["Variables"].get("SIGNING_KEY")
    }

    assert told == SIGNERS
    for each in template.functions().values():
        assert "SIGNING_KEY" not in each["Environment"]["Variables"]


def test_every_function_is_told_where_the_carriers_keys_lie(
    template: Template, signing: Template
) -> None:
    for stack, place in ((template, "ssm"), (signing, "secrets-manager")):
        for each in stack.functions().values():
            assert each["Environment"]["Variables"]["CARRIER_KEYS_IN"] == place


def test_what_nobody_waits_for_leaves_its_failures_on_the_queue(template: Template) -> None:
    configured = {
        plain(each["FunctionName"]): plain(each["DestinationConfig"]["OnFailure"]["Destination"])
        for each in template.properties("Lambda::EventInvokeConfig")
    }
    names = ("ReceiveSupportUpdate", "Sweep", "SettleWait", "PostToCase", "FollowUpCase")
    names += ("SendNotices", "ReceiveRelease", "RecordLoss", "CompareInventory")
    assert configured == {f"<{name}Function>": "<UndeliveredQueue>" for name in names}
