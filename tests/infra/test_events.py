"""What wakes the program, here and from another Region, and what wakes a person."""

import json
from pathlib import Path

import pytest
from aws_cdk import App

from infra.support_events_stack import SupportEventsStack
from tests.infra.reading import Template, plain

PATTERN = {"source": ["aws.support"], "detail-type": ["Support Case Update"]}
RETRIES = {"MaximumRetryAttempts": 10, "MaximumEventAgeInSeconds": 6 * 3600}
OUTPUTS = {
    *("ApiUrl", "StateMachineArn", "BatchMachineArn", "DocumentsBucket", "SweepFunction"),
    *("TopicArn", "InventoryFunction", "AccessLogBucket"),
    *("ViewerPolicyArn", "OperatorPolicyArn", "ApproverPolicyArn"),
    *("PortOutsTable", "TransitionsTable", "NumberLocksTable", "TaskTokensTable"),
}


@pytest.fixture(scope="session")
def forwarding(europe: Path) -> Template:
    """The stack that brings the events home."""
    return Template.read(europe / "ConnectPortOutSupportEvents.template.json")


def test_support_events_are_retried_and_none_gets_lost_unseen(template: Template) -> None:
    rule = template.of_type("Events::Rule")["EventsSupportCaseUpdate"]["Properties"]
    (target,) = rule["Targets"]

    assert rule["EventPattern"] == PATTERN
    assert plain(target["Arn"]) == "<ReceiveSupportUpdateFunction>"
    assert plain(target["DeadLetterConfig"]["Arn"]) == "<UndeliveredQueue>"
    assert target["RetryPolicy"] == RETRIES


def test_every_release_of_a_number_is_looked_at(template: Template) -> None:
    rule = template.of_type("Events::Rule")["EventsNumberReleased"]["Properties"]
    (target,) = rule["Targets"]

    assert rule["EventPattern"] == {
        "source": ["aws.connect"],
        "detail-type": ["AWS API Call via CloudTrail"],
        "detail": {
            "eventSource": ["connect.amazonaws.com"],
            "eventName": ["ReleasePhoneNumber"],
        },
    }
    assert plain(target["Arn"]) == "<ReceiveReleaseFunction>"


@pytest.mark.parametrize("stack", ["template", "forwarding"])
def test_every_target_of_every_rule_is_retried_and_has_a_queue(
    stack: str, request: pytest.FixtureRequest
) -> None:
    read: Template = request.getfixturevalue(stack)
    targets = [target for rule in read.properties("Events::Rule") for target in rule["Targets"]]
    targets += [each["Target"] for each in read.properties("Scheduler::Schedule")]

    assert targets
    for target in targets:
        assert plain(target["DeadLetterConfig"]["Arn"]) == "<UndeliveredQueue>"
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0
        assert 0 < target["RetryPolicy"]["MaximumEventAgeInSeconds"] <= 6 * 3600


@pytest.mark.parametrize("stack", ["template", "forwarding"])
def test_a_rule_may_put_its_failures_into_the_queue_and_nobody_else(
    stack: str, request: pytest.FixtureRequest
) -> None:
    read: Template = request.getfixturevalue(stack)
    (policy,) = read.properties("SQS::QueuePolicy")
    allowed = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]

    sources = set()
    for statement in allowed:
        assert statement["Action"] == "sqs:SendMessage"
        assert statement["Principal"] == {"Service": "events.amazonaws.com"}
        sources.add(plain(statement["Condition"]["ArnEquals"]["aws:SourceArn"]))
    assert sources == {f"<{rule}>" for rule in read.of_type("Events::Rule")}


def test_the_sweep_runs_hourly_the_comparison_daily_and_both_are_told_the_time(
    template: Template,
) -> None:
    schedules = template.properties("Scheduler::Schedule")

    rates = {plain(each["Target"]["Arn"]): each["ScheduleExpression"] for each in schedules}
    assert rates == {"<SweepFunction>": "rate(1 hour)", "<CompareInventoryFunction>": "rate(1 day)"}
    for schedule in schedules:
        target = schedule["Target"]
        assert json.loads(target["Input"]) == {"now": "<aws.scheduler.scheduled-time>"}
        assert plain(target["RoleArn"]) == "<EventsSchedulerRole>"
        assert plain(target["DeadLetterConfig"]["Arn"]) == "<UndeliveredQueue>"


def test_the_stack_says_where_everything_is(template: Template, signing: Template) -> None:
    assert set(template.content["Outputs"]) == OUTPUTS
    assert set(signing.content["Outputs"]) == OUTPUTS | {"SigningKey"}
    assert plain(template.content["Outputs"]["StateMachineArn"]["Value"]) == "<WorkflowAlias>"


def test_at_home_in_us_east_1_one_stack_is_enough(assembly: Path) -> None:
    assert [each.name for each in assembly.glob("*.template.json")] == [
        "ConnectPortOut.template.json"
    ]


def test_from_elsewhere_support_events_are_forwarded_home_and_nothing_else(
    forwarding: Template, europe: Path
) -> None:
    home = "arn:aws:events:eu-west-1:123456789012:event-bus/default"
    (rule,) = forwarding.properties("Events::Rule")
    (target,) = rule["Targets"]

    assert rule["EventPattern"] == PATTERN
    assert plain(target["Arn"]) == home
    assert target["RetryPolicy"] == RETRIES
    assert forwarding.allowed(plain({"Ref": "Role"})) == {home: {"events:PutEvents"}}
    manifest = json.loads((europe / "manifest.json").read_text())["artifacts"]
    places = {name: each.get("environment") for name, each in manifest.items()}
    assert places["ConnectPortOutSupportEvents"] == "aws://unknown-account/us-east-1"
    assert places["ConnectPortOut"] == "aws://unknown-account/eu-west-1"


def test_an_event_reaches_home_as_aws_support_wrote_it(
    forwarding: Template, signing: Template
) -> None:
    (rule,) = forwarding.properties("Events::Rule")
    at_home = signing.of_type("Events::Rule")["EventsSupportCaseUpdate"]["Properties"]

    for each in (rule, at_home):
        (target,) = each["Targets"]
        assert not {"Input", "InputPath", "InputTransformer"} & set(target)
    assert at_home["EventPattern"] == rule["EventPattern"], "a forwarded event keeps its source"
    assert "region" not in at_home["EventPattern"]


def test_only_our_own_account_s_events_may_use_the_forwarder(forwarding: Template) -> None:
    (role,) = forwarding.properties("IAM::Role")
    (policy,) = forwarding.properties("SQS::QueuePolicy")
    (sending,) = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Allow"]

    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "events.amazonaws.com"}
    for statement in (trust, sending):
        account = statement["Condition"]["StringEquals"]["aws:SourceAccount"]
        assert plain(account) == "123456789012"


def test_what_was_not_forwarded_wakes_a_person(forwarding: Template) -> None:
    (alarm,) = forwarding.properties("CloudWatch::Alarm")

    assert alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    assert plain(alarm["Dimensions"][0]["Value"]) == "<UndeliveredQueue>"
    assert "eu-west-1" in alarm["AlarmDescription"]


@pytest.mark.parametrize(
    ("home", "place"),
    [
        ("ap-southeast-2", "us-east-1"),
        ("us-gov-east-1", "us-gov-west-1"),
        ("cn-northwest-1", "cn-north-1"),
    ],
)
def test_every_partition_forwards_from_its_own_region(home: str, place: str) -> None:
    stack = SupportEventsStack(App(analytics_reporting=False), "Forwarder", home=home)

    assert stack.region == place
