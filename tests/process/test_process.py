"""The whole process on the template that is deployed: API, state machine, twins, IAM enforced."""

from datetime import datetime, timedelta

import pytest

from tests.process.player import CallFailed, Player

WAITS_ON_A_CASE = [
    "Await Support Go-Ahead",
    "Await Carrier Submission",
    "Await Approval",
    "Await Port Date",
    "Await Completion",
]


def test_the_straight_way_ends_completed_with_one_case_resolved(player: Player) -> None:
    player.to("Await Completion")
    for number in player.numbers:
        player.twins.call("DELETE", f"{player.held}/%2B{number[1:]}")
    player.carrier.say(player.id, "carrier.completed")

    view = player.until("Port-Out Completed")

    assert view["verified"] is True
    assert {n["outcome"] for n in view["numbers"]} == {"ported"}
    assert player.case()["status"] == "resolved"
    steps = [line.outcome for line in player.record() if line.came_from != line.went_to]
    assert steps == [
        *("requested", "confirmed", "ready", "opened", "go_ahead", "issued"),
        *("submitted", "approved", "scheduled", "ported", "confirmed", "closed"),
    ]


def test_a_refusal_is_mended_on_the_same_case(player: Player) -> None:
    player.to("Await Approval")
    player.support_says("support.refused", code="ENTITY_NAME_MISMATCH", reason="name differs")
    view = player.until("Await Correction")
    assert view["next"]["who"] == "operator"
    assert "ENTITY_NAME_MISMATCH" in view["next"]["what"]

    player.operator.say(player.id, "operator.corrected", identity={"title": "Director"})
    player.go_on_to("Await Completion", after="Await Carrier Submission", attempt=2)
    view = player.complete()

    assert view["attempt"] == 2
    assert len(player.cases()) == 1
    assert {d["attempt"] for d in view["documents"]} == {1, 2}


def test_a_part_of_the_numbers_may_stay_behind(player: Player) -> None:
    player.to("Await Completion")

    view = player.complete(numbers=player.numbers[:2])

    outcomes = [n["outcome"] for n in view["numbers"]]
    assert outcomes == ["ported", "ported", "left_behind"]
    assert view["still_listed"] == 2, "Connect still lists what was ported"
    assert [one["kind"] for one in view["second_evidence"]] == ["operator.tested_calls"]
    assert view["follow_up_request"]["body"]["numbers"] == player.numbers[2:]


def test_a_wait_reminds_nudges_support_and_expires_loudly(player: Player) -> None:
    view = player.to("Await Support Go-Ahead")
    reminders = 0
    while view["state"] == "Await Support Go-Ahead":
        due = datetime.fromisoformat(view["next"]["by"])
        version = view["version"]
        player.sweep(due + timedelta(minutes=1))
        view = player.when(lambda v, known=version: v["version"] > known, "reminded")
        reminders += 1

    assert view["state"] == "Port-Out Expired"
    assert reminders > 3
    texts = [said["body"] for said in player.case()["communications"]]
    assert sum("friendly reminder" in text for text in texts) == reminders - 1
    assert player.case()["status"] != "resolved"


@pytest.mark.parametrize("wait", WAITS_ON_A_CASE)
def test_every_wait_can_be_cancelled(player: Player, wait: str) -> None:
    player.to(wait)
    player.operator.say(player.id, "operator.cancelled", reason="changed our minds")

    view = player.until("Port-Out Cancelled")

    assert player.case()["status"] == "resolved"
    told = view.get("carrier_must_be_told") or ""
    assert ("Example Telecom" in told) == (wait != "Await Support Go-Ahead")


def test_a_correction_and_a_manual_case_can_be_cancelled_too(player: Player) -> None:
    player.to("Await Approval")
    player.support_says("support.refused", code="OTHER", reason="unclear")
    player.until("Await Correction")
    player.operator.say(player.id, "operator.cancelled", reason="changed our minds")
    player.until("Port-Out Cancelled")

    player.twins.call("PUT", "/support/plan", {"plan": "basic"})
    player.request()
    player.until("Await Manual Case")
    player.operator.say(player.id, "operator.cancelled", reason="changed our minds")
    player.until("Port-Out Cancelled")


def test_signals_before_their_wait_are_kept_for_it(player: Player) -> None:
    player.twins.call("PUT", "/support/plan", {"plan": "basic"})
    player.request()
    player.until("Await Manual Case")
    player.carrier.say(player.id, "carrier.submitted", pon="PON-EARLY")
    player.carrier.say(player.id, "carrier.confirmed_date", date=player.date())
    player.operator.say(player.id, "operator.registered_case", display_id="1234567890")

    view = player.until("Await Completion")

    assert view["pon"] == "PON-EARLY"
    assert view["signals_not_used"] == []


def test_a_doubled_signal_is_recorded_once(player: Player) -> None:
    player.to("Await Carrier Submission")
    player.carrier.say(player.id, "carrier.submitted", times=3, pon="PON-TWICE")
    player.until("Await Approval")
    player.support_writes("We approve.", deliver=3)
    player.decide("support.approved")
    player.until("Await Port Date")

    lines = player.record()

    assert [line.outcome for line in lines].count("submitted") == 1
    written = [line for line in lines if line.facts.get("signal") == "support.wrote"]
    assert len(written) == 2, "one for the go-ahead, one for the approval"


