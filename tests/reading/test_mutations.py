"""A message that is certain is no longer so when it is quoted, negated, conditional or mixed."""

import pytest

from port_out.domain.life_cycle import ENDS, State
from tests.reading.labelled import NAMES, Labelled, labelled, move, moved, read

CONTRARY = {
    "go_ahead": "Please do not begin with the winning carrier.",
    "approval": "The port request was rejected due to an address mismatch.",
    "refusal": "The port request has been approved.",
    "question": "The port request has been approved.",
}
ORDERS = ("support.gave_go_ahead", "support.approved", "support.refused")


def after(text: str, one: Labelled) -> str:
    return move(read(text, one.state, names=NAMES))


def test_a_quoted_message_says_nothing() -> None:
    for one in moved():
        quoted = "\n".join(f"> {line}" for line in one.text.split("\n"))

        assert after(quoted, one) == "operator"
        # The paragraphs of HTML begin lines of their own, which nothing marks as quoted.
        said = "operator" if one.group == "html" else "nothing"
        assert after(f"We are looking into this.\n\n{quoted}", one) == said


@pytest.mark.parametrize(
    "before",
    ["Once the carrier submits, ", "If the details match, ", "It is not true that ",
     "We hope that ",
     "Had the name been right, ", "As soon as we have the LOA: ", "Ignore this test: ",
     "For the other account: "],
)  # fmt: skip
def test_a_message_that_begins_with_a_condition_is_for_a_person(before: str) -> None:
    for one in moved():
        assert after(before + one.text, one) == "operator", one.text


@pytest.mark.parametrize(
    "end",
    [" Please disregard this message.", "\n\nThis only applies to one number.", "\n\nP.S. Not yet.",
     " This was sent in error.", "\n\nHowever, please wait.", "\n\nunless the carrier objects"],
)  # fmt: skip
def test_a_message_that_takes_itself_back_is_for_a_person(end: str) -> None:
    for one in moved():
        if one.group != "quoted":
            assert after(one.text + end, one) == "operator", one.text


@pytest.mark.parametrize(
    ("word", "other"),
    [("approved", "not approved"), ("may", "may not"), ("can", "cannot"),
     ("has been", "has not been"),
     ("has been", "will be"), ("was", "was not"), ("was", "may be"), ("was", "would have been"),
     ("rejected", "not rejected"), ("rejected", "almost rejected"), ("we have", "we have not"),
     ("request", "port-in request"), ("the winning carrier", "the wrong carrier"),
     ("numbers", "other numbers"), ("the request", "half of the request")],
)  # fmt: skip
def test_a_changed_word_never_makes_another_order(word: str, other: str) -> None:
    changed = [o for o in moved() if f" {word} " in o.text and o.group != "quoted"]

    assert changed
    for one in changed:
        result = after(one.text.replace(f" {word} ", f" {other} "), one)

        assert result in ("operator", one.move), one.text
        if "not" in other and one.text.count(word) == 1 and one.move != "support.refused":
            assert result in ("operator", "support.asked"), one.text


def test_two_contrary_orders_in_one_message_are_for_a_person() -> None:
    for one in moved():
        contrary = CONTRARY[one.kind]

        if one.group != "quoted":
            assert after(f"{one.text}\n\n{contrary}", one) == "operator", one.text
        assert after(f"{contrary}\n\n{one.text}", one) == "operator", one.text


def test_any_two_orders_of_different_kinds_are_for_a_person() -> None:
    first = {one.move: one for one in moved()}
    for one in moved():
        for meaning, other in first.items():
            if meaning != one.move and one.group != "quoted":
                assert after(f"{one.text}\n\n{other.text}", one) == "operator"


def test_an_order_does_nothing_in_a_state_that_it_does_not_fit() -> None:
    for one in moved():
        if one.move not in ORDERS:
            continue
        for state in (*ENDS, State.CONFIRM_OWNERSHIP, State.AWAIT_MANUAL_CASE):
            assert read(one.text, state, names=NAMES).meaning == ""


def test_no_message_at_all_moves_anything_in_another_language() -> None:
    for one in labelled():
        found = read(one.text, one.state, language="ja", names=NAMES)

        assert not found.is_certain
