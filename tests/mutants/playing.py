"""Plays the tests against each mutant until one fails.

A mutant in the body of a function is swapped into a program that has all tests loaded: nearly
all are done so, in as long as the tests themselves take. What is left - constants, tables, and
functions that ran while the program was loaded - is planted into a program that starts anew.
"""

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutants.crew import Crew
from tests.mutants.looking import Looking, Map
from tests.mutants.making import Mutant
from tests.mutants.planting import swapped
from tests.mutants.shape import ELSEWHERE

ARGUMENTS = (
    "-s",
    "--tb=no",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:schemathesis",
    "-o",
    "addopts=--import-mode=importlib",
)
_CANNOT = "?"

Told = Callable[[Mutant, str], None]
"""Who hears of each mutant which test failed, or "" where none did."""


def set_up() -> None:
    """Hypothesis always tries the same, and doesn't look for smaller examples."""
    settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")


def looked(scratch: Path, files: Sequence[str], tests: Sequence[str]) -> Map:
    """One run of the tests on the program as it is; an error where one fails."""
    into = scratch / "map"

    def look() -> None:
        looking = Looking(files)
        with redirect_stdout(StringIO()):
            code = pytest.main([*ARGUMENTS, *tests], plugins=[looking])
        into.write_bytes(pickle.dumps((code, looking.failed, looking.seen())))

    _alone(look)
    code, failed, found = pickle.loads(into.read_bytes())  # noqa: S301 - written above by ourselves
    if code:
        raise RuntimeError(f"the tests are not green without a mutant: {failed or code}")
    assert isinstance(found, Map)
    return found


@dataclass(eq=False)
class Swapping:
    """A plugin of pytest: collects the tests, and then plays mutants instead of the tests."""

    crew: Crew
    map: Map
    mutants: Iterable[Mutant]
    failed: str = ""
    answers: list[tuple[Mutant, str]] = field(default_factory=list)
    left: list[Mutant] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Every mutant in turn; those that survive here may still be noticed at a start."""
        items = {item.nodeid: item for item in session.items}
        for mutant in self.mutants:
            self._begin(mutant, [items[test] for test in self._ranked(mutant)])
        for test in sorted(set().union(*self._kills.values())):
            self.crew.do(partial(self._play, [items[test]]), self._fair, 600)
        self.crew.finish()
        return True

    def __post_init__(self) -> None:
        self._kills: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def _ranked(self, mutant: Mutant) -> list[str]:
        """Its tests; those that have noticed most in this file, for what they take, first."""
        kills = self._kills[mutant.file]
        tests = self.map.tests_of(mutant)
        return sorted(tests, key=lambda test: -kills[test] / (0.01 + self.map.took[test]))

    def _begin(self, mutant: Mutant, tests: Sequence[pytest.Item]) -> None:
        seconds = 10 + 5 * sum(self.map.took[test.nodeid] for test in tests)

        def act() -> str:
            return self._play(tests) if swapped(mutant) else _CANNOT

        def answered(text: str) -> None:
            if text == _CANNOT or (not text and self.map.is_run_at_start(mutant)):
                self.left.append(mutant)
                return
            if text in self.map.took:
                self._kills[mutant.file][text] += 1
            self.answers.append((mutant, text))
            if len(self.answers) % 100 == 0:
                print(f"{len(self.answers)} mutants played", flush=True)

        self.crew.do(act, answered, seconds)

    def _play(self, tests: Sequence[pytest.Item]) -> str:
        for test, following in zip_longest(tests, tests[1:]):
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if self.failed:
                break
        return self.failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The first failure is enough."""
        if report.failed:
            self.failed = report.nodeid

    def _fair(self, text: str) -> None:
        if text:
            raise RuntimeError(f"{text} fails without a mutant when it runs alone")


def swap(
    crew: Crew, map_: Map, mutants: Sequence[Mutant], tests: Sequence[str], told: Told
) -> list[Mutant]:
    """Play those in bodies of functions; what has to be planted is left.

    In a process of its own: this one must stay as it is before the program is loaded.
    """
    into = crew.scratch / "left"

    def play() -> None:
        inside = [mutant for mutant in mutants if mutant.where != ELSEWHERE]
        plugin = Swapping(Crew(crew.workers, crew.scratch), map_, inside)
        code = pytest.main([*ARGUMENTS, *tests], plugins=[plugin])
        assert code == pytest.ExitCode.OK, code
        into.write_bytes(pickle.dumps((plugin.answers, plugin.left)))

    _alone(play)
    answers, left = pickle.loads(into.read_bytes())  # noqa: S301 - written above by ourselves
    for mutant, text in answers:
        told(mutant, text)
    return [*left, *(mutant for mutant in mutants if mutant.where == ELSEWHERE)]


def _alone(act: Callable[[], None]) -> None:
    process = get_context("fork").Process(target=act)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the tests could not be played: {process.exitcode}")
