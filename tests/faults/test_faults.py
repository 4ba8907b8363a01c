"""A sample of `make faults`, and proof that the harness finds out who is not careful."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUMS = re.compile(r"faults: (\d+) cases, (\d+) double cases, (\d+) lost transitions, (\d+) stuck")

# A machine that has other things to do takes its time; the CPU that it costs is half a minute.
pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """All that the harness printed; in one process of its own, as it forks."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--sample"],
        cwd=ROOT,
        env={"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()


def sums(line: str) -> list[int]:
    """Cases, double, lost, stuck."""
    found = SUMS.search(line)
    assert found, line
    return [int(n) for n in found.groups()]


def test_every_function_with_permissions_is_called_by_some_flow(printed: list[str]) -> None:
    assert printed[0] == "called in no flow: none"


def test_no_fault_of_a_sample_does_harm(printed: list[str]) -> None:
    cases, *wrong = sums(printed[-1])

    assert cases >= 10
    assert wrong == [0, 0, 0]


@pytest.mark.parametrize(("way", "found"), [("fence", 0), ("record", 1), ("token", 2)])
def test_a_careless_program_is_found_out(printed: list[str], way: str, found: int) -> None:
    line = next(one for one in printed if one.startswith(f"{way}: "))

    _, *wrong = sums(line)

    assert wrong[found] > 0
