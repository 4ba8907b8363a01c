"""Plays the tests against programs that start with a mutant in them."""

from collections.abc import Iterable, Sequence
from functools import partial

import pytest

from tests.mutants.crew import Crew
from tests.mutants.looking import Map
from tests.mutants.making import Mutant
from tests.mutants.planting import plant
from tests.mutants.playing import ARGUMENTS, Told

SECONDS = 120
NOT_LOADED = "it could not be loaded"


def start_with(crew: Crew, map_: Map, mutants: Iterable[Mutant], told: Told) -> None:
    """Play each in a program that starts with it."""
    for mutant in mutants:
        crew.do(partial(_started, mutant, map_.files_of(mutant)), partial(told, mutant), SECONDS)
    crew.finish()


class _First:
    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def _started(mutant: Mutant, files: Sequence[str]) -> str:
    plant(mutant)
    for some in (files[:1], files[1:]):
        first = _First()
        code = pytest.main([*ARGUMENTS, "-x", *some], plugins=[first]) if some else 0
        if code == pytest.ExitCode.NO_TESTS_COLLECTED:
            raise RuntimeError(f"no tests in {some}")
        if code:
            return first.failed or NOT_LOADED
    return ""
