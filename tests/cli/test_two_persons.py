"""Second persons and port locks, as people type them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.proposals import PROPOSED, What
from port_out.domain.proposals import proposed as make
from port_out.domain.second_person import content_of, waits_for
from port_out.domain.signals import Signal, SignalType
from tests.api.builders import ACCOUNT, ALICE, ID, NUMBERS, ORDER, a_port_out
from tests.api.world import World
from tests.cli.terminal import in_terminal, piped
from tests.cli.whole import WholeProgram

SEEN = content_of(ORDER, NUMBERS)
CAROL = f"arn:aws:iam::{ACCOUNT}:user/carol"


@pytest.fixture
def whole() -> Iterator[WholeProgram]:
    known = {"to_approve": waits_for(SEEN, ORDER)}
    port_out = a_port_out(State.AWAIT_SECOND_PERSON, facts=known)
    running = WholeProgram(World().holding(port_out))
    yield running
    running.close()


@pytest.fixture
def shell(environment: dict[str, str], whole: WholeProgram) -> dict[str, str]:
    return environment | {"PORT_OUT_API_URL": whole.url}


def proposed(whole: WholeProgram, by: str = CAROL) -> None:
    """Somebody has proposed to cancel a port whose date is near."""
    world = whole.world
    facts = {"reason": "wrong numbers", "confirm": True}
    signal = Signal("op-1", ID, SignalType.OPERATOR_CANCELLED, by, world.now, facts)
    date = {"port_date": (world.now + timedelta(days=3)).isoformat()}
    port_out = a_port_out(State.AWAIT_COMPLETION, facts=date)
    known = date | {PROPOSED: make(port_out, signal, What.CANCEL).as_data()}
    world.holding(replace(port_out, facts=known))
    world.inbox.keep(signal)


def of_somebody_else(whole: WholeProgram) -> None:
    """The port-out was requested by Carol."""
    port_outs = whole.world.port_outs
    port_outs.change(port_outs.get(ID), requested_by=CAROL)


def test_a_second_person_sees_what_it_is_and_says_yes(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    of_somebody_else(whole)

    told = ["approve", ID, "--reason", "the list is right"]
    no = in_terminal(*told, environment=shell, typed="n\n")
    yes = in_terminal(*told, environment=shell, typed="y\n")

    assert (no.code, yes.code) == (1, 0)
    assert CAROL in yes.plain.replace("\n", "")
    [signal] = whole.world.inbox.signals(ID)
    assert (signal.type, signal.facts["sha256"]) == ("approver.approved", SEEN)


def test_a_second_person_sees_what_is_proposed_by_whom_and_until_when_and_says_yes(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    proposed(whole)

    told = ["approve", ID, "--reason", "I have called the carrier"]
    yes = in_terminal(*told, environment=shell, typed="y\n")

    assert yes.code == 0
    seen = yes.plain.replace("\n", "")
    for word in (CAROL, "cancel", "wrong numbers", "until"):
        assert word in seen
    assert "approver.approved" in {signal.type for signal in whole.world.inbox.signals(ID)}


def test_the_proposer_is_told_why_it_takes_another_person_and_can_take_it_back(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    proposed(whole, ALICE)

    no = piped("approve", ID, "--reason", "mine", "--yes", environment=shell)
    back = piped("withdraw", ID, environment=shell)

    assert (no.code, back.code) == (7, 0)
    assert "you have proposed it" in no.notes
    assert "operator.withdrew" in {signal.type for signal in whole.world.inbox.signals(ID)}


def test_what_is_proposed_is_shown_and_is_what_comes_next(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    proposed(whole)

    shown = piped("show", ID, environment=shell).out
    listed = json.loads(piped("next", "--for", "approval", "--json", environment=shell).out)

    assert "To approve: cancel" in shown
    assert f"proposed by: {CAROL}" in shown
    [entry] = listed["waiting"]
    assert entry["command"] == f"port-out approve {ID} --reason REASON"
    assert entry["for"] == "approval"


@pytest.mark.parametrize("state", [State.AWAIT_SECOND_PERSON, State.AWAIT_APPROVAL])
def test_where_nothing_is_proposed_nothing_is_taken_back(
    whole: WholeProgram, shell: dict[str, str], state: State
) -> None:
    if state is not State.AWAIT_SECOND_PERSON:
        whole.world.holding(a_port_out(state))

    done = piped("withdraw", ID, environment=shell)

    assert (done.code, "nothing is proposed" in done.notes) == (1, True)
    assert not whole.world.inbox.signals(ID)


def test_the_requester_is_told_that_it_takes_another_person(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    done = piped("approve", ID, "--reason", "mine", "--yes", environment=shell)

    assert done.code == 7
    assert "another person" in done.notes
    assert not whole.world.inbox.signals(ID)


def test_where_nothing_waits_nothing_is_approved(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    whole.world.holding(a_port_out(State.AWAIT_APPROVAL))

    assert piped("approve", ID, "--reason", "x", "--yes", environment=shell).code == 1


def test_a_number_is_locked_and_takes_another_person_to_unlock(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    number, why = NUMBERS[0], ["--reason", "main line"]

    codes = [
        piped("lock", number, *why, environment=shell).code,
        piped("unlock", number, *why, environment=shell).code,
        piped("unlock", number, "--approve", *why, environment=shell).code,
        piped("unlock", number, "--approve", "--decline", *why, environment=shell).code,
        piped("unlock", number, "--decline", *why, environment=shell).code,
    ]
    shown = json.loads(piped("locks", number, "--json", environment=shell).out)

    assert codes == [0, 0, 7, 2, 0]
    assert [line["to"] for line in shown["record"]] == ["locked", "unlock asked", "locked"]
    assert number in piped("locks", environment=shell).out


def test_whoever_asks_for_an_unlocking_is_told_what_the_second_person_says(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    number, why = NUMBERS[0], ["--reason", "main line"]
    hint = f"port-out unlock {number} --approve --reason"

    locked = piped("lock", number, *why, environment=shell).out
    asked = piped("unlock", number, *why, environment=shell).out

    assert hint not in locked
    assert hint in asked


def test_a_limit_that_lasts_for_an_hour_is_said_at_once(
    whole: WholeProgram, shell: dict[str, str]
) -> None:
    problem = {"type": "urn:connect-port-out:problem:over-limit", "title": "As much as one may"}
    whole.on("POST", "/locks", (429, problem, {"Retry-After": "3000"}))

    done = piped("lock", NUMBERS[0], "--reason", "x", environment=shell)

    assert done.code == 6
    assert len(whole.calls("POST", "/locks")) == 1
