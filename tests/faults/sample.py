"""What the tests ask of the harness: a sample, and proof that it finds out who is not careful."""

import os
import sys
from collections.abc import Sequence

from tests.faults.called import uncalled_by_flows
from tests.faults.careless import WAYS, be_careless
from tests.faults.cases import Harness, Wanted
from tests.faults.report import last_line

CARELESS = {
    "fence": ("open_support_case", "CreateCase"),
    "record": ("receive_carrier_update", "PutItem"),
    "token": ("begin_wait", "PutItem"),
}
"""Of each way to be careless, the call in which it shows."""
EVERY_CARELESS, EVERY_CAREFUL = 8, 83


def wanted(function: str | None, operation: str | None, every: int) -> Wanted:
    """Each so-manieth case of these calls."""
    turn = iter(range(10**9))
    return lambda key, kind, again: (
        function in (None, key[0]) and operation in (None, key[2]) and next(turn) % every == 0
    )


def play_sample() -> int:
    """A line for each function that no flow calls, each careless program, and the real one."""
    missing = uncalled_by_flows()
    print(f"called in no flow: {', '.join(missing) or 'none'}")
    for way in WAYS:
        sys.stdout.flush()
        if (child := os.fork()) == 0:
            be_careless(way)
            print(f"{way}: {_played(wanted(*CARELESS[way], EVERY_CARELESS))}", flush=True)
            os._exit(0)
        os.waitpid(child, 0)
    print(_played(wanted(None, None, EVERY_CAREFUL)))
    return 0


def _played(which: Wanted, flows: Sequence[str] = ("begun",)) -> str:
    return last_line(Harness(wanted=which, warm=False).play(*flows))
