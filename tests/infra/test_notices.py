"""The topic of notices: on TLS only, for alarms too, and nobody is subscribed by the stack."""

from infra.settings import NOTIFY_PATH
from tests.infra.reading import Template, plain


def test_there_is_one_topic_without_a_key_and_its_arn_is_an_output(template: Template) -> None:
    (topic,) = template.properties("SNS::Topic")

    assert "KmsMasterKeyId" not in topic
    assert plain(template.content["Outputs"]["TopicArn"]["Value"]) == "<NoticesTopic>"
    assert template.of_type("SNS::Subscription") == {}


def test_the_topic_takes_nothing_without_tls_and_alarms_of_this_account_only(
    template: Template,
) -> None:
    (policy,) = template.properties("SNS::TopicPolicy")
    statements = {each["Effect"]: each for each in policy["PolicyDocument"]["Statement"]}

    assert set(statements) == {"Allow", "Deny"}
    assert len(policy["PolicyDocument"]["Statement"]) == 2
    assert statements["Deny"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statements["Allow"]["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert set(statements["Allow"]["Condition"]["StringEquals"]) == {"aws:SourceAccount"}


def test_the_sender_finds_the_machine_in_a_parameter(template: Template) -> None:
    (parameter,) = template.properties("SSM::Parameter")

    assert parameter["Name"] == f"{NOTIFY_PATH}/machine"
    assert parameter["Type"] == "String"
    assert plain(parameter["Value"]) == "<WorkflowAlias>"


def test_only_who_tells_people_publishes(template: Template) -> None:
    publishing = {
        name
        for name, each in template.functions().items()
        if "<NoticesTopic>" in template.allowed(plain(each["Role"]))
    }

    assert publishing == {"send_notices", "confirm_batch"}
