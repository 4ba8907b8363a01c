"""The world is killed in the middle of a port-out and started again: the port-out goes on.

It has a world of its own, which is the one that `make local` starts.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.world import World
from tests.process.player import Player
from tests.waiting import until

ROOT = Path(__file__).parents[2]
NUMBERS = ["+14155550190", "+14155550191"]


class Restarted:
    """A world that can be killed; who plays in it never notices more than a pause."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.world = self._start()
        self.player = Player(self.world.facts, NUMBERS)

    def kill_and_start(self) -> None:
        """End the server and every function by SIGKILL, all at once, then start it again."""
        os.killpg(self.world["server_process"], signal.SIGKILL)
        self.world.wait()
        self.world.stop()
        self.world = self._start()

    def _start(self) -> World:
        world = World(ROOT, folder=self._folder, keep=True)
        world.start()
        return world

    def called(self, operation: str) -> Callable[[], bool]:
        """Whether AWS has answered such a call in this run."""
        return lambda: any(
            call["operation"] == operation and call["status"] == 200
            for call in self.player.twins.get("/calls")["calls"]
        )


@pytest.fixture
def restarted(tmp_path: Path) -> Iterator[Restarted]:
    restarted = Restarted(tmp_path / "local")
    yield restarted
    restarted.world.stop()


def test_a_port_out_goes_to_its_right_end_though_the_world_is_killed(restarted: Restarted) -> None:
    player = restarted.player
    player.to("Await Support Go-Ahead")

    # Killed as it waits for AWS, whose word has just come: the program has yet to read it.
    player.support_writes("A text that a person reads as a go-ahead.")
    restarted.kill_and_start()
    assert restarted.world["executions_going_on"] == 1
    player.decide("support.gave_go_ahead")

    # Killed as it waits for the carrier, and Step Functions has just taken the callback.
    player.go_on_to("Await Port Date", after="Await Carrier Submission")
    player.twins.call("DELETE", "/calls")
    player.carrier.say(player.id, "carrier.confirmed_date", date=player.date())
    until(restarted.called("SendTaskSuccess"))
    restarted.kill_and_start()
    player.until("Await Completion")
    player.complete()

    lines = player.record()
    moves = [(line.came_from, line.went_to) for line in lines if line.came_from != line.went_to]
    assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
    assert len(moves) == len(set(moves))
    assert player.case()["status"] == "resolved"
    assert {document["name"] for document in player.view()["documents"]} >= {"attempt-1-bill.pdf"}
    assert player.operator.download(player.id, "attempt-1-bill.pdf").startswith(b"%PDF")
