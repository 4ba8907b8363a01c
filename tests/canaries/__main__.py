"""`make canaries`: plants them, plays everything, and looks for them in all that left."""

import argparse
import json
import os
import sys

from tests.canaries.as_lambda import log_as_lambda
from tests.faults.environment import set_up

set_up()
os.environ |= {"POWERTOOLS_LOG_LEVEL": "DEBUG", "POWERTOOLS_METRICS_DISABLED": "false"}
log_as_lambda()

from tests.canaries.echoes import WAYS  # noqa: E402 - after the environment
from tests.canaries.playing import Report, play  # noqa: E402 - the same
from tests.faults.flows import EVERY  # noqa: E402 - the same


def main() -> int:
    """Exit code 1 where a canary was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flow", action="append", choices=sorted(EVERY), help="these flows only")
    parser.add_argument("--ways", type=int, default=len(WAYS), help="so many failures of each call")
    parser.add_argument("--report", help="write everything that was found to this file")
    given = parser.parse_args()
    report: Report = play(given.flow or list(EVERY), given.ways)
    if given.report:
        with open(given.report, "w") as into:
            json.dump(report.as_data(), into)
    for hit in report.hits[:50]:
        print(f"FOUND {hit}")
    print(report.last_line())
    return 1 if report.hits else 0


if __name__ == "__main__":
    sys.exit(main())
