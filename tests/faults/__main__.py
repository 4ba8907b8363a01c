"""`make faults`: every fault of every call; fails where one of them does harm."""

import argparse
import os
import sys

from tests.faults.environment import set_up

set_up()

from tests.faults.called import uncalled  # noqa: E402 - after the environment
from tests.faults.careless import WAYS, be_careless  # noqa: E402 - the same
from tests.faults.cases import Harness  # noqa: E402 - the same
from tests.faults.flows import EVERY, SHORT  # noqa: E402 - the same
from tests.faults.report import Result, last_line, table  # noqa: E402 - the same
from tests.faults.sample import play_sample, wanted  # noqa: E402 - the same


def main() -> int:
    """Exit code 1 where anything was double, lost or stuck."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--flow", action="append", choices=sorted(EVERY | SHORT), help="these flows only"
    )
    parser.add_argument("--function", help="the calls of this function only")
    parser.add_argument("--operation", help="the calls of this operation only")
    parser.add_argument("--careless", choices=sorted(WAYS), help="a program that must be found out")
    parser.add_argument("--every", type=int, default=1, help="a sample: each so-manieth case")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--sample", action="store_true", help="what the tests ask for, no more")
    given = parser.parse_args()
    if given.sample:
        return play_sample()
    if given.careless:
        be_careless(given.careless)
    harness = Harness(
        wanted=wanted(given.function, given.operation, given.every),
        workers=given.workers,
        warm=given.function is None,
        told=_tell,
    )
    results = harness.play(*(given.flow or EVERY))
    print(*table(results), sep="\n")
    missing = [] if given.flow else uncalled(harness.called)
    for name in missing:
        print(f"called in no flow: {name}")
    print(last_line(results))
    is_well = last_line(results).endswith(", 0 double cases, 0 lost transitions, 0 stuck")
    return 0 if is_well and not missing else 1


_count = iter(range(1, 10**9))


def _tell(result: Result) -> None:
    verdict = result.verdict
    if result.met and (verdict.double or verdict.lost or verdict.stuck):
        print("WRONG " + result.words(), flush=True)
    if (n := next(_count)) % 100 == 0:
        print(f"{n} cases", flush=True)


if __name__ == "__main__":
    sys.exit(main())
