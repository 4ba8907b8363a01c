"""A batch of a thousand numbers on the template that is deployed."""

from typing import Any
from urllib.parse import quote

import pytest

from demo.calls import CallFailed
from demo.story import IDENTITY
from tests.process.player import PATIENCE, Player
from tests.waiting import until

GROUPS = {
    ("US", "geographic"): ("DID", [f"+1503555{n:04}" for n in range(400)]),
    ("US", "toll_free"): ("TOLL_FREE", [f"+1888555{n:04}" for n in range(200)]),
    ("CA", "geographic"): ("DID", [f"+1604555{n:04}" for n in range(200)]),
    ("GB", "geographic"): ("DID", [f"+44207946{n:04}" for n in range(200)]),
}
NOT_OURS = "+12065550199"
KEY = {"Idempotency-Key": "a-thousand"}


def claimed(player: Player) -> list[str]:
    """All of them, in the instance."""
    for kind, numbers in GROUPS.values():
        for number in numbers:
            player.twins.call("PUT", f"{player.held}/{quote(number)}", {"type": kind})
    return [number for _, numbers in GROUPS.values() for number in numbers]


def when_requested(player: Player, here: str) -> Any:
    """The batch when each of its groups was tried."""

    def look() -> Any:
        view = player.operator.get(here)
        return view if view["is_requested"] else None

    return until(look, PATIENCE, instead=lambda: f"not requested: {player.operator.get(here)}")


def ids_of(view: Any) -> list[str]:
    """The port-outs of a batch."""
    return [group["port_out_id"] for group in view["groups"]]


def test_a_thousand_numbers_become_port_outs_once(player: Player) -> None:
    body = {
        "numbers": [*claimed(player), NOT_OURS],
        "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
        "identity": IDENTITY,
    }

    batch = player.operator.post("/batches", body, **KEY)
    view = when_requested(player, batch["links"]["self"])

    assert view["numbers"] == {"listed": 1001, "in_groups": 1000, "cannot_go": 1}
    assert [problem["number"] for problem in view["cannot_go"]] == [NOT_OURS]
    assert view["outcomes"] == {"requested": 4}
    assert {
        (group["country"], group["kind"]): group["number_count"] for group in view["groups"]
    } == {group: len(numbers) for group, (_, numbers) in GROUPS.items()}

    again = player.operator.post("/batches", body, **KEY)
    assert again == batch
    later = player.operator.get(again["links"]["self"])
    assert ids_of(later) == ids_of(view)

    for id_ in ids_of(view):
        player.id = id_
        waiting = player.until("Await Second Person")
        approval = {
            "decision": "approve",
            "sha256": waiting["to_approve"]["sha256"],
            "reason": "the list is right",
        }
        with pytest.raises(CallFailed, match="403"):
            player.operator.post(f"/port-outs/{id_}/approvals", approval)
        player.approver.post(f"/port-outs/{id_}/approvals", approval)
        shown = player.until("Await Support Go-Ahead")
        assert len(shown["numbers"]) == shown["number_count"]
        player.operator.say(id_, "operator.cancelled", reason="only a test")
        player.until("Port-Out Cancelled")
