"""A world starts, says how it is reached, and leaves nothing behind, however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.folder import AlreadyRunning, claim
from local.world import World, WorldFailed
from tests.local.reach import Reach
from tests.waiting import until

KEYS = {
    "api_url",
    "aws_endpoint_url",
    "region",
    "account_id",
    "operator",
    "state_machine_arn",
    "twin_url",
    "carrier_keys",
    "instance_arn",
    "numbers",
    "outputs",
    "documents_bucket",
    "ca_bundle",
    "billing_identity",
}


def test_the_facts_say_how_to_reach_everything(world: World, reach: Reach) -> None:
    assert world.facts.keys() >= KEYS
    assert json.loads(world.settings.facts_file.read_text()) == world.facts
    assert world.settings.facts_file.stat().st_mode & 0o077 == 0
    assert len(world["numbers"]) == 18
    assert world["carrier_keys"]["standard"].startswith("whsec_")
    parameter = reach.client("ssm").get_parameter(
        Name="/connect-port-out/carriers/standard", WithDecryption=True
    )["Parameter"]
    assert parameter["Type"] == "SecureString"
    assert parameter["Value"] == world["carrier_keys"]["standard"]


def test_one_world_a_folder(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.folder.PATIENCE_SECONDS", 0)
    with pytest.raises(AlreadyRunning), claim(world.settings):
        pass


def test_no_template_no_world(tmp_path: Path) -> None:
    with pytest.raises(WorldFailed, match="make synth"):
        World(tmp_path).start()


def test_a_broken_template_says_what_is_wrong(laboratory: Path, tmp_path: Path) -> None:
    broken = tmp_path / "cdk.out"
    broken.mkdir()
    manifest = json.loads((laboratory / "ConnectPortOut.assets.json").read_text())
    files = {key: file for key, file in manifest["files"].items() if key.startswith("b")}
    (broken / "ConnectPortOut.assets.json").write_text(json.dumps({"files": files}))
    template = {"Resources": {"Odd": {"Type": "AWS::Odd::Thing"}}}
    (broken / "ConnectPortOut.template.json").write_text(json.dumps(template))
    with pytest.raises(WorldFailed, match="AWS::Odd::Thing"):
        World(tmp_path).start()
    assert not (tmp_path / ".local").exists()


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_but_what_it_goes_on_with_however_it_ends(
    laboratory: Path, tmp_path: Path, signum: signal.Signals
) -> None:
    (tmp_path / "cdk.out").symlink_to(laboratory)
    folder = tmp_path / ".local"
    owner = _started(tmp_path)
    facts: dict[str, Any] = until(lambda: _facts(folder / "local.json"))
    process = _process_of_a_function(facts)
    owner.send_signal(signum)
    assert owner.wait(15) == (0 if signum != signal.SIGKILL else -signal.SIGKILL)
    until(lambda: _left(folder) == ["kept"])
    until(lambda: not _runs(process))


def test_a_world_whose_server_is_killed_ends(laboratory: Path, tmp_path: Path) -> None:
    (tmp_path / "cdk.out").symlink_to(laboratory)
    owner = _started(tmp_path)
    facts: dict[str, Any] = until(lambda: _facts(tmp_path / ".local" / "local.json"))
    process = _process_of_a_function(facts)
    os.kill(facts["server_process"], signal.SIGKILL)
    assert owner.wait(15) != 0
    assert _left(tmp_path / ".local") == ["kept"]
    until(lambda: not _runs(process))


def test_what_a_killed_world_left_is_removed_and_nothing_else(
    laboratory: Path, tmp_path: Path
) -> None:
    folder = tmp_path / ".local"
    left = folder / "run" / "tmp" / "ministack-lambda-x"
    left.mkdir(parents=True)
    (folder / "local.json").write_text("{}")
    (folder / "notes.txt").write_text("not the world's")
    with World(laboratory.parent, folder=folder) as world:
        assert world["api_url"]
        assert not left.exists()
    assert [entry.name for entry in folder.iterdir()] == ["notes.txt"]


def _left(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def _started(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "local", "up", "--root", str(root)]
    top = Path(__file__).parents[2]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=top)


def _facts(file: Path) -> Any:
    return json.loads(file.read_text()) if file.exists() else None


def _process_of_a_function(facts: dict[str, Any]) -> int:
    invoke = Reach(facts).client("lambda").invoke
    answer = invoke(FunctionName=facts["outputs"]["StepFunction"], Payload=b"{}")
    return int(json.loads(answer["Payload"].read())["process"])


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
