"""`watch`: one or all, through absences of the network, and who reads much at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from cli.exits import Exit, Stop
from cli.together import together
from cli.waiting import wait_for
from cli.watching import watch_all
from tests.cli.program import Program
from tests.cli.terminal import in_terminal, piped
from tests.cli.test_waiting import THEIRS, Waiter, at, waiting
from tests.cli.views import ID, PATH, a_view, an_entry

AWAY = Stop(Exit.UNREACHABLE, "http://x can't be reached")
View = dict[str, Any]


@dataclass
class Lists:
    """An API that lists one page after the other, the last again and again; or is away."""

    pages_: list[list[View] | Stop] = field(default_factory=list)

    def pages(self, *_: object, **__: object) -> Iterator[View]:
        now = self.pages_.pop(0) if len(self.pages_) > 1 else self.pages_[0]
        if isinstance(now, Stop):
            raise now
        yield from now


def listing(*pages: list[View] | Stop) -> Waiter:
    here = waiting()
    here.__dict__["api"] = Lists(list(pages))
    return here


def entry(number: int, state: str) -> View:
    return an_entry(number, state=state, next=THEIRS)


def test_an_absence_of_the_network_is_waited_out_and_said_once() -> None:
    here = waiting()
    views: list[View | Stop] = [at("Await Approval"), AWAY, AWAY, at("Port-Out Completed")]

    def get(path: str) -> View:
        now = views.pop(0)
        if isinstance(now, Stop):
            raise now
        return now

    here.__dict__["api"].get = get
    found = wait_for(here, ID, "end", clock=lambda: here.time)

    assert found.exit is Exit.OK
    assert here.said.getvalue().count("can't be reached") == 1
    assert "it answers again" in here.said.getvalue()


def test_a_program_that_was_never_reached_is_not_waited_for() -> None:
    with pytest.raises(Stop, match="can't be reached"):
        watch_all(listing(AWAY))


def test_all_that_were_open_are_watched_to_their_ends() -> None:
    here = listing(
        [entry(1, "Await Approval"), entry(2, "Await Approval"), entry(3, "Port-Out Failed")],
        AWAY,
        [entry(1, "Port-Out Completed"), entry(2, "Await Approval"), entry(4, "Await Approval")],
        [entry(1, "Port-Out Completed"), entry(2, "Port-Out Cancelled")],
    )
    found, code = watch_all(here, clock=lambda: here.time)
    said = here.said.getvalue()

    assert [each["state"] for each in found] == ["Port-Out Completed", "Port-Out Cancelled"]
    assert code is Exit.FAILED
    assert "2 open, 2 Await Approval" in said
    assert said.count(f"po-{1:026}: Port-Out Completed") == 1


def test_nothing_open_is_nothing_to_wait_for() -> None:
    assert watch_all(listing([entry(1, "Port-Out Failed")])) == ([], Exit.OK)


def test_the_patience_with_all_has_an_end_too() -> None:
    here = listing([entry(1, "Await Approval")])

    assert watch_all(here, timeout=60, clock=lambda: here.time)[1] is Exit.TIMEOUT


def test_what_is_read_at_once_keeps_its_order_and_tells_each() -> None:
    told: list[int] = []

    assert together(lambda n: n * n, range(1000), told.append) == [n * n for n in range(1000)]
    assert told == list(range(1, 1001))


def test_the_first_error_ends_all_of_it() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 3:
            raise AWAY
        return number

    with pytest.raises(Stop):
        together(work, range(100_000))
    assert len(begun) < 100_000


@pytest.mark.parametrize("told", [("watch", ID), ("watch",)])
def test_watching_is_live_on_a_terminal_and_one_line_per_change_in_a_pipe(
    program: Program, environment: dict[str, str], told: tuple[str, ...]
) -> None:
    before = a_view(next=THEIRS, state="Await Approval")
    after = a_view(next=THEIRS, state="Port-Out Completed")

    def answers() -> None:
        program.on("GET", PATH, (200, before), (200, after))
        program.on("GET", "/port-outs", *((200, listed(each)) for each in (before, after)))

    answers()
    live = in_terminal(*told, environment=environment, width=100)
    answers()
    quiet = piped(*told, environment=environment)
    answers()
    document = json.loads(piped(*told, "--json", environment=environment).out)

    assert (live.code, quiet.code) == (Exit.OK, Exit.OK)
    assert "\x1b[?25l" in live.out
    assert live.out.endswith("\x1b[?25h") or "\x1b[?25h" in live.out
    assert [line for line in quiet.notes.splitlines() if "Port-Out Completed" in line] != []
    assert len(quiet.notes.splitlines()) == 2
    assert "\x1b" not in quiet.notes + quiet.out
    assert "Port-Out Completed" in str(document)


def listed(view: View) -> View:
    return {"port_outs": [view], "cursor": None}
