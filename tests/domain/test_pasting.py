"""What a person puts onto the case, and that the list of port-outs knows of it."""

from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.next_step import next_step
from port_out.domain.pasting import has_texts, remembered, takes_texts, ticked_off
from tests.domain.samples import a_port_out

S = State
BY_HAND = {"display_id": "1234567890"}
REACHED = BY_HAND | {"case_id": "case-1"}


def test_new_texts_are_remembered_until_each_is_ticked_off() -> None:
    port_out = a_port_out(S.AWAIT_APPROVAL, facts=BY_HAND)

    for keys in (["answer 1"], ["answer 1", "reminder 2"]):
        port_out = remembered(port_out, keys)
    first = ticked_off(port_out.facts, "answer 1")
    last = ticked_off(first, "reminder 2")

    assert has_texts(port_out)
    assert first == {"to_paste": ["reminder 2"]}
    assert last == {"to_paste": None}
    assert ticked_off({}, "unknown") == {"to_paste": None}


def test_where_the_api_reaches_the_case_nothing_is_left_for_a_person() -> None:
    pasted = a_port_out(S.AWAIT_APPROVAL, facts=REACHED | {"to_paste": ["answer 1"]})

    assert not has_texts(pasted)
    assert "to_paste" not in remembered(pasted, ["answer 2"]).facts


@pytest.mark.parametrize(
    ("state", "facts", "takes"),
    [
        (S.AWAIT_MANUAL_CASE, {}, False),
        (S.AWAIT_APPROVAL, BY_HAND, True),
        (S.AWAIT_APPROVAL, BY_HAND | {"case_resolved_at": "2026-11-24T09:00:00Z"}, False),
        (S.FAILED, BY_HAND, True),
        (S.EXPIRED, BY_HAND, True),
        (S.REJECTED, BY_HAND, False),
        (S.CANCELLED, BY_HAND, False),
        (S.COMPLETED, BY_HAND, False),
    ],
)
def test_only_a_case_that_is_still_of_use_takes_texts(
    state: State, facts: dict[str, Any], takes: bool
) -> None:
    port_out = a_port_out(state, facts=facts | {"to_paste": ["answer 1"]})

    assert (takes_texts(port_out), has_texts(port_out)) == (takes, takes)


@pytest.mark.parametrize("state", [S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_APPROVAL])
def test_while_support_is_to_act_on_a_case_that_no_api_reads_a_person_looks_at_it(
    state: State,
) -> None:
    alone = next_step(a_port_out(state, waiting=True, facts=BY_HAND))
    read = next_step(a_port_out(state, waiting=True, facts=REACHED))

    assert alone.who == read.who == "AWS Support"
    assert alone.what.startswith(read.what)
    assert "look at it in the AWS Support Center" in alone.what
    assert "1234567890" in alone.what


def test_texts_to_paste_come_before_waiting_and_after_what_the_operator_has_to_do() -> None:
    known = BY_HAND | {"to_paste": ["answer 1"]}
    waiting = next_step(a_port_out(S.AWAIT_APPROVAL, waiting=True, facts=known))
    asked = next_step(a_port_out(S.AWAIT_APPROVAL, waiting=True, facts=known | {"question": "?"}))

    assert (waiting.who, asked.who) == ("operator", "operator")
    assert waiting.what.startswith("put each text under `to_paste`")
    assert asked.what.startswith("answer AWS Support")
    assert "also put each text under `to_paste`" in asked.what
    assert waiting.by == next_step(a_port_out(S.AWAIT_APPROVAL, waiting=True)).by
