"""A finished port-out, kept as one file and counted in a report."""

import csv
import json
import os
import zipfile
from pathlib import Path

from local.world import World
from tests.cli.terminal import piped
from tests.process.player import Player


def test_a_finished_port_out_is_kept_in_a_bundle_that_holds_offline(
    player: Player, world: World, tmp_path: Path
) -> None:
    there = ("--local-file", str(world.settings.facts_file))
    player.to("Await Completion")
    player.complete()
    file = tmp_path / "bundle.zip"

    kept = piped("bundle", player.id, "--to", str(file), "--json", *there, environment=os.environ)
    verified = piped("verify", str(file), "--json", environment=os.environ)
    report = piped("report", "--to", str(tmp_path), "--json", *there, environment=os.environ)

    assert (kept.code, json.loads(kept.out)["problems"]) == (0, [])
    assert (verified.code, json.loads(verified.out)["verified"]) == (0, True)
    said = zipfile.ZipFile(file).read("communications.txt").decode()
    assert player.id in said
    assert report.code == 0
    rows = list(csv.DictReader((tmp_path / "port-outs.csv").open(encoding="utf-8-sig")))
    (mine,) = [row for row in rows if row["PortOut"] == player.id]
    assert mine["State"] == "Port-Out Completed"
    assert mine["LeadTimeDays"] == "0.00"
