"""Nothing that is planted is found where it must not be, and each way out is really watched."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.canaries.planted import ALL, SECRETS, Kind, Planted
from tests.canaries.sinks import FORBIDDEN, Sink, Sinks, seen

ROOT = Path(__file__).parents[2]
FLOWS = ("asked", "hard")
"""A sample: with both, every way out is used. `make canaries` plays all of them."""
UNMASKABLE = {Kind.NAME.name, Kind.WORDS.name}
"""No rule can tell them from other words: they must not be handed to a logger at all."""

# A machine that has other things to do takes its time.
pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run found; a process of its own, as it forks."""
    place = tmp_path_factory.mktemp("canaries") / "report.json"
    flows = [word for name in FLOWS for word in ("--flow", name)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.canaries", *flows, "--ways", "1", "--report", str(place)],
        cwd=ROOT,
        env={"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert place.exists(), done.stdout[-3000:] + done.stderr[-3000:]
    return dict(json.loads(place.read_text()))


def test_at_least_500_canaries_came_in(report: dict[str, Any]) -> None:
    assert sum(report["planted"].values()) >= 500
    assert set(report["planted"]) == {kind.name for kind in Kind}
    assert report["lost"] == []


@pytest.mark.parametrize("sink", Sink)
def test_no_canary_leaves_where_none_may(report: dict[str, Any], sink: Sink) -> None:
    assert [hit for hit in report["hits"] if hit["sink"] == sink.name] == []


@pytest.mark.parametrize("sink", [sink for sink in Sink if sink is not Sink.DEAD_LETTERS])
def test_something_leaves_by_every_way(report: dict[str, Any], sink: Sink) -> None:
    """The queue of the undelivered is used by failures only, which are played in forks."""
    assert report["entries"][sink.name] > 0


def test_the_log_is_seen_as_aws_would_keep_it(report: dict[str, Any]) -> None:
    assert report["levels"]["INFO"] > len(report["functions"])
    assert {"settle_wait", "receive_signal", "issue_carrier_pack"} <= set(report["functions"])


def test_every_call_of_aws_fails_with_values_in_its_message(report: dict[str, Any]) -> None:
    assert report["failures"] >= 120


def test_every_careless_program_is_found_out(report: dict[str, Any]) -> None:
    found = {one["way"]: set(one["kinds"]) for one in report["careless"]}
    bare = {way: kinds for way, kinds in found.items() if way + " without its mask" not in found}

    assert {one["sink"] for one in report["careless"]} == {sink.name for sink in Sink}
    assert [way for way, kinds in bare.items() if not kinds] == []
    whole = {way for way, kinds in bare.items() if kinds == {kind.name for kind in Kind}}
    assert len(whole) >= 10, "most ways show whatever they are given"


def test_what_masks_a_way_out_leaves_at_most_words(report: dict[str, Any]) -> None:
    found = {one["way"]: set(one["kinds"]) for one in report["careless"]}

    masked = {way: kinds for way, kinds in found.items() if way + " without its mask" in found}

    assert len(masked) >= 7
    assert {way: kinds for way, kinds in masked.items() if kinds - UNMASKABLE} == {}


@pytest.mark.parametrize(
    "hide",
    [
        "{}",
        '{{"a": "{}"}}',
        "(253) 555-0100 {}",
        "x{}y",
    ],
)
def test_a_canary_is_found_however_it_is_written(hide: str) -> None:
    planted, sinks = Planted(), Sinks()
    token = planted.token("here")
    sinks.put(Sink.LOG, hide.format(token))

    assert [hit.canary.text for hit in sinks.hits(planted)] == [token]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("(253) 555-0100", "+12535550100"),
        ("253.555.0100", "+12535550100"),
        ("%2B1+253+555+0100", "+12535550100"),
        ("KzEyNTM1NTUwMTAwIGlzIG1pbmU=", "+12535550100"),
        ("\\u002b12535550100", "+12535550100"),
    ],
)
def test_a_number_is_found_in_every_form(written: str, text: str) -> None:
    planted = Planted()
    assert planted.number("here") == text

    assert [one.text for one in planted if one.is_in(seen(written))] == [text]


def test_no_two_canaries_are_alike() -> None:
    planted = Planted()
    makers = (planted.number, planted.email, planted.name, planted.words, planted.pin)

    made = [make("here") for make in (*makers, planted.account, planted.token) for _ in range(90)]

    assert len(set(made)) == len(made)


def test_only_who_may_read_a_port_out_sees_names_and_numbers() -> None:
    shown = {sink for sink, kinds in FORBIDDEN.items() if kinds != ALL}

    assert shown == {Sink.PAGES, Sink.ANSWERS}
    assert all(kinds >= SECRETS for kinds in FORBIDDEN.values())
