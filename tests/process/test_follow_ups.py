"""A case that AWS resolves and does not reopen is followed by one other, and the port goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.process.player import Player

HABITS = "/support/habits"


@pytest.fixture(autouse=True)
def usual_habits(player: Player) -> Iterator[None]:
    """Support's habits are what they were when the test ends."""
    yield
    player.twins.call("DELETE", HABITS)


def later(**time: float) -> datetime:
    """So much later than now."""
    return datetime.now(UTC) + timedelta(**time)


def left_resolved(player: Player, habit: str, deliver: int) -> Any:
    """AWS resolves the case and does not reopen it when it is asked; the former case."""
    former = player.case()
    player.twins.call("PUT", HABITS, {"on_resolved": habit, "deliver": deliver})
    player.twins.call("POST", f"/support/cases/{former['caseId']}/resolve", {"deliver": deliver})
    player.sweep()
    view = player.when(lambda v: bool(v["case_resolved_at"]), "on a resolved case")
    assert view["state"] == "Await Approval", "a resolved case is no finished port"
    return former


def followed(player: Player, former: Any) -> Any:
    """The case that took the place of the former one."""
    player.when(lambda v: bool(v["former_cases"]), "on a follow-up")
    [new] = [case for case in player.cases() if case["caseId"] != former["caseId"]]
    return new


def says(player: Player, case: Any, text: str, deliver: int = 1) -> None:
    """AWS writes on this case."""
    path = f"/support/cases/{case['caseId']}/replies"
    player.twins.call("POST", path, {"body": text, "deliver": deliver})


def to_the_end(player: Player, case: Any) -> None:
    """From Await Approval on, AWS speaking on this case."""
    says(player, case, "A text that a person reads as an approval.")
    player.decide("support.approved")
    player.until("Await Port Date")
    player.carrier.say(player.id, "carrier.confirmed_date", date=player.date())
    player.until("Await Completion")
    player.complete()


@pytest.mark.parametrize(("habit", "deliver"), [("keep", 2), ("refuse", 0)])
def test_one_follow_up_is_opened_and_the_approval_on_it_moves_the_port_out(
    player: Player, habit: str, deliver: int
) -> None:
    player.to("Await Approval")
    former = left_resolved(player, habit, deliver)

    player.sweep(later(hours=2))
    new = followed(player, former)
    for hours in (2, 3):
        player.sweep(later(hours=hours))
    view = player.view()

    assert former["displayId"] in new["subject"]
    assert former["displayId"] in new["communications"][0]["body"]
    assert (view["case_id"], view["display_id"]) == (new["caseId"], new["displayId"])
    assert view["former_cases"] == [former["displayId"]]
    assert not view["case_resolved_at"]
    assert view["manual_case"] is None
    to_the_end(player, new)
    assert [case["status"] for case in player.cases()] == ["resolved"] * 2
    player.record()


def test_a_run_whose_answer_was_lost_leaves_its_case_for_the_next(player: Player) -> None:
    player.to("Await Approval")
    former = left_resolved(player, "keep", 0)
    player.fault("support", "CreateCase", "after", "drop")

    player.sweep(later(hours=2))
    player.when(lambda _: len(player.cases()) == 2, "with a second case")
    view = player.view()
    assert view["next"]["who"] == "Connect Port-Out"
    assert view["manual_case"] is None, "nobody else is asked to open one"
    player.sweep(later(hours=3))
    new = followed(player, former)

    assert player.view()["case_id"] == new["caseId"]
    player.record()


@pytest.mark.parametrize("deliver", [0, 2])
def test_the_former_case_is_still_listened_to_and_closed_at_the_end(
    player: Player, deliver: int
) -> None:
    player.to("Await Approval")
    former = left_resolved(player, "keep", 1)
    player.sweep(later(hours=2))
    new = followed(player, former)
    path = f"/support/cases/{former['caseId']}/reopen"
    player.twins.call("POST", path, {"deliver": deliver})

    says(player, former, "Which of the numbers go first, please?", deliver)
    player.sweep()
    player.decide("nothing")
    player.when(lambda v: not v["to_decide"], "done with the text")

    to_the_end(player, new)
    assert [case["status"] for case in player.cases()] == ["resolved"] * 2
    bodies = [case["communications"][-1]["body"] for case in player.cases()]
    assert all("completed the port" in body for body in bodies)
    player.record()


def test_what_create_case_refuses_the_operator_opens(player: Player) -> None:
    player.to("Await Approval")
    former = left_resolved(player, "keep", 1)
    player.fault("support", "CreateCase", "before", "InvalidParameterValueException")

    player.sweep(later(hours=2))
    view = player.when(lambda v: bool(v["follow_up_by_hand"]), "asking a person")
    assert view["next"]["who"] == "operator"
    assert former["displayId"] in view["manual_case"]["subject"]
    player.operator.say(player.id, "operator.registered_case", display_id="99887766554433")
    view = player.when(lambda v: v["display_id"] == "99887766554433", "on the follow-up")

    assert view["former_cases"] == [former["displayId"]]
    assert not view["follow_up_by_hand"]
    player.record()
