"""POST /port-outs/{id}/signals."""

from typing import Any

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.signals import FROM_OPERATOR, SignalType
from port_out.domain.support_case import LONGEST_ANSWER
from tests.api.builders import ALICE, ID, NUMBERS, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/signals"
S = State


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(S.AWAIT_APPROVAL))


def said(type_: str, **facts: Any) -> dict[str, Any]:
    return {"type": type_, "facts": facts}


def test_a_signal_is_kept_and_then_looked_at(waiting: World) -> None:
    answer = waiting.post(URL, said("operator.answered", text="Yes, all of them."))

    [signal] = waiting.inbox.signals(ID)
    assert (answer.status, answer.body["stored"]) == (202, True)
    assert answer.body["signal_id"] == signal.id
    assert (signal.by, signal.facts) == (ALICE, {"text": "Yes, all of them."})
    assert waiting.functions.settled == [ID]


def test_the_same_signal_sent_again_changes_nothing_and_is_settled_again(waiting: World) -> None:
    body = said("operator.answered", text="Yes") | {"id": "mine-1"}
    waiting.functions.failing = TemporarilyUnavailable("lambda: down")
    first = waiting.post(URL, body)
    waiting.functions.failing = None
    second = waiting.post(URL, body)

    assert (first.status, second.status, second.body["stored"]) == (503, 202, False)
    assert len(waiting.inbox.signals(ID)) == 1
    assert waiting.functions.settled == [ID]


def test_a_repetition_is_answered_even_when_the_port_out_is_over(waiting: World) -> None:
    body = said("operator.cancelled", reason="changed our mind") | {"id": "mine-1"}
    waiting.post(URL, body)
    waiting.port_outs.change(waiting.port_outs.get(ID), state=S.CANCELLED)

    assert waiting.post(URL, body).body["stored"] is False


def test_the_same_id_with_other_facts_is_refused(waiting: World) -> None:
    waiting.post(URL, said("operator.answered", text="Yes") | {"id": "mine-1"})
    answer = waiting.post(URL, said("operator.answered", text="No") | {"id": "mine-1"})

    assert answer.status == 422


def test_an_operator_speaks_for_others_as_a_witness(waiting: World) -> None:
    witness = {"said_by": "Bo of Example Telecom", "said_at": "2026-11-24T11:00:00-08:00"}
    waiting.post(URL, said("carrier.submitted", pon="PON-1") | witness)

    [signal] = waiting.inbox.signals(ID)
    assert (signal.by, signal.facts) == (ALICE, {"pon": "PON-1"} | witness)


@pytest.mark.parametrize(
    "witness",
    [{"said_at": "2026-11-25"}, {"said_at": "2027-01-01T00:00:00Z"}, {"said_at": "yesterday!"}],
)
def test_nobody_said_it_in_the_future(waiting: World, witness: dict[str, str]) -> None:
    answer = waiting.post(URL, said("carrier.submitted", pon="P") | witness)

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "said_at")


def test_an_operator_is_no_witness_of_himself(waiting: World) -> None:
    answer = waiting.post(URL, said("operator.answered", text="x") | {"said_by": "me"})

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "said_by")


@pytest.mark.parametrize("type_", sorted(set(SignalType) - FROM_OPERATOR))
def test_what_only_the_program_says_is_refused(waiting: World, type_: str) -> None:
    assert waiting.post(URL, said(type_)).status == 400


def test_numbers_of_others_are_named_one_by_one(waiting: World) -> None:
    numbers = [NUMBERS[0], "+12065550198", "+12065550199"]
    answer = waiting.post(URL, said("carrier.completed", numbers=numbers))

    assert [e["field"] for e in answer.body["errors"]] == ["facts.numbers[1]", "facts.numbers[2]"]
    assert not waiting.inbox.signals(ID)


def test_a_decision_may_not_name_numbers_of_others_either(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"to_decide": ["c-1"]}))
    facts = {"communication": "c-1", "means": "support.refused", "code": "NUMBER_LOCKED"}
    answer = world.post(URL, said("operator.decided", **facts, numbers=["+12065550199"]))

    assert answer.status == 400


def test_a_removed_number_can_be_spoken_of_but_not_removed_again(waiting: World) -> None:
    waiting.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.REMOVED)

    assert waiting.post(URL, said("carrier.completed", numbers=[NUMBERS[0]])).status == 202
    again = waiting.post(URL, said("operator.corrected", remove_numbers=[NUMBERS[0]]))
    last = waiting.post(URL, said("operator.corrected", remove_numbers=[NUMBERS[1]]))
    assert (again.status, last.status) == (400, 400)
    assert "leaves no number" in last.text


