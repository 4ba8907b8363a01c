"""A sample of `make mutants`, and proof that it finds out tests that notice too little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.making import mutants_of
from tests.mutants.report import Result, is_enough, last_line, stale
from tests.mutants.shape import ELSEWHERE
from tests.mutants.targets import FENCE, SIGNATURE, sample

ROOT = Path(__file__).parents[2]

# A machine that has other things to do takes its time; the CPU that it costs is some seconds.
pytestmark = pytest.mark.timeout(1200)

PLANTED = '''
"""Docstrings are nobody's business."""
LIMIT = 5

class Kind:
    @property
    def name(self) -> str:
        """Nor is this one."""
        return "kind"

def far(metres: int) -> bool:
    return metres > LIMIT
'''


def played(*how: str) -> tuple[int, str]:
    """Exit code and all that was printed; a process of its own, as it forks."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.mutants",
            "--only",
            "carriers/proof.py",
            "--workers",
            "1",
            *how,
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_weak_tests_are_found_out() -> None:
    code, printed = played("--group", "signature", "--tests", "tests/mutants/weak.py")

    assert code == 1, printed
    assert "SURVIVED carriers/proof.py" in printed
    assert "+ TOLERANCE_SECONDS = 301" in printed


def test_constants_properties_and_bodies_are_mutated_and_docstrings_are_not() -> None:
    found = {(each.where, each.after) for each in mutants_of("planted.py", PLANTED)}

    assert found == {
        (ELSEWHERE, "LIMIT = 6"),
        (ELSEWHERE, "LIMIT = None"),
        ("Kind.name", 'return "XXkindXX"'),
        ("far", "return metres >= LIMIT"),
    }


def test_one_survivor_is_too_many_for_a_fence_and_an_entry_that_is_noticed_is_stale() -> None:
    first, second = list(mutants_of("planted.py", PLANTED))[:2]
    noticed = Result(FENCE, first, "a test", has_tests=True)
    survived = Result(FENCE, second, "", has_tests=True)

    assert is_enough(FENCE, [noticed])
    assert not is_enough(FENCE, [noticed, survived])
    assert last_line([FENCE, SIGNATURE], [noticed, survived]) == (
        "mutants: fence 1 of 2 killed, signature 0 of 0 killed"
    )
    assert stale([noticed, survived], {first.key, second.key}) == [first.key]


def test_a_sample_is_every_kth_and_what_is_listed_as_equivalent_and_says_that_it_is_one() -> None:
    first, second, third, fourth = mutants_of("planted.py", PLANTED)
    others = list(mutants_of("other.py", PLANTED))

    chosen = sample([first, second, third, fourth, *others], 2, {third.key})

    assert chosen == [first, third, fourth, others[0], others[2]]
    assert sample(others, 1, set()) == others
    assert last_line([FENCE], [Result(FENCE, first, "a test", has_tests=True)], 2) == (
        "mutants: fence 1 of 1 killed; a sample: every 2-th mutant of each file"
    )
