"""What wakes the program, here and from another Region, and what wakes a person."""

import json
from pathlib import Path

from tests.infra.reading import Template, plain

PATTERN = {"source": ["aws.support"], "detail-type": ["Support Case Update"]}
OUTPUTS = {
    *("ApiUrl", "StateMachineArn", "DocumentsBucket", "SweepFunction"),
    *("PortOutsTable", "TransitionsTable", "NumberLocksTable", "TaskTokensTable"),
}


def test_support_events_are_retried_and_none_gets_lost_unseen(template: Template) -> None:
    (rule,) = template.properties("Events::Rule")
    assert rule["EventPattern"] == PATTERN
    (target,) = rule["Targets"]
    assert plain(target["Arn"]) == "<ReceiveSupportUpdateFunction>"
    assert plain(target["DeadLetterConfig"]["Arn"]) == "<UndeliveredQueue>"
    assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


def test_the_sweep_runs_hourly_and_is_told_the_time(template: Template) -> None:
    (schedule,) = template.properties("Scheduler::Schedule")
    target = schedule["Target"]
    assert schedule["ScheduleExpression"] == "rate(1 hour)"
    assert json.loads(target["Input"]) == {"now": "<aws.scheduler.scheduled-time>"}
    assert plain(target["Arn"]) == "<SweepFunction>"
    assert plain(target["DeadLetterConfig"]["Arn"]) == "<UndeliveredQueue>"


def test_three_things_wake_a_person(template: Template) -> None:
    alarms = {
        each["MetricName"]: (each["ComparisonOperator"], each["TreatMissingData"])
        for each in template.properties("CloudWatch::Alarm")
    }
    above, below = "GreaterThanThreshold", "LessThanThreshold"
    assert alarms == {
        "ExecutionsFailed": (above, "notBreaching"),
        "ApproximateNumberOfMessagesVisible": (above, "notBreaching"),
        "Invocations": (below, "breaching"),
    }
    for each in template.properties("CloudWatch::Alarm"):
        assert len(each["AlarmDescription"]) > 30


def test_the_stack_says_where_everything_is(template: Template, signing: Template) -> None:
    assert set(template.content["Outputs"]) == OUTPUTS
    assert set(signing.content["Outputs"]) == OUTPUTS | {"SigningKey"}
    assert plain(template.content["Outputs"]["StateMachineArn"]["Value"]) == "<WorkflowAlias>"


def test_at_home_in_us_east_1_one_stack_is_enough(assembly: Path) -> None:
    assert [each.name for each in assembly.glob("*.template.json")] == [
        "ConnectPortOut.template.json"
    ]


def test_from_elsewhere_support_events_are_forwarded_home_and_nothing_else(europe: Path) -> None:
    forwarding = Template.read(europe / "ConnectPortOutSupportEvents.template.json")
    home = "arn:aws:events:eu-west-1:123456789012:event-bus/default"
    (rule,) = forwarding.properties("Events::Rule")
    assert rule["EventPattern"] == PATTERN
    (target,) = rule["Targets"]
    assert plain(target["Arn"]) == home
    assert forwarding.allowed(plain({"Ref": "Role"})) == {home: {"events:PutEvents"}}
    manifest = json.loads((europe / "manifest.json").read_text())["artifacts"]
    places = {name: each.get("environment") for name, each in manifest.items()}
    assert places["ConnectPortOutSupportEvents"] == "aws://unknown-account/us-east-1"
    assert places["ConnectPortOut"] == "aws://unknown-account/eu-west-1"
