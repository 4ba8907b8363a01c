"""Which test runs which line of which file, and how long it takes: one run of the tests as is."""

import ast
import time
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

from tests.mutants.making import PACKAGE, ROOT, Mutant
from tests.mutants.shape import ELSEWHERE

ENOUGH = 10.0
"""Seconds of tests that a mutant has to stand, the most promising first."""
FILES = 8


@dataclass
class Map:
    """What the run showed; all that pickles."""

    took: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    at_start: dict[str, set[int]] = field(default_factory=dict)

    def is_run_at_start(self, mutant: Mutant) -> bool:
        """True when the function ran while the program or its tests were being loaded."""
        begin, end = _span(mutant.file, mutant.where)
        return any(begin <= line <= end for line in self.at_start.get(mutant.file, ()))

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run the mutant's function, those of its own file and the quick first.

        Of a test with many cases one comes first, and the second after one of each other test.
        """
        hit = sorted(self._within(mutant), key=lambda test: (self.took[test], test))
        first, seen = self._own(mutant), Counter[str]()
        place: dict[str, tuple[bool, int]] = {}
        for test in hit:
            name = test.partition("[")[0]
            place[test] = _file(test) not in first, seen[name]
            seen[name] += 1
        return _as_many_as(ENOUGH, sorted(hit, key=place.__getitem__), self.took)

    def files_of(self, mutant: Mutant) -> list[str]:
        """The files of tests that are likely to notice, the most promising first."""
        took: dict[str, float] = {}
        hits: dict[str, int] = {}
        module = set().union(*self.lines.get(mutant.file, {}).values())
        for test, seconds in self.took.items():
            took[_file(test)] = took.get(_file(test), 0) + seconds
            hits[_file(test)] = hits.get(_file(test), 0) + (test in module)
        first, named = self._own(mutant), _importing(mutant, sorted(took))
        ranked = sorted(
            (file for file in took if hits[file] or file in first or file in named),
            key=lambda file: (file not in first, file not in named, -hits[file], file),
        )
        return _as_many_as(ENOUGH, ranked, took)[:FILES]

    def _own(self, mutant: Mutant) -> set[str]:
        stem = Path(mutant.file).stem
        stem = Path(mutant.file).parent.name if stem == "__init__" else stem
        files = {_file(test) for test in self.took}
        return {file for file in files if Path(file).stem.startswith(f"test_{stem}")}

    def _within(self, mutant: Mutant) -> set[str]:
        begin, end = _span(mutant.file, mutant.where)
        lines = self.lines.get(mutant.file, {})
        return set().union(*(tests for line, tests in lines.items() if begin <= line <= end))


def _as_many_as(seconds: float, ranked: Sequence[str], took: dict[str, float]) -> list[str]:
    chosen: list[str] = []
    sum_ = 0.0
    for each in ranked:
        if not chosen or sum_ + took[each] <= seconds:
            chosen.append(each)
            sum_ += took[each]
    return chosen


def _importing(mutant: Mutant, files: Sequence[str]) -> set[str]:
    parent, _, name = mutant.module.rpartition(".")
    words = (mutant.module, f"from {parent} import {name}")
    texts = {file: (ROOT / file).read_text("utf-8") for file in files}
    return {file for file, text in texts.items() if any(word in text for word in words)}


def _file(test: str) -> str:
    return test.partition("::")[0]


@cache
def _span(file: str, where: str) -> tuple[int, int]:
    """First and last line of the body of a function."""
    found = (0, 0)
    stack: list[tuple[str, ast.AST]] = [("", ast.parse((PACKAGE / file).read_text("utf-8")))]
    while stack:
        prefix, node = stack.pop()
        for child in getattr(node, "body", ()):
            if isinstance(child, ast.ClassDef):
                stack.append((f"{prefix}{child.name}.", child))
            elif isinstance(child, ast.FunctionDef) and f"{prefix}{child.name}" == where:
                found = (child.body[0].lineno, child.end_lineno or 0)
    return found


@dataclass(eq=False)
class Looking:
    """A plugin of pytest that fills a map."""

    files: Sequence[str]
    map: Map = field(default_factory=Map)
    failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._coverage = Coverage(
            data_file=None, config_file=False, include=[str(PACKAGE / file) for file in self.files]
        )
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Each test is a context of its own."""
        self._coverage.switch_context(item.nodeid)
        began = time.process_time()
        result = yield
        self.map.took[item.nodeid] = time.process_time() - began
        self._coverage.switch_context(ELSEWHERE)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tests that fail without a mutant can judge none."""
        if report.failed:
            self.failed.append(report.nodeid)

    def seen(self) -> Map:
        """What was seen until now."""
        self._coverage.stop()
        data = self._coverage.get_data()
        for file in self.files:
            by_line = data.contexts_by_lineno(str(PACKAGE / file))
            self.map.lines[file] = {
                line: {test for test in tests if test} for line, tests in by_line.items()
            }
            self.map.at_start[file] = {line for line, tests in by_line.items() if "" in tests}
        return self.map
