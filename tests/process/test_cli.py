"""The command line against the running program, as an operator types it."""

import json
import os
from pathlib import Path

import pytest

from local.world import World
from tests.cli.terminal import Ended, in_terminal, piped
from tests.process.player import Player


class Operator:
    """Somebody who types at the local world."""

    def __init__(self, world: World) -> None:
        self._there = ("--local-file", str(world.settings.facts_file))

    def types(self, *arguments: str) -> Ended:
        """What a pipe gets."""
        return piped(*arguments, *self._there, environment=os.environ)

    def sees(self, *arguments: str) -> Ended:
        """What a terminal shows."""
        return in_terminal(*arguments, *self._there, environment=os.environ)


@pytest.fixture
def operator(world: World) -> Operator:
    return Operator(world)


def test_an_operator_finds_reads_and_proves_a_port_out(
    player: Player, operator: Operator, tmp_path: Path
) -> None:
    player.to("Await Carrier Submission")

    listed = json.loads(operator.types("list", "--number", player.numbers[0], "--json").out)
    shown = operator.sees("show", player.id)
    record = operator.types("record", player.id)
    pack = operator.types("pack", player.id, "--to", str(tmp_path / "pack.zip"))
    verified = operator.types("show", player.id, "--json")

    assert [each["port_out_id"] for each in listed["port_outs"]] == [player.id]
    assert player.id in shown.plain
    assert "Await Carrier Submission" in shown.plain
    assert (record.code, "the chain holds" in record.notes) == (0, True)
    assert pack.code == 0
    assert piped("verify", str(tmp_path / "pack.zip"), environment=os.environ).code == 0
    assert json.loads(verified.out)["state"] == "Await Carrier Submission"


def test_what_support_wrote_waits_for_the_operator(player: Player, operator: Operator) -> None:
    player.to("Await Approval")
    player.support_writes("A text that no rule foresaw.")
    player.when(lambda view: bool(view["to_decide"]), "with a text to decide")

    waiting = json.loads(operator.types("next", "--json").out)["waiting"]
    ended = operator.types("show", player.id, "--wait", "end")

    (mine,) = [each for each in waiting if each["port_out_id"] == player.id]
    assert mine["command"] == f"port-out decide {player.id} MEANING"
    assert ended.code == 4


def test_watching_ends_with_the_port_out(player: Player, operator: Operator) -> None:
    player.to("Await Completion")
    player.complete()

    watched = operator.types("watch", player.id, "--json")

    assert watched.code == 0
    assert json.loads(watched.out)["state"] == "Port-Out Completed"


def test_the_account_is_looked_at_before_anything_is_deployed(
    player: Player, operator: Operator
) -> None:
    ready = operator.types("preflight", "--json")
    player.twins.call("PUT", "/support/plan", {"plan": "basic"})
    not_ready = operator.types("preflight", "--json")

    assert (ready.code, json.loads(ready.out)["verdict"]) == (0, "ready")
    assert (not_ready.code, json.loads(not_ready.out)["verdict"]) == (1, "not_ready")
