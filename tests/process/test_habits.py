"""AWS Support slow, silent, double, out of order and wordy: each habit alone, the whole program."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.process.player import Player

HABITS = "/support/habits"


def aws_says(player: Player, **fields: Any) -> None:
    """AWS writes on the case; its event comes once unless told otherwise."""
    player.twins.call("POST", f"/support/cases/{player.case()['caseId']}/replies", fields)


def signals(player: Player, type_: str) -> int:
    """How often such a signal is on record."""
    return [line.facts.get("signal") for line in player.record()].count(type_)


def settled(player: Player, wait: str, means: str) -> Any:
    """The wait was left: the program was certain of AWS's text, or the operator decides it."""
    view = player.when(lambda v: v["state"] != wait or v["to_decide"], f"out of {wait}")
    if view["state"] == wait:
        player.decide(means)
    return player.when(lambda v: v["state"] != wait, f"out of {wait}")


def test_slow_a_case_that_shows_late_is_waited_for_and_not_opened_again(player: Player) -> None:
    player.twins.call("PUT", HABITS, {"visible_after_calls": 1})
    player.fault("support", "CreateCase", "after", "drop")
    player.request()

    view = player.until("Await Support Go-Ahead")

    assert view["case_id"] == player.case()["caseId"]


def test_slow_a_word_that_can_be_read_only_later_is_read_later(player: Player) -> None:
    player.to("Await Approval")
    player.twins.call("PUT", HABITS, {"readable_after_calls": 1000})
    aws_says(player, template="approval")
    player.sweep()
    before = player.view()
    player.twins.call("PUT", HABITS, {"readable_after_calls": 0})

    player.sweep()
    settled(player, "Await Approval", "support.approved")

    assert (before["state"], before["to_decide"]) == ("Await Approval", [])
    player.until("Await Port Date")


def test_silent_a_case_that_aws_resolves_for_our_silence_is_opened_again(player: Player) -> None:
    player.to("Await Port Date")
    asked = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    aws_says(player, template="small-talk", deliver=0, at=asked)
    player.twins.call("POST", "/support/silence", {"since": datetime.now(UTC).isoformat()})

    player.when(lambda _: player.case()["status"] == "reopened", "on a case that is open again")
    player.sweep()
    view = player.when(lambda v: not v["case_resolved_at"], "on an open case")

    assert view["state"] == "Await Port Date"
    assert signals(player, "support.resolved_case") == 1


def test_double_every_event_three_times_is_one_text_and_one_move(player: Player) -> None:
    player.twins.call("PUT", HABITS, {"deliver": 3})
    player.to("Await Approval")

    aws_says(player, template="approval", deliver=3)
    settled(player, "Await Approval", "support.approved")
    player.until("Await Port Date")
    player.sweep()

    texts = len(player.case()["communications"])
    player.when(lambda v: v["communications"] == texts, "with each text once")
    assert [line.outcome for line in player.record()].count("approved") == 1


def test_out_of_order_a_resolution_that_comes_before_its_text_ends_nothing(player: Player) -> None:
    player.to("Await Approval")
    path = f"/support/cases/{player.case()['caseId']}"
    player.twins.call("PUT", HABITS, {"hold_events": True})
    aws_says(player, template="small-talk")
    player.twins.call("POST", f"{path}/resolve", {})
    player.twins.call("POST", f"{path}/reopen", {})
    player.twins.call("PUT", HABITS, {"hold_events": False})

    player.twins.call("POST", "/support/events/release", {"order": "latest_first"})
    player.when(lambda _: signals(player, "support.resolved_case") == 1, "told of the end")

    def is_open_to_us(view: Any) -> bool:
        player.sweep()
        return not view["case_resolved_at"]

    view = player.when(is_open_to_us, "on an open case")

    assert view["state"] == "Await Approval"
    assert view["communications"] >= 3
    aws_says(player, template="approval")
    settled(player, "Await Approval", "support.approved")


def test_wordy_what_is_only_quoted_moves_nothing(player: Player) -> None:
    player.to("Await Support Go-Ahead")
    aws_says(player, template="go-ahead")
    settled(player, "Await Support Go-Ahead", "support.gave_go_ahead")
    player.until("Await Carrier Submission")
    player.carrier.say(player.id, "carrier.submitted", pon="PON-1")
    player.until("Await Approval")

    aws_says(player, template="small-talk", wordy=True)
    player.sweep()
    after = player.view()
    aws_says(player, template="approval", wordy=True)
    settled(player, "Await Approval", "support.approved")

    assert after["state"] == "Await Approval", "the go-ahead is only quoted"
    player.until("Await Port Date")
