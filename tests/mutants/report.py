"""What became of the mutants, and the list of those that change nothing."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.making import Key, Mutant
from tests.mutants.targets import Group

LIST = Path(__file__).parent / "equivalent.toml"


@dataclass(frozen=True)
class Result:
    """A mutant of a group, and the test that failed, "" where none did."""

    of: Group
    mutant: Mutant
    noticed_by: str
    has_tests: bool


def equivalent(path: Path = LIST) -> dict[Key, str]:
    """The reason of each mutant that no test can notice."""
    listed = tomllib.loads(path.read_text("utf-8")).get("mutant", [])
    return {
        (one["file"], one["where"], one["before"], one["after"]): one["reason"] for one in listed
    }


def counted(results: Iterable[Result], same: Collection[Key]) -> list[Result]:
    """Without those that change nothing."""
    return [one for one in results if one.noticed_by or one.mutant.key not in same]


def stale(results: Iterable[Result], same: Collection[Key]) -> list[Key]:
    """What is on the list and is no mutant that survives, of the files that were played."""
    files = {one.mutant.file for one in results}
    alive = {one.mutant.key for one in results if not one.noticed_by}
    return sorted(key for key in same if key[0] in files and key not in alive)


def table(results: Sequence[Result]) -> list[str]:
    """One line for each file."""
    rows = [f"{'file':36}{'mutants':>8}{'killed':>8}{'survived':>10}{'not covered':>13}"]
    for name in sorted({(one.of.name, one.mutant.file) for one in results}):
        here = [one for one in results if (one.of.name, one.mutant.file) == name]
        sums = Counter(_fate(one) for one in here)
        rows.append(
            f"{name[1]:36}{len(here):>8}{sums['killed']:>8}{sums['survived']:>10}"
            f"{sums['not covered']:>13}"
        )
    return rows


def _fate(one: Result) -> str:
    if one.noticed_by:
        return "killed"
    return "survived" if one.has_tests else "not covered"


def last_line(groups: Sequence[Group], results: Sequence[Result], every: int = 1) -> str:
    """The line that the whole is judged by; a sample says that it is one."""
    of = f"; a sample: every {every}-th mutant of each file" if every > 1 else ""
    return "mutants: " + ", ".join(_sum(group, results) for group in groups) + of


def _sum(group: Group, results: Sequence[Result]) -> str:
    killed, all_ = _counts(group, results)
    share = f" ({100 * killed // all_} %)" if all_ and group.least < 100 else ""
    return f"{group.name} {killed} of {all_} killed{share}"


def is_enough(group: Group, results: Sequence[Result]) -> bool:
    """True when the tests notice at least the share that the group asks for."""
    killed, all_ = _counts(group, results)
    return 100 * killed >= group.least * all_


def _counts(group: Group, results: Sequence[Result]) -> tuple[int, int]:
    here = [one for one in results if one.of is group]
    return sum(bool(one.noticed_by) for one in here), len(here)