def test_a_lost_support_event_is_found_by_the_sweep(player: Player) -> None:
    player.to("Await Approval")
    player.support_writes("We have approved the request.", deliver=0)
    assert player.view()["state"] == "Await Approval"

    player.sweep()

    player.until("Await Port Date")


def test_without_a_support_plan_a_person_opens_the_case(player: Player) -> None:
    player.twins.call("PUT", "/support/plan", {"plan": "basic"})
    player.request()
    view = player.until("Await Manual Case")
    assert "phone-number-port-out" in view["manual_case"]["link"]
    assert all(number in view["manual_case"]["bodies"][0] for number in player.numbers)

    player.operator.say(player.id, "operator.registered_case", display_id="1234567890")
    player.until("Await Support Go-Ahead")
    player.operator.say(player.id, "support.gave_go_ahead")
    player.until("Await Carrier Submission")
    player.carrier.say(player.id, "carrier.submitted", pon="PON-1")
    player.until("Await Approval")
    player.operator.say(player.id, "support.approved")
    player.until("Await Port Date")
    player.carrier.say(player.id, "carrier.confirmed_date", date=player.date())
    player.until("Await Completion")
    view = player.complete()

    assert "console" in view["left_to_do"]
    assert player.cases() == []


def test_a_create_case_answer_that_is_lost_does_not_open_a_second_case(player: Player) -> None:
    player.fault("support", "CreateCase", "after", "drop")
    player.request()

    view = player.until("Await Support Go-Ahead")

    assert view["case_id"] == player.case()["caseId"]


def test_a_create_case_that_was_throttled_is_made_again(player: Player) -> None:
    player.fault("support", "CreateCase", "before", "ThrottlingException")
    player.request()

    player.until("Await Support Go-Ahead")

    assert len(player.cases()) == 1


def test_numbers_that_are_not_ours_are_rejected_each_with_its_reason(player: Player) -> None:
    player.twins.call("DELETE", f"{player.held}/%2B{player.numbers[1][1:]}")
    player.request()

    view = player.until("Port-Out Rejected")

    reasons = {n["number"]: n["reason"] for n in view["numbers"]}
    assert "not claimed" in reasons[player.numbers[1]]
    assert reasons[player.numbers[0]] == ""


def test_a_number_is_in_one_open_port_out_only(player: Player) -> None:
    player.to("Await Support Go-Ahead")
    first = player.id

    with pytest.raises(CallFailed, match=f"409.*{first}"):
        player.request()

    player.id = first
    player.operator.say(first, "operator.cancelled", reason="to be requested again")
    player.until("Port-Out Cancelled")
    player.request()
    player.until("Await Support Go-Ahead")


def test_a_changed_date_begins_the_wait_anew(player: Player) -> None:
    first = player.to("Await Completion")
    later = player.date(30)
    player.carrier.say(player.id, "carrier.changed_date", date=later)

    view = player.when(lambda v: v["next"]["by"] and v["port_date"] == later, "moved")

    assert view["state"] == "Await Completion"
    assert view["next"]["by"] > first["next"]["by"]
    assert "rescheduled" in [line.outcome for line in player.record()]


def test_a_question_is_answered_on_the_case_once(player: Player) -> None:
    player.to("Await Approval")
    player.support_says("support.asked", question="Which Region is the instance in?")
    view = player.when(lambda v: v.get("question") is not None, "asked")
    assert view["state"] == "Await Approval"
    assert view["next"]["who"] == "operator"

    player.operator.say(player.id, "operator.answered", text="It is us-east-1.")
    player.when(lambda v: not v.get("question"), "answered")

    def answers() -> int:
        return sum("It is us-east-1." in s["body"] for s in player.case()["communications"])

    player.when(lambda _: answers() > 0, "answered on the case")
    player.sweep()
    assert answers() == 1


def test_a_case_that_aws_resolves_is_not_taken_for_a_finished_port(player: Player) -> None:
    player.to("Await Approval")
    player.twins.call("POST", f"/support/cases/{player.case()['caseId']}/resolve", {"deliver": 1})

    def is_on_record(_: object) -> bool:
        signals = {line.facts.get("signal") for line in player.record()}
        return "support.resolved_case" in signals

    # Our plea may have opened it again by the time that anybody looks.
    view = player.when(is_on_record, "with a resolved case on record")
    assert view["state"] == "Await Approval"


def test_the_caller_is_the_who_of_the_record(player: Player) -> None:
    player.to("Await Carrier Submission")

    lines = player.record()

    assert lines[0].by.endswith(":user/operator")
    assert [line.by for line in lines if line.outcome == "go_ahead"] == [lines[0].by]


def test_a_forged_callback_changes_nothing(player: Player) -> None:
    player.to("Await Carrier Submission")
    before = player.view()["version"]
    real = player.carrier._key
    player.carrier._key = "whsec_" + "A" * 43 + "="

    with pytest.raises(CallFailed, match="401"):
        player.carrier.say(player.id, "carrier.submitted", pon="PON-FORGED")

    player.carrier._key = real
    assert player.view()["version"] == before
