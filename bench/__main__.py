"""`make bench`: ratios, each against a baseline that runs in turn with it on this machine."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.built import run
from bench.cold import cold, imports
from bench.history import history, transitions
from bench.limits import Limit, summary
from bench.price import fixed_price, price, status
from bench.shipping import shipping
from bench.throughput import throughput
from infra.package import LIGHT, PRINTING, build

ROUNDS = 5
FEW, MANY = 10, 500
MOST_NUMBERS = 10_000
MOST_WARM_MS = 1.0


def in_turn(folder: Path, script: str, runs: Sequence[Sequence[str]]) -> list[list[dict[str, Any]]]:
    """The answers of each run, round by round: what disturbs one disturbs its neighbour too."""
    rounds = [[run(folder, script, *words) for words in runs] for _ in range(ROUNDS)]
    return [list(answers) for answers in zip(*rounds, strict=True)]


def seconds(answers: Sequence[dict[str, Any]]) -> float:
    """The median of the rounds."""
    return median(float(each["seconds"]) for each in answers)


def packs() -> None:
    """A large pack beside a small one."""
    few, many = in_turn(build(PRINTING), "packing.py", [[str(count), "0"] for count in (FEW, MANY)])
    ratio = seconds(many) / seconds(few)
    print(f"bench: a pack of {MANY} numbers takes {ratio:.1f} times one of {FEW}")
    for count, answers in ((FEW, few), (MANY, many)):
        peak = max(each["peak_mb"] for each in answers)
        print(f"bench: a pack of {count} numbers, peak memory {peak:.0f} MB")


def plans() -> None:
    """The largest batch beside one of a tenth of it."""
    runs = [[str(MOST_NUMBERS // 10)], [str(MOST_NUMBERS)]]
    few, many = in_turn(build(LIGHT), "planning.py", runs)
    groups = many[0]["groups"]
    ratio = seconds(many) / seconds(few)
    print(f"bench: a batch of {MOST_NUMBERS} numbers takes {ratio:.1f} times a tenth of it")
    print(f"bench: its plan of {groups} port-outs, {seconds(many):.1f} s of its own time here")


def warm() -> list[Limit]:
    """The overhead of a route in a warm function."""
    (answers,) = in_turn(build(LIGHT), "answering.py", [[]])
    middle = median(float(each["milliseconds"]) for each in answers)
    return [Limit("a route without network, middle call", round(middle, 3), MOST_WARM_MS, " ms")]


MEASURES: tuple[Callable[[], list[Limit]], ...] = (
    *(shipping, imports, cold, warm, transitions, history, status, fixed_price, price),
)


def main(measures: Sequence[Callable[[], list[Limit]]] = MEASURES) -> int:
    """0 when every limit is kept."""
    limits: list[Limit] = []
    for measure in measures:
        for limit in (found := measure()):
            print(limit.line, flush=True)
        limits += found
    print(summary(limits))
    return 0 if all(limit.is_kept for limit in limits) else 1


if __name__ == "__main__":
    packs()
    plans()
    print(throughput(), flush=True)
    sys.exit(main())
