"""`make preflight` against a world that is up: it says what the twin of Support would do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.world import World
from tests.local.reach import Reach

ROOT = Path(__file__).parents[2]
CAN, CAN_NOT, UNCLEAR = 0, 1, 2


def preflight(facts_file: Path, *more: str) -> tuple[int, str]:
    """Its exit code and all it says, on a machine whose own AWS settings lead elsewhere."""
    command = [sys.executable, "-m", "tools.preflight", "--region", "us-east-1"]
    foreign = {"AWS_PROFILE": "somebody-else", "AWS_SESSION_TOKEN": "x", "PYTHONPATH": "lambdas"}
    done = subprocess.run(
        [*command, "--local", str(facts_file), *more],
        cwd=ROOT,
        env={**os.environ, **foreign},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_willing_world_is_ready_and_no_case_is_opened(world: World, reach: Reach) -> None:
    before = reach.steer("GET", "/support/cases")[1]["cases"]

    code, said = preflight(world.settings.facts_file, "--instance", world["instance_arn"])

    assert code == CAN, said
    assert f"account {world['account_id']}" in said
    assert "phone-number-port-out, found by code" in said
    assert "READY: this account can open the case by the API" in said
    assert reach.steer("GET", "/support/cases")[1]["cases"] == before


UNWILLING: list[tuple[str, str, dict[str, Any], str]] = [
    ("PUT", "/support/plan", {"plan": "basic"}, "Business Support+"),
    ("PUT", "/support/habits", {"spoken": "unavailable"}, "en is not available"),
]


@pytest.mark.parametrize(("method", "path", "body", "why"), UNWILLING)
def test_a_world_that_opens_no_case_says_why_and_where_to_do_it_by_hand(
    world: World, reach: Reach, method: str, path: str, body: dict[str, Any], why: str
) -> None:
    assert reach.steer(method, path, body)[0] == 200

    code, said = preflight(world.settings.facts_file)

    assert code == CAN_NOT, said
    assert why in said
    assert "categoryCode=phone-number-port-out" in said


def test_without_a_world_nothing_is_judged(tmp_path: Path) -> None:
    code, said = preflight(tmp_path / "local.json")

    assert code == UNCLEAR
    assert "no local world is up" in said
