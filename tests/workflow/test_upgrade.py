"""Port-outs that wait while a version is deployed finish under it, by every way."""

import json
import re
import subprocess
import sys
from functools import cache

import pytest

from tests.workflow.releases import (
    DEFINITIONS,
    ROOT,
    definition,
    kept_versions,
    newest,
    present,
    recording,
)

IN_WORK = newest()[0]
WAYS = (("straight", "cancelled", "expired"), ("straight", "cancelled", "restarted"))
"""Each wait in turn has one of the long ways; `python -m tests.workflow.upgrading` has them all."""


def chosen(version: str) -> list[tuple[str, str]]:
    """Of an earlier version every wait; of the one in work those that no earlier one has."""
    waits = list(recording(version)["waits"])
    if version != IN_WORK:
        return [(wait, way) for n, wait in enumerate(waits) for way in WAYS[n % 2]]
    known = [recording(other)["waits"] for other in kept_versions() if other != IN_WORK]
    return [(wait, "straight") for wait in waits if not any(wait in waits for waits in known)]


CASES = [(version, *case) for version in kept_versions() for case in chosen(version)]

# A machine that has other things to do takes its time; the CPU that it costs is below a minute.
pytestmark = pytest.mark.timeout(1200)


@cache
def verdicts(version: str) -> dict[tuple[str, str], str]:
    """What was wrong, by wait and way; all of a version are played by one process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.workflow.upgrading", version],
        input=json.dumps(chosen(version)),
        cwd=ROOT,
        env={"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {(wait, way): found for wait, way, found in lines}


@pytest.mark.parametrize(("version", "wait", "way"), CASES)
def test_what_waits_during_an_upgrade_finishes_after_it(version: str, wait: str, way: str) -> None:
    assert verdicts(version)[wait, way] == ""


@pytest.mark.parametrize("version", kept_versions())
def test_a_port_out_of_every_wait_is_kept(version: str) -> None:
    states = definition(version, "port_out")["States"]

    waits = {
        name
        for name, state in states.items()
        if state["Type"] == "Wait" or state.get("Resource", "").endswith("waitForTaskToken")
    }

    assert set(recording(version)["waits"]) == waits


@pytest.mark.parametrize("name", DEFINITIONS)
def test_the_present_definition_is_kept_under_its_version(name: str) -> None:
    assert IN_WORK in kept_versions(), "make release"
    assert bare(definition(IN_WORK, name)) == bare(present(name)), (
        f"{name}.asl.json is no longer what is kept of {IN_WORK}: make release; where that version "
        "is out, begin the next one in CHANGELOG.md first"
    )


@pytest.mark.parametrize("version", kept_versions())
def test_every_function_that_a_kept_definition_calls_is_still_there(version: str) -> None:
    called = arns(definition(version, "port_out"))

    assert called
    assert called <= arns(present("port_out"))


def arns(machine: object) -> set[str]:
    """The functions, as the definition names them."""
    return set(re.findall(r"\$\{(\w+)\}", json.dumps(machine)))


def bare(machine: object) -> object:
    """Without what nobody but a reader sees."""
    if isinstance(machine, dict):
        return {name: bare(value) for name, value in machine.items() if name != "Comment"}
    return [bare(value) for value in machine] if isinstance(machine, list) else machine
