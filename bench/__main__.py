"""`make bench`: ratios, each against a baseline that runs in turn with it on this machine."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.built import run
from infra.functions import FUNCTIONS
from infra.package import LIGHT, PACKAGES, PRINTING, build

ROUNDS = 5
FEW, MANY = 10, 500
MOST_NUMBERS = 10_000


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


def imports() -> None:
    """Every function's import beside that of boto3 alone, which it contains."""
    for package in PACKAGES:
        names = [spec.module for spec in FUNCTIONS if spec.part == package.part]
        runs = [["boto3"], *([f"port_out.{name}"] for name in names)]
        baseline, *answers = in_turn(build(package), "importing.py", runs)
        for name, each in zip(names, answers, strict=True):
            ratio = seconds(each) / seconds(baseline)
            print(f"bench: importing {name} takes {ratio:.1f} times boto3 alone")


if __name__ == "__main__":
    packs()
    plans()
    imports()
