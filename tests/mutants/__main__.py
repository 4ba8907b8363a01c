"""`make mutants`: fails where the tests would not notice that the program is wrong."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import playing, report, starting
from tests.mutants.crew import Crew
from tests.mutants.making import Mutant
from tests.mutants.targets import GROUPS, TESTS, sample


def main() -> int:
    """Exit code 1 where too many survive, or the list of the equivalent ones is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--group", action="append", choices=[group.name for group in GROUPS])
    parser.add_argument("--only", default="*", help="files of the package that match")
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="ask these tests only")
    parser.add_argument(
        "--every",
        type=int,
        default=1,
        metavar="K",
        help="play a sample: every K-th mutant of each file",
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    groups = [group for group in GROUPS if given.group is None or group.name in given.group]
    same = report.equivalent()
    mutants = {each: group for group in groups for each in group.mutants(given.only)}
    chosen = sample(mutants, given.every, same)
    print(f"{len(chosen)} of {len(mutants)} mutants", flush=True)
    answers = _answers(chosen, given.tests, given.workers)
    results = [report.Result(mutants[each], each, *answers[each]) for each in chosen]
    old, results = report.stale(results, same), report.counted(results, same)
    for one in results:
        if not one.noticed_by:
            print("SURVIVED", one.mutant.words())
    print(*(f"STALE in equivalent.toml: {key}" for key in old), sep="\n")
    print(*report.table(results), sep="\n")
    print(report.last_line(groups, results, given.every))
    return 0 if not old and all(report.is_enough(group, results) for group in groups) else 1


def _answers(
    mutants: Sequence[Mutant], tests: Sequence[str], workers: int
) -> dict[Mutant, tuple[str, bool]]:
    """Of each mutant the test that failed, "" where none did, and whether any test runs it."""
    answers: dict[Mutant, str] = {}
    playing.set_up()
    with tempfile.TemporaryDirectory() as folder:
        crew = Crew(workers, Path(folder))
        map_ = playing.looked(crew.scratch, sorted({each.file for each in mutants}), tests)
        left = playing.swap(crew, map_, mutants, tests, answers.__setitem__)
        print(f"{len(left)} of them need a start", flush=True)
        starting.start_with(crew, map_, left, answers.__setitem__)
    return {each: (answers[each], bool(map_.tests_of(each))) for each in mutants}


if __name__ == "__main__":
    sys.exit(main())
