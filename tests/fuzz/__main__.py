"""`make fuzz`: 1,000 requests to every operation; fails where an answer is not documented."""

import argparse
import sys

from tests.faults.environment import set_up

set_up()

from tests.fuzz.driver import fuzz  # noqa: E402 - after the environment


def main() -> int:
    """Exit code 1 where anything was answered as it must not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="for each operation")
    parser.add_argument("--only", default="", help="one operation, as METHOD /path")
    given = parser.parse_args()
    failures = cases = 0
    for report in fuzz(given.cases, only=given.only):
        print(report.words(), *report.wrong.values(), sep="\n    ", flush=True)
        failures += len(report.wrong)
        cases += report.cases
    print(f"fuzz: {cases} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
