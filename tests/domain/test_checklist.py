"""What people do before the port and on its day."""

from typing import Any

import pytest

from port_out.domain.checklist import checklist
from port_out.domain.life_cycle import State
from port_out.domain.uses import Use, UseKind
from tests.builders import NUMBERS
from tests.domain.samples import a_port_out

S = State
READ = {"days": 7, "read_at": "2026-12-14T08:00:00+00:00"}


def items(uses: list[Use] | None = None, **facts: Any) -> list[dict[str, Any]]:
    """The list of a port-out that awaits the port."""
    found = checklist(a_port_out(S.AWAIT_COMPLETION, facts=facts), NUMBERS, uses)
    assert found is not None
    return found


def text(when: str, **given: Any) -> str:
    """All items of that day."""
    return "\n".join(one["item"] for one in items(**given) if one["when"] == when)


@pytest.mark.parametrize(
    ("traffic", "in_words", "is_done"),
    [
        ({}, "read on the business day before the port", False),
        ({"traffic": READ | {"calls": 1234}}, "1234 calls in 7 days (read 2026-12-14 08:00", True),
        ({"traffic": READ | {"calls": 0}}, "no calls seen in 7 days", True),
        ({"traffic": READ | {"calls": None}}, "could not be read", False),
    ],
)
def test_the_calls_of_the_instance_come_first(
    traffic: dict[str, Any], in_words: str, is_done: bool
) -> None:
    first = items(**traffic)[0]

    assert in_words in first["item"]
    assert (first["when"], first["done"]) == ("day_before", is_done)


def test_what_uses_the_numbers_is_frozen_by_name() -> None:
    uses = [Use(UseKind.FLOW, f"f-{n}", f"Flow {n}", NUMBERS) for n in range(7)]

    frozen = text("day_before", uses=uses)

    assert "flow Flow 0, flow Flow 1" in frozen
    assert "flow Flow 4 and 2 more" in frozen
    assert "before-you-leave.csv" in frozen


def test_uses_that_nobody_could_read_are_found_by_hand() -> None:
    assert "find out by hand" in text("day_before", uses=None)
    assert "no flow, queue or group uses the numbers" in text("day_before", uses=[])


def test_people_know_whom_to_ring_and_which_numbers_to_test() -> None:
    before = text("day_before", pon="PON-7", display_id="1234567890")

    assert "order PON-7" in before
    assert "1234567890" in before
    assert "https://" in before
    assert all(number in before for number in NUMBERS)


@pytest.mark.parametrize(
    ("facts", "is_done"),
    [
        ({}, False),
        ({"second_evidence": [{"kind": "connect.numbers_gone"}]}, False),
        ({"second_evidence": [{"kind": "operator.tested_calls"}]}, True),
    ],
)
def test_test_calls_are_ticked_off_when_the_operator_has_made_them(
    facts: dict[str, Any], is_done: bool
) -> None:
    [calls] = [one for one in items(**facts) if "operator.tested_calls" in one["item"]]

    assert (calls["when"], calls["done"]) == ("port_day", is_done)


def test_the_day_says_what_to_do_if_it_fails_and_releases_nothing() -> None:
    day = text("port_day")

    assert "if calls fail: ring" in day
    assert "release nothing" in day


def test_what_is_left_after_the_completion_is_that_of_the_day() -> None:
    left = checklist(a_port_out(S.AWAIT_SECOND_EVIDENCE), NUMBERS, [])

    assert left is not None
    assert {item["when"] for item in left} == {"port_day"}


@pytest.mark.parametrize(
    "state", [s for s in State if s not in (S.AWAIT_COMPLETION, S.AWAIT_SECOND_EVIDENCE)]
)
def test_nobody_else_has_a_checklist(state: State) -> None:
    assert checklist(a_port_out(state), NUMBERS, []) is None


def test_before_the_port_these_words_are_read() -> None:
    nothing_seen = text("day_before", uses=[], traffic=READ | {"calls": 0})
    some_seen = text("day_before", uses=[], traffic=READ | {"calls": 5})

    counted = "calls of the instance, all its numbers: {} in 7 days (read 2026-12-14 08:00 UTC); {}"
    assert nothing_seen.startswith(counted.format("no calls seen", "is this the right instance?"))
    assert some_seen.startswith(counted.format("5 calls", "plan for them"))
    assert (
        "know whom to ring during the port: the porting desk of Example Telecom; AWS Support by "
        "the Support case (chat or phone from there)"
    ) in some_seen.split("\n")
    assert (
        f"plan test calls to {', '.join(NUMBERS)}: from a mobile and from a fixed line of two "
        "other carriers, and one call out"
    ) in some_seen.split("\n")


def test_on_its_day_these_words_are_read() -> None:
    lines = text("port_day").split("\n")

    assert (
        "when Example Telecom says that it has ported, make the test calls "
        f"({', '.join(NUMBERS)}), see that they ring at the new place and no longer in Connect, "
        "then send operator.tested_calls"
    ) in lines
    assert (
        "if calls fail: ring Example Telecom at once and ask it to repair or to give the numbers "
        "back, which is soonest possible on the same day; write on the Support case; leave the "
        "flows as they are, and record carrier.changed_date if it is put off"
    ) in lines
