"""Two identities, the whole program: what one proposes the other one approves."""

from datetime import UTC, datetime, timedelta

import pytest

from demo.calls import CallFailed
from tests.process.player import Player


def test_a_late_cancel_takes_two_people_and_stops_the_port_once_both_have_said_so(
    player: Player,
) -> None:
    player.to("Await Port Date")
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    player.carrier.say(player.id, "carrier.confirmed_date", date=soon)
    player.until("Await Completion")

    path = f"/port-outs/{player.id}/signals"
    cancel = {"type": "operator.cancelled", "facts": {"reason": "wrong numbers", "confirm": True}}
    answer = player.operator.post(path, cancel)
    waits = player.when(lambda v: bool(v["to_approve"]), "with a proposal")
    body = {"decision": "approve", "sha256": waits["to_approve"]["sha256"], "reason": "mine"}
    with pytest.raises(CallFailed, match="403"):
        player.operator.post(f"/port-outs/{player.id}/approvals", body)
    assert player.view()["state"] == "Await Completion"
    proposed = player.second()

    view = player.until("Port-Out Cancelled")
    assert answer["effect"].startswith("kept as a proposal")
    assert view["cancel_reason"] == "wrong numbers"
    line = next(line for line in player.record() if line.outcome == "cancelled")
    assert line.facts["proposed_by"] == proposed["proposed_by"] != line.by