@pytest.mark.parametrize(
    ("state", "effect"),
    [
        (S.AWAIT_APPROVAL, "kept: nothing waits for it now"),
        (S.AWAIT_CORRECTION, "kept and looked at"),
        (S.OPEN_SUPPORT_CASE, "kept: it is used when the step under way has ended"),
    ],
)
def test_a_correction_is_kept_wherever_the_port_out_is(
    world: World, state: State, effect: str
) -> None:
    world.holding(a_port_out(state))
    answer = world.post(URL, said("operator.corrected", identity={"city": "Seattle"}))

    assert (answer.status, answer.body["effect"]) == (202, effect)


@pytest.mark.parametrize("state", [S.COMPLETED, S.CANCELLED, S.EXPIRED, S.REJECTED])
def test_a_port_out_that_is_over_takes_no_signal(world: World, state: State) -> None:
    world.holding(a_port_out(state))
    answer = world.post(URL, said("operator.answered", text="late"))

    assert (answer.status, answer.body["type"].rpartition(":")[2]) == (409, "port-out-over")


def test_a_failed_port_out_can_be_taken_up_again_so_it_takes_signals(world: World) -> None:
    world.holding(a_port_out(S.FAILED))

    assert world.post(URL, said("operator.answered", text="x")).status == 202


def test_an_unknown_port_out_takes_no_signal(world: World) -> None:
    assert world.post(URL, said("operator.answered", text="x")).status == 404


def test_a_text_that_was_pasted_by_hand_is_ticked_off(waiting: World) -> None:
    for key in ("answer 1", "reminder 1"):
        waiting.outbox.write(ID, key, f"text of {key}")
    body = said("operator.posted", message="answer 1") | {"id": "mine-1"}
    waiting.functions.failing = TemporarilyUnavailable("lambda: down")
    first = waiting.post(URL, body)
    untouched = waiting.outbox.pending(ID)
    waiting.functions.failing = None
    second = waiting.post(URL, body)

    assert (first.status, second.status) == (503, 202)
    assert len(untouched) == 2
    assert waiting.outbox.pending(ID) == [("reminder 1", "text of reminder 1")]


OVER = [State.EXPIRED, State.COMPLETED, State.CANCELLED, State.REJECTED]


@pytest.mark.parametrize("state", OVER)
def test_a_text_that_was_pasted_after_the_end_is_ticked_off_and_nothing_moves(
    world: World, state: State
) -> None:
    world.holding(a_port_out(state, facts={"display_id": "1234567890"}))
    world.outbox.write(ID, "end 9", "The request has expired.")
    before = world.port_outs.get(ID)

    answer = world.post(URL, said("operator.posted", message="end 9"))

    shown = world.get(f"/port-outs/{ID}").body
    assert (answer.status, world.outbox.pending(ID)) == (202, [])
    assert "ticked off" in answer.body["effect"]
    assert (shown["to_paste"], shown["signals_not_used"]) == (None, [])
    assert world.port_outs.get(ID) == before


@pytest.mark.parametrize("state", OVER)
def test_after_the_end_only_what_waits_can_be_ticked_off(world: World, state: State) -> None:
    world.holding(a_port_out(state))

    answer = world.post(URL, said("operator.posted", message="end 9"))

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "facts.message")


def test_an_answer_that_aws_would_not_take_whole_is_refused_with_the_mend(waiting: World) -> None:
    fits = waiting.post(URL, said("operator.answered", text="x" * LONGEST_ANSWER))
    answer = waiting.post(URL, said("operator.answered", text="x" * (LONGEST_ANSWER + 1)))

    (problem,) = answer.body["errors"]
    assert (fits.status, answer.status, problem["field"]) == (202, 400, "facts.text")
    assert f"1 to {LONGEST_ANSWER} characters" in problem["mend"]


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\n\u2066 \u2069", "\x00"])
def test_an_answer_that_nobody_could_see_is_refused(waiting: World, text: str) -> None:
    answer = waiting.post(URL, said("operator.answered", text=text))

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "facts.text")
    assert waiting.inbox.signals(ID) == []


@pytest.mark.parametrize("key", ["answer 2", "answer 1 "])
def test_a_text_that_waits_for_nobody_can_not_be_ticked_off(waiting: World, key: str) -> None:
    waiting.outbox.write(ID, "answer 1", "text")
    answer = waiting.post(URL, said("operator.posted", message=key))

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "facts.message")
    assert waiting.outbox.pending(ID) == [("answer 1", "text")]
    assert waiting.inbox.signals(ID) == []
