"""A tool's calls go where it was told, as whom it was told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEAKS = """
import json, sys
from pathlib import Path
sys.path[:0] = ["lambdas", "."]
from botocore.config import Config
from port_out.gateways.clients import aws_client
from tools.account import speak_as, turn_to
facts, region, profile = json.loads(sys.argv[1])
if facts:
    turn_to(Path(facts))
speak_as(region, profile)
client = aws_client("connect", Config())
key = client._request_signer._credentials.access_key
print(json.dumps([client.meta.region_name, client.meta.endpoint_url, key]))
"""
PROFILES = """
[default]
aws_access_key_id = KEY-OF-DEFAULT
aws_secret_access_key = s
region = ap-southeast-2
[work]
aws_access_key_id = KEY-OF-WORK
aws_secret_access_key = s
"""


def speaks(folder: Path, *told: str | None, **environment: str) -> list[str]:
    """Region, address and key with which a gateway would call, in a process of its own."""
    (folder / "profiles").write_text(PROFILES, "utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    own |= {"AWS_SHARED_CREDENTIALS_FILE": str(folder / "profiles")} | environment
    done = subprocess.run(
        [sys.executable, "-c", SPEAKS, json.dumps(told)],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[str] = json.loads(done.stdout)
    return answer


@pytest.fixture
def a_world(tmp_path: Path) -> str:
    """How a local world says that it is reached."""
    keys = {"access_key_id": "KEY-OF-WORLD", "secret_access_key": "s"}
    facts = {
        "aws_endpoint_url": "https://127.0.0.1:1",
        "ca_bundle": __file__,
        "administrator": keys,
    }
    (tmp_path / "local.json").write_text(json.dumps(facts), "utf-8")
    return str(tmp_path / "local.json")


def test_the_region_asked_for_is_spoken_to_although_the_settings_name_none(tmp_path: Path) -> None:
    region, *_ = speaks(tmp_path, None, "eu-west-2", None)

    assert region == "eu-west-2"


def test_the_region_asked_for_wins_over_that_of_the_settings(tmp_path: Path) -> None:
    region, *_ = speaks(tmp_path, None, "eu-west-2", None, AWS_DEFAULT_REGION="us-west-2")

    assert region == "eu-west-2"


def test_the_profile_asked_for_speaks_and_not_the_keys_of_the_environment(tmp_path: Path) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "KEY-OF-SHELL", "AWS_SECRET_ACCESS_KEY": "s"}

    _, _, with_profile = speaks(tmp_path, None, "eu-west-2", "work", **keys)
    _, _, without = speaks(tmp_path, None, "eu-west-2", None, **keys)

    assert (with_profile, without) == ("KEY-OF-WORK", "KEY-OF-SHELL")


def test_a_local_world_is_spoken_to_whatever_the_shell_says(tmp_path: Path, a_world: str) -> None:
    shell = {"AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "KEY-OF-SHELL", "AWS_PROFILE": "gone"}

    spoken = speaks(tmp_path, a_world, "us-east-1", None, **shell)

    assert spoken == ["us-east-1", "https://127.0.0.1:1", "KEY-OF-WORLD"]
