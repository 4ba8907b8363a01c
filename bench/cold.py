"""Cold processes of every function beside one that makes a DynamoDB client with botocore alone."""

import os
import sysconfig
from pathlib import Path
from statistics import median

from bench.built import run
from bench.classes import class_of, denied, services
from bench.limits import Limit
from infra.functions import FUNCTIONS, FunctionSpec
from infra.package import PACKAGES, build
from infra.sdk import SDK_NAMES

ROUNDS = 7
INSTALLED = Path(sysconfig.get_path("purelib"))
"""The reference is botocore as its wheel brings it, of the version that is in the packages."""


def cold() -> list[Limit]:
    """Processor time, start to end: interpreter, handler, and the first client it may make."""
    limits = []
    for package in PACKAGES:
        folder = build(package)
        specs = [spec for spec in FUNCTIONS if spec.part == package.part]
        runs = [(INSTALLED, "dynamodb", ""), *((folder, _first(s), _module(s)) for s in specs)]
        baseline, *taken = _in_turn(runs)
        for spec, seconds in zip(specs, taken, strict=True):
            of = class_of(spec)
            ratio = round(seconds / baseline, 2)
            limits.append(Limit(f"cold {spec.name} ({of.name}) / SDK", ratio, of.cold))
    return limits


def imports() -> list[Limit]:
    """How many modules each handler imports, and how many of them it may not."""
    limits = []
    for spec in FUNCTIONS:
        loaded, of = loaded_by(spec), class_of(spec)
        limits.append(Limit(f"modules of {spec.name} ({of.name})", len(loaded), of.modules))
        banned = loaded & {*denied(spec)}
        limits.append(Limit(f"denied modules of {spec.name}", len(banned), 0))
    return limits


def loaded_by(spec: FunctionSpec) -> set[str]:
    """Every module that is there once the handler is imported, the interpreter's own included."""
    (package,) = (each for each in PACKAGES if each.part == spec.part)
    return set(run(build(package), "starting.py", "", _module(spec))["modules"])


def _module(spec: FunctionSpec) -> str:
    return f"port_out.{spec.module}"


def _first(spec: FunctionSpec) -> str:
    """The service of the first client, empty where the handler makes it while it is imported."""
    first = next(iter(services(spec)), "")
    return "" if first == "dynamodb" else SDK_NAMES.get(first, first)


def _spent() -> float:
    """Processor seconds of all processes that have ended; what else runs does not show in them."""
    times = os.times()
    return times.children_user + times.children_system


def _in_turn(runs: list[tuple[Path, str, str]]) -> list[float]:
    """The median of each; what disturbs one round disturbs its neighbours too."""
    rounds = []
    for _ in range(ROUNDS):
        taken = []
        for folder, service, module in runs:
            began = _spent()
            run(folder, "starting.py", service, *([module] if module else []))
            taken.append(_spent() - began)
        rounds.append(taken)
    return [median(each) for each in zip(*rounds, strict=True)]
