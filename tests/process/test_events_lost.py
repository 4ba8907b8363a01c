"""AWS promises its events not at all: lost, doubled or in disorder, the port-out is the same."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.local.reach import Reach
from tests.process.player import Player

OUTCOMES = [
    *("requested", "confirmed", "ready", "opened", "go_ahead", "issued"),
    *("submitted", "approved", "scheduled", "ported", "unverified"),
    *("confirmed", "closed"),
]
Said = tuple[str, datetime, str, tuple[str, ...]]


@pytest.fixture(autouse=True)
def fresh_habits(player: Player) -> Iterator[None]:
    """AWS Support has no habits left over, and leaves none."""
    player.twins.call("DELETE", "/support/habits")
    yield
    player.twins.call("DELETE", "/support/habits")


def lost(player: Player) -> Callable[[], object]:
    """Every event is lost; news is what the sweep finds."""
    player.twins.call("PUT", "/support/habits", {"deliver": 0})
    return player.sweep


def doubled_in_disorder(player: Player) -> Callable[[], object]:
    """Every event comes twice, the latest first."""
    player.twins.call("PUT", "/support/habits", {"deliver": 2, "hold_events": True})
    order = {"order": "latest_first"}
    return lambda: player.twins.call("POST", "/support/events/release", order)


@pytest.mark.parametrize(("habit", "deliver"), [(lost, 0), (doubled_in_disorder, 2)])
def test_whatever_happens_to_the_events_the_port_out_is_the_same(
    player: Player, habit: Callable[[Player], Callable[[], object]], deliver: int
) -> None:
    news = habit(player)

    to_completion(player, news, deliver)
    player.when(lambda view: view["communications"] == len(on_the_case(player)), "all read")
    assert stored(player) == on_the_case(player), "each once, with author, time, text and files"
    player.complete()
    news()

    lines = player.record()
    assert [line.outcome for line in lines if line.came_from != line.went_to] == OUTCOMES
    assert [line.facts.get("signal") for line in lines].count("support.wrote") == 3
    assert player.case()["status"] == "resolved"


def to_completion(player: Player, news: Callable[[], object], deliver: int) -> None:
    """The straight way up to Await Completion; three texts of AWS come on it."""
    player.request()
    player.until("Await Support Go-Ahead")
    aws_says(player, "small-talk", deliver, attachments=["form.pdf"])
    aws_says(player, "go-ahead", deliver, wordy=True)
    news()
    decide(player, "Await Support Go-Ahead", "support.gave_go_ahead")
    player.until("Await Carrier Submission")
    player.carrier.say(player.id, "carrier.submitted", pon="PON-1")
    player.until("Await Approval")
    aws_says(player, "approval", deliver, by="Amazon Web Services ")
    news()
    decide(player, "Await Approval", "support.approved")
    player.until("Await Port Date")
    player.carrier.say(player.id, "carrier.confirmed_date", date=player.date())
    player.until("Await Completion")
    news()


def aws_says(player: Player, template: str, deliver: int, **fields: Any) -> None:
    path = f"/support/cases/{player.case()['caseId']}/replies"
    player.twins.call("POST", path, {"template": template, "deliver": deliver} | fields)


def decide(player: Player, wait: str, means: str) -> None:
    """The operator decides the text that AWS wrote last, unless the program was certain of it."""
    last = player.case()["communications"][-1]["body"]

    def is_read(view: Any) -> bool:
        return view["state"] != wait or last in [each["text"] for each in view["to_decide"]]

    view = player.when(is_read, f"out of {wait}, nor with a text to decide")
    if view["state"] != wait:
        return
    for each in sorted(view["to_decide"], key=lambda each: each["text"] == last):
        meaning = means if each["text"] == last else "nothing"
        said = each["communication"]
        player.operator.say(player.id, "operator.decided", communication=said, means=meaning)


def on_the_case(player: Player) -> list[Said]:
    return sorted(
        (
            one["submittedBy"],
            datetime.fromisoformat(one["timeCreated"]),
            one["body"],
            tuple(f"{file['attachmentId']} {file['fileName']}" for file in one["attachments"]),
        )
        for one in player.case()["communications"]
    )


def stored(player: Player) -> list[Said]:
    """What lies in the table, read past the program."""
    rows = (
        Reach(player.facts)
        .client("dynamodb")
        .query(
            TableName=player.facts["outputs"]["PortOutsTable"],
            KeyConditionExpression="port_out_id = :id AND begins_with(#row, :said)",
            ExpressionAttributeNames={"#row": "row"},
            ExpressionAttributeValues={":id": {"S": player.id}, ":said": {"S": "SAID#"}},
            ConsistentRead=True,
        )["Items"]
    )
    return sorted(
        (
            row["by"]["S"],
            datetime.fromisoformat(row["at"]["S"]),
            row["text"]["S"],
            tuple(json.loads(row["attachments"]["S"])),
        )
        for row in rows
    )
