"""--wait: when it ends, and with which code."""

import io
from dataclasses import dataclass, field
from typing import Any

import pytest

from cli.exits import Exit, Stop
from cli.here import Here
from cli.output import Output
from cli.waiting import SETTLE_SECONDS, completed_state, state_named, wait_for, waited
from tests.cli.views import ID, a_step, an_entry

MINE, THEIRS = a_step("operator", "answer", None), a_step("AWS Support", "approve", None)


@dataclass
class Looks:
    """An API that shows one view after the other, the last again and again."""

    views: list[dict[str, Any]]
    asked: int = 0

    def get(self, path: str) -> dict[str, Any]:
        self.asked += 1
        return self.views.pop(0) if len(self.views) > 1 else self.views[0]


@dataclass
class Waiter(Here):
    """Somebody for whom time passes at once."""

    time: float = 0.0
    said: io.StringIO = field(default_factory=io.StringIO)

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def waiting(*views: dict[str, Any]) -> Waiter:
    said = io.StringIO()
    here = Waiter(out=Output(out=io.StringIO(), notes=said), said=said)
    here.__dict__["api"] = Looks(list(views))
    return here


def at(state: str, step: dict[str, Any] = THEIRS) -> dict[str, Any]:
    return an_entry(state=state, next=step)


def test_it_ends_as_soon_as_the_state_is_there() -> None:
    here = waiting(at("Open Support Case"), at("Await Approval"), at("Await Completion"))

    found = wait_for(here, ID, "await-approval", clock=lambda: here.time)

    assert (found.exit, found.view["state"]) == (Exit.OK, "Await Approval")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("Port-Out Completed", Exit.OK),
        ("Port-Out Completed Unverified", Exit.OK),
        ("Port-Out Expired", Exit.FAILED),
        ("Port-Out Failed", Exit.FAILED),
        ("Port-Out Cancelled", Exit.FAILED),
    ],
)
def test_the_end_is_good_only_where_the_numbers_have_moved(state: str, code: Exit) -> None:
    here = waiting(at(state))

    assert wait_for(here, ID, "end", clock=lambda: here.time).exit is code


def test_an_end_that_was_waited_for_is_a_good_one() -> None:
    here = waiting(at("Port-Out Cancelled"))

    assert wait_for(here, ID, "cancelled", clock=lambda: here.time).exit is Exit.OK


def test_it_does_not_wait_for_somebody_who_waits_for_you() -> None:
    here = waiting(at("Await Correction", MINE))

    found = wait_for(here, ID, "end", clock=lambda: here.time)

    assert found.exit is Exit.NEEDS_PERSON
    assert here.time >= SETTLE_SECONDS


def test_what_was_just_said_is_given_the_time_to_be_used() -> None:
    here = waiting(at("Await Correction", MINE), at("Await Correction", MINE), at("Await Approval"))

    found = wait_for(here, ID, "await-approval", clock=lambda: here.time)

    assert found.exit is Exit.OK


def test_the_patience_of_the_caller_ends_it() -> None:
    here = waiting(at("Await Approval"))

    found = wait_for(here, ID, "end", timeout=3600, clock=lambda: here.time)

    assert found.exit is Exit.TIMEOUT
    assert 3600 <= here.time < 3630


def test_each_change_is_told_once_on_stderr() -> None:
    same = at("Await Approval")
    here = waiting(at("Open Support Case"), same, same, same, at("Port-Out Completed"))

    wait_for(here, ID, "end", clock=lambda: here.time)

    told = here.said.getvalue().splitlines()
    assert [line.partition(":")[0] for line in told] == [
        "Open Support Case",
        "Await Approval",
        "Port-Out Completed",
    ]


def test_without_a_state_nobody_waits() -> None:
    here = waiting(at("Await Approval"))

    assert waited(here, ID, None) is Exit.OK
    assert here.said.getvalue() == ""


@pytest.mark.parametrize("text", ["Await Approval", "await-approval", "AWAIT_APPROVAL", "approval"])
def test_a_state_may_be_written_as_people_write_it(text: str) -> None:
    assert state_named(text) == "Await Approval"


def test_a_word_that_is_no_state_is_refused_with_all_that_are() -> None:
    with pytest.raises(Stop) as stopped:
        state_named("nowhere")

    assert stopped.value.code is Exit.USAGE
    assert "await-approval" in stopped.value.mend


def test_a_shell_is_offered_the_states_that_begin_so() -> None:
    assert completed_state("await-a") == ["await-approval"]
    assert "end" in completed_state("")
