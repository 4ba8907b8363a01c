"""What a function loads before it works, and what a port-out costs: limits that hold in CI."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.classes import class_of, denied
from bench.cold import loaded_by
from bench.history import history, transitions
from bench.limits import Limit, summary
from bench.price import fixed_price, price, status
from infra.functions import FUNCTIONS, FunctionSpec
from infra.inputs import ROOT
from tools.recorded import used


@pytest.mark.parametrize("spec", FUNCTIONS, ids=lambda spec: spec.name)
def test_a_handler_imports_few_modules_and_none_that_it_may_never_need(spec: FunctionSpec) -> None:
    loaded = loaded_by(spec)

    assert f"port_out.{spec.module}" in loaded
    assert loaded & {*denied(spec)} == set()
    assert len(loaded) <= class_of(spec).modules


def test_transitions_history_reads_and_prices_stay_within_their_limits(assembly: Path) -> None:
    limits = [*transitions(), *history(), *status(), *fixed_price(), *price()]

    assert len(limits) == 7
    assert [limit.line for limit in limits if not limit.is_kept] == []


def test_a_price_is_held_to_a_tenth_of_a_cent_at_every_volume(assembly: Path) -> None:
    assert [(limit.most, limit.what.split()[4]) for limit in price()] == [
        (0.001, "1"),
        (0.001, "1000"),
        (0.001, "100000"),
    ]


def test_a_broken_limit_fails_the_bench_and_is_named_in_its_last_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def kept() -> list[Limit]:
        return [Limit("zip", 6.0, 6.0)]

    def broken() -> list[Limit]:
        return [Limit("modules", 421, 420)]

    assert main((kept, kept)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "bench: 2 limits, all kept"

    assert main((broken, kept)) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "bench: 2 limits, 1 broken: modules"


def test_the_recorded_port_out_is_the_one_of_today() -> None:
    told = os.environ | {"PYTHONPATH": f"{ROOT / 'lambdas'}:{ROOT}"}
    command = [sys.executable, "-m", "bench.recording", "--print"]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=True)

    now, then = used(json.loads(done.stdout)), used()

    assert (now.states, now.status_calls) == (then.states, then.status_calls)
    for what in ("runs", "reads", "writes", "files", "api_calls", "sweep_reads"):
        assert getattr(now, what) == pytest.approx(getattr(then, what), rel=0.05), (
            f"{what}: run python -m bench.recording"
        )


def test_the_summary_names_every_limit_that_is_broken() -> None:
    kept, broken = Limit("zip", 6.0, 6.0, " MB"), Limit("modules", 421, 420)

    assert summary([kept]) == "bench: 1 limits, all kept"
    assert summary([kept, broken]) == "bench: 2 limits, 1 broken: modules"
    assert broken.line.endswith("BROKEN")
