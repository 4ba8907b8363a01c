"""`make faults`: every fault of every call; fails where one of them does harm."""

import argparse
import os
import sys

from tests.faults.environment import set_up

set_up()

from tests.faults.careless import WAYS, be_careless  # noqa: E402 - after the environment
from tests.faults.cases import Harness  # noqa: E402 - the same
from tests.faults.flows import FLOWS, SHORT  # noqa: E402 - the same
from tests.faults.report import Result, last_line, table  # noqa: E402 - the same


def main() -> int:
    """Exit code 1 where anything was double, lost or stuck."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--flow", action="append", choices=sorted(FLOWS | SHORT), help="these flows only"
    )
    parser.add_argument("--function", help="the calls of this function only")
    parser.add_argument("--operation", help="the calls of this operation only")
    parser.add_argument("--careless", choices=sorted(WAYS), help="a program that must be found out")
    parser.add_argument("--every", type=int, default=1, help="a sample: each so-manieth case")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    if given.careless:
        be_careless(given.careless)
    turn = iter(range(10**9))
    harness = Harness(
        wanted=lambda key, kind, again: (
            given.function in (None, key[0])
            and given.operation in (None, key[2])
            and next(turn) % given.every == 0
        ),
        workers=given.workers,
        warm=given.function is None,
        told=_tell,
    )
    results = harness.play(*(given.flow or FLOWS))
    print(*table(results), sep="\n")
    print(last_line(results))
    return 0 if last_line(results).endswith("0 double cases, 0 lost transitions, 0 stuck") else 1


_count = iter(range(1, 10**9))


def _tell(result: Result) -> None:
    verdict = result.verdict
    if verdict.double or verdict.lost or verdict.stuck or verdict.failed:
        print(("FAILED " if verdict.failed else "WRONG ") + result.words(), flush=True)
    if (n := next(_count)) % 50 == 0:
        print(f"{n} cases", flush=True)


if __name__ == "__main__":
    sys.exit(main())
