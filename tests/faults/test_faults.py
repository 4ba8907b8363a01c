"""A sample of `make faults`, and proof that the harness finds out who is not careful."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAST = re.compile(r"faults: (\d+) cases, (\d+) double cases, (\d+) lost transitions, (\d+) stuck")

# A machine that has other things to do takes its time; the CPU that it costs is about a minute.
pytestmark = pytest.mark.timeout(1200)


def played(*how: str) -> tuple[int, list[int], str]:
    """Exit code, the four sums, and all that was printed; a process of its own, as it forks."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *how],
        cwd=ROOT,
        env={"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    found = LAST.fullmatch(done.stdout.strip().splitlines()[-1]) if done.stdout.strip() else None
    assert found, done.stdout + done.stderr
    return done.returncode, [int(n) for n in found.groups()], done.stdout


def test_no_fault_of_a_sample_does_harm() -> None:
    code, (cases, *wrong), printed = played("--flow", "begun", "--every", "83")

    assert (code, wrong) == (0, [0, 0, 0]), printed
    assert cases >= 10


@pytest.mark.parametrize(
    ("way", "function", "operation", "found"),
    [
        ("fence", "open_support_case", "CreateCase", 0),
        ("record", "receive_carrier_update", "PutItem", 1),
        ("token", "begin_wait", "PutItem", 2),
    ],
)
def test_a_careless_program_is_found_out(
    way: str, function: str, operation: str, found: int
) -> None:
    where = ("--flow", "begun", "--function", function, "--operation", operation)

    code, (_, *wrong), printed = played("--careless", way, *where, "--every", "8")

    assert code == 1
    assert wrong[found] > 0, printed
