"""AWS Support slow, silent, double, out of order and wordy: each habit can be set and is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.twins.support.wording import TEMPLATES
from tests.local.reach import Reach
from tests.local.test_support import refusal

KIND = {
    "issueType": "customer-service",
    "serviceCode": "service-connect-number-management",
    "categoryCode": "phone-number-port-out",
    "language": "en",
}


def reply(reach: Reach, case_id: str, **fields: Any) -> Any:
    status, answer = reach.steer("POST", f"/support/cases/{case_id}/replies", fields)
    assert status == 201, answer
    return answer


def habits(reach: Reach, **fields: Any) -> None:
    status, answer = reach.steer("PUT", "/support/habits", fields)
    assert status == 200, answer


def bodies(reach: Reach, case_id: str) -> list[str]:
    said = reach.client("support").describe_communications(caseId=case_id)["communications"]
    return [one["body"] for one in said]


def ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def test_a_new_case_stays_hidden_from_so_many_calls(reach: Reach) -> None:
    habits(reach, visible_after_calls=2)
    case_id, support = reach.a_case(), reach.client("support")

    seen = [len(support.describe_cases(caseIdList=[case_id])["cases"]) for _ in range(4)]

    assert seen == [0, 0, 1, 1]


def test_a_new_word_stays_hidden_from_so_many_calls(reach: Reach) -> None:
    case_id, support = reach.a_case(), reach.client("support")
    assert bodies(reach, case_id) == ["We port numbers away."]
    habits(reach, readable_after_calls=3)

    reply(reach, case_id, body="You may begin.")

    seen = [bodies(reach, case_id) for _ in range(2)]
    (case,) = support.describe_cases(caseIdList=[case_id])["cases"]
    seen.append([one["body"] for one in case["recentCommunications"]["communications"]])
    assert seen == [["We port numbers away."]] * 3, "what was read before stays readable"
    assert bodies(reach, case_id) == ["You may begin.", "We port numbers away."]


def test_a_new_word_stays_hidden_for_so_many_seconds(reach: Reach) -> None:
    case_id = reach.a_case()
    reply(reach, case_id, body="Old.", at=ago(1))

    habits(reach, readable_after_seconds=3600)

    assert bodies(reach, case_id) == ["Old."]


def test_what_waits_for_the_customer_is_resolved_once_aws_has_lost_patience(reach: Reach) -> None:
    answered, silent, recent = reach.a_case(), reach.a_case(), reach.a_case()
    for case_id in (answered, silent):
        reply(reach, case_id, body="Which Region?", at=ago(6))
    reply(reach, recent, body="Which Region?", at=ago(4))
    reach.client("support").add_communication_to_case(
        caseId=answered, communicationBody="us-east-1"
    )

    resolved = reach.steer("POST", "/support/silence", {"since": ago(5)})[1]["resolved"]

    assert resolved == [silent]
    told = reach.kept(f"{silent} ResolveCase")
    assert told["detail"]["case-id"] == silent
    assert reach.steer("GET", f"/support/cases/{silent}")[1]["status"] == "resolved"
    assert reach.steer("GET", f"/support/cases/{recent}")[1]["status"] == "pending-customer-action"


def test_events_kept_back_come_the_latest_first(reach: Reach) -> None:
    habits(reach, hold_events=True, deliver=0)
    case_id = reach.a_case()
    for body in ("First.", "Second."):
        reply(reach, case_id, body=body)
    reach.steer("POST", f"/support/cases/{case_id}/resolve", {"deliver": 2})

    held = reach.steer("GET", "/support/events")[1]["held"]
    released = reach.steer("POST", "/support/events/release", {"order": "latest_first"})[1]

    names = [each["event-name"] for each in held]
    assert names == ["AddCommunicationToCase"] * 2 + ["ResolveCase"] * 2
    assert released == {"released": 4}
    assert reach.kept(f"{case_id} ResolveCase", times=2)["detail"]["case-id"] == case_id
    last = reach.kept(f"{case_id} AddCommunicationToCase", times=2)
    said = [each["communication-id"] for each in held[:2]]
    assert last["detail"]["communication-id"] in said
    assert reach.steer("GET", "/support/events")[1] == {"held": []}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_aws_words_every_thing_it_has_to_say(reach: Reach, name: str) -> None:
    case_id = reach.a_case()

    plain = reply(reach, case_id, template=name)["body"]
    wordy = reply(reach, case_id, template=name, wordy=True)["body"]

    assert bodies(reach, case_id)[:2] == [wordy, plain]
    assert "{" not in wordy
    assert wordy.index(plain) < wordy.index("> " + plain.splitlines()[0])
    assert "> We port numbers away." in wordy, "it quotes the whole conversation"
    assert "rating this" in wordy
    assert len(wordy) > 3 * len("We port numbers away.")


def test_a_wordy_answer_is_never_longer_than_aws_lets_it(reach: Reach) -> None:
    case_id = reach.a_case(communicationBody="x" * 8000)

    body = reply(reach, case_id, template="approval", wordy=True)["body"]

    assert len(body) == 8000
    assert bodies(reach, case_id)[0] == body


def test_aws_may_sign_with_another_name(reach: Reach) -> None:
    case_id, support = reach.a_case(), reach.client("support")
    habits(reach, signed_by="AWS Support")

    reply(reach, case_id, body="One.")
    reply(reach, case_id, body="Two.", by="Amazon Web Services ")

    said = support.describe_communications(caseId=case_id)["communications"]
    assert [one["submittedBy"] for one in said[:2]] == ["Amazon Web Services ", "AWS Support"]


def test_aws_attaches_files_each_with_an_id(reach: Reach) -> None:
    case_id, support = reach.a_case(), reach.client("support")

    reply(reach, case_id, body="See attached.", attachments=["form.pdf", "list.csv"])

    said = support.describe_communications(caseId=case_id)["communications"][0]
    files = said["attachments"]
    assert [each["fileName"] for each in files] == ["form.pdf", "list.csv"]
    assert len({each["attachmentId"] for each in files}) == 2
    assert said["attachmentSet"] == files


def test_a_case_that_is_resolved_for_good_takes_no_more_words(reach: Reach) -> None:
    case_id, support = reach.a_case(), reach.client("support")
    reach.steer("POST", f"/support/cases/{case_id}/resolve", {"at": ago(15)})
    word = {"caseId": case_id, "communicationBody": "One more thing."}

    refused = refusal(support.add_communication_to_case, **word)

    assert refused == ("ValidationException", 400)
    assert reach.steer("POST", f"/support/cases/{case_id}/reopen")[0] == 409
    habits(reach, on_resolved="keep")
    support.add_communication_to_case(**word)
    assert reach.steer("GET", f"/support/cases/{case_id}")[1]["status"] == "resolved"


@pytest.mark.parametrize("spoken", ["available", "best_effort", "unavailable"])
def test_a_language_is_spoken_as_set(reach: Reach, spoken: str) -> None:
    habits(reach, language="fr", spoken=spoken)

    options = reach.client("support").describe_create_case_options
    french, english = options(**KIND | {"language": "fr"}), options(**KIND)

    assert french["languageAvailability"] == spoken
    assert english["languageAvailability"] == "available"
    assert {each["type"] for each in english["communicationTypes"]} == {"web", "chat", "phone"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dryRun": True}, "DryRunOperationException"),
        ({"language": "xx"}, "InvalidParameterValueException"),
        ({"serviceCode": "no-such-service"}, "InvalidParameterValueException"),
        ({"categoryCode": "no-such-category"}, "InvalidParameterValueException"),
        ({"issueType": "technical"}, "InvalidParameterValueException"),
    ],
)
def test_options_of_a_kind_of_case_that_does_not_exist_are_refused(
    reach: Reach, changes: dict[str, Any], code: str
) -> None:
    call = reach.client("support").describe_create_case_options

    assert refusal(call, **KIND | changes) == (code, 400)


def test_a_case_resolved_within_14_days_is_reopened(reach: Reach) -> None:
    case_id, support = reach.a_case(), reach.client("support")
    reach.steer("POST", f"/support/cases/{case_id}/resolve", {"at": ago(13)})

    support.add_communication_to_case(caseId=case_id, communicationBody="One more thing.")

    assert reach.steer("GET", f"/support/cases/{case_id}")[1]["status"] == "reopened"


def test_plans_without_an_api_refuse_every_call(reach: Reach) -> None:
    support = reach.client("support")
    calls: dict[Any, dict[str, Any]] = {
        reach.a_case: {},
        support.describe_cases: {},
        support.describe_services: {},
        support.describe_severity_levels: {},
        support.describe_communications: {"caseId": "case-none"},
        support.add_communication_to_case: {"communicationBody": "x"},
        support.resolve_case: {},
        support.describe_create_case_options: KIND,
    }

    for plan in ("basic", "developer"):
        reach.steer("PUT", "/support/plan", {"plan": plan})
        codes = {refusal(call, **given)[0] for call, given in calls.items()}
        assert codes == {"SubscriptionRequiredException"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dryRun": True}, "DryRunOperationException"),
        ({"communicationBody": "x" * 8001}, "ValidationException"),
        ({"communicationBody": ""}, "ValidationException"),
        ({"ccEmailAddresses": ["a@example.com"] * 11}, "ValidationException"),
        ({"attachmentSetId": "gone"}, "AttachmentSetIdNotFound"),
    ],
)
def test_a_wrong_word_is_refused_and_not_written(
    reach: Reach, changes: dict[str, Any], code: str
) -> None:
    case_id, support = reach.a_case(), reach.client("support", parameter_validation=False)
    word = {"caseId": case_id, "communicationBody": "Hello."} | changes

    assert refusal(support.add_communication_to_case, **word) == (code, 400)

    assert bodies(reach, case_id) == ["We port numbers away."]


def test_the_habits_of_a_fresh_world_come_back(reach: Reach) -> None:
    before = reach.steer("GET", "/support/habits")[1]
    habits(
        reach,
        on_resolved="keep",
        deliver=3,
        hold_events=True,
        signed_by="AWS Support",
        visible_after_seconds=1,
        visible_after_calls=2,
        readable_after_seconds=3,
        readable_after_calls=4,
        language="ja",
        spoken="unavailable",
    )
    changed = reach.steer("GET", "/support/habits")[1]

    assert [name for name in before if before[name] == changed[name]] == ["plan"]
    assert reach.steer("DELETE", "/support/habits")[1] == before


def test_every_steering_call_of_support_is_listed(reach: Reach) -> None:
    listed = reach.steer("GET", "/")[1]

    calls = {call for call in listed if " /support/" in call}
    assert calls == {
        *("GET /support/cases", "GET /support/cases/{case_id}"),
        "POST /support/cases/{case_id}/replies",
        "POST /support/cases/{case_id}/resolve",
        "POST /support/cases/{case_id}/reopen",
        *("POST /support/silence", "GET /support/events", "POST /support/events/release"),
        *("GET /support/habits", "PUT /support/habits", "DELETE /support/habits"),
        *("PUT /support/plan", "PUT /support/limits"),
    }
    fields = ("template", "wordy", "by", "attachments", "deliver", *TEMPLATES)
    assert all(word in listed["POST /support/cases/{case_id}/replies"] for word in fields)
    named = reach.steer("GET", "/support/habits")[1].keys() - {"plan"}
    assert all(f'"{name}"' in listed["PUT /support/habits"] for name in named)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"template": "poem"}, "template"),
        ({"body": "x", "wordy": "yes"}, "wordy"),
        ({"body": "x", "by": ""}, "by"),
        ({"body": "x", "attachments": "form.pdf"}, "attachments"),
        ({"body": "x", "attachments": ["f"] * 11}, "attachments"),
        ({"template": "approval", "body": "x"}, "body"),
    ],
)
def test_a_reply_that_is_not_understood_says_which_field(
    reach: Reach, fields: dict[str, Any], field: str
) -> None:
    case_id = reach.a_case()

    status, answer = reach.steer("POST", f"/support/cases/{case_id}/replies", fields)

    assert (status, answer["field"]) == (400, field)
    assert bodies(reach, case_id) == ["We port numbers away."]
