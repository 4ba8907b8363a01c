"""AWS Support as it really is, on the whole program: silent, resolving, asking for more."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.process.player import Player

HABITS = "/support/habits"


def resolve(player: Player) -> None:
    """AWS resolves the case; its event is lost."""
    path = f"/support/cases/{player.case()['caseId']}/resolve"
    player.twins.call("POST", path, {"deliver": 0})


def texts(player: Player, case_id: str = "") -> list[str]:
    """Everything on the case, the oldest first."""
    cases = {case["caseId"]: case for case in player.cases()}
    case = cases[case_id] if case_id else player.case()
    return [str(said["body"]) for said in case["communications"]]


def later(**time: float) -> datetime:
    """So much later than now."""
    return datetime.now(UTC) + timedelta(**time)


def until_said(player: Player, words: str, times: int = 1) -> None:
    """Wait until our text is on the case."""
    player.when(lambda _: sum(words in t for t in texts(player)) == times, f"saying {words}")


@pytest.fixture(autouse=True)
def usual_habits(player: Player) -> Any:
    """Support's habits are what they were when the test ends."""
    yield
    player.twins.call("PUT", HABITS, {"on_resolved": "reopen"})


def test_a_silent_case_is_kept_open_once_for_each_silence(player: Player) -> None:
    player.to("Await Port Date")

    for days in (2, 4, 4, 5, 8):
        player.sweep(later(days=days))

    until_said(player, "still in progress", 2)
    assert player.case()["status"] != "resolved"
    assert player.view()["state"] == "Await Port Date"
    player.record()


def test_a_resolved_case_is_asked_to_reopen_and_the_port_goes_on(player: Player) -> None:
    player.to("Await Completion")
    resolve(player)

    player.sweep()
    until_said(player, "our port is not finished")
    player.sweep()
    view = player.when(lambda v: not v["case_resolved_at"], "on an open case")

    assert view["state"] == "Await Completion"
    assert player.case()["status"] == "reopened"
    player.complete()


def test_an_upload_is_the_operators_task_with_its_deadline_and_the_link_stays_on_the_case(
    player: Player,
) -> None:
    player.to("Await Approval")
    player.support_writes("Please upload the bill: https://s3.example.com/link?key=1")
    player.decide("support.sent_upload_link")

    view = player.when(lambda v: bool(v["upload_by"]), "asked for an upload")
    player.operator.say(player.id, "operator.answered", text="The bill is uploaded.")
    player.when(lambda v: not v["upload_by"], "done with the upload")

    assert view["next"]["who"] == "operator"
    assert datetime.fromisoformat(view["upload_by"]) <= later(days=10)
    until_said(player, "The bill is uploaded.")
    assert not any("s3.example.com" in str(line.facts) for line in player.record())
