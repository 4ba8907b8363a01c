"""A carrier with an adapter of its own, through the gateway: signed as it signs, with its key."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from demo.calls import CallFailed
from tests.carriers.schemes import ORDER, a_status, from_telnyx
from tests.process.player import Player


def telnyx_says(player: Player, event: Any, secret: str) -> Any:
    """Telnyx calls its URL."""
    sent = from_telnyx(secret, event, datetime.now(UTC), player.id)
    url = player.facts["api_url"].rstrip("/") + sent.path
    return player.carrier._http.send("POST", url, sent.body, sent.headers)


def test_an_event_of_telnyx_moves_its_port_out_and_a_forged_one_does_not(player: Player) -> None:
    player.request(winning_carrier={"name": "Telnyx", "channel": "telnyx"})
    player.until("Await Support Go-Ahead")
    key = player.facts["carrier_keys"]["telnyx"]["private_key"]
    forged = "A" * 43 + "="

    with pytest.raises(CallFailed, match="401"):
        telnyx_says(player, a_status("submitted", id_=f"forged-{player.id}"), forged)
    telnyx_says(player, a_status("submitted", id_=f"e-1-{player.id}"), key)
    assert player.until("Await Approval")["pon"] == ORDER

    telnyx_says(player, a_status("foc-date-confirmed", id_=f"e-2-{player.id}"), key)
    view = player.when(lambda seen: bool(seen["to_decide"]), "with a text to decide")
    [text] = view["to_decide"]
    assert ORDER in json.dumps(text)
