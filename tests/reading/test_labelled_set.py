"""On the labelled set the rules never move wrongly, and they move what they were made for."""

from collections import Counter

import pytest

from port_out.domain.facts import checked_facts
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import SignalType
from tests.reading.labelled import MOVES, labelled, move, moved

LEAST = {
    "go-ahead": 25, "approval": 25, "refusal": 30, "negation": 20, "conditional": 20, "quoted": 15,
    "two-orders": 10, "question": 10, "upload-link": 10, "account-pin": 10, "resolution": 10,
    "small-talk": 15, "language": 10, "forwarded": 5, "other-order": 10, "tense": 5, "html": 4,
    "later": 4, "form": 3, "some-numbers": 3, "greeting": 4, "signature": 3, "heading": 2,
    "reason-only": 4, "refusal-tricky": 5, "small-talk-tricky": 5, "taken-in": 2,
    "undecided": 5,
}  # fmt: skip


def test_the_set_is_large_enough_and_has_every_sort_of_message() -> None:
    groups = Counter(one.group for one in labelled())

    assert sum(groups.values()) >= 500
    assert groups.keys() == LEAST.keys()
    assert {name for name, least in LEAST.items() if groups[name] < least} == set()
    assert sum(one.held_out for one in labelled()) >= 150


@pytest.mark.parametrize("group", LEAST)
def test_no_message_is_moved_otherwise_than_a_careful_person_would(group: str) -> None:
    wrong = [
        (one.text, move(one.reading), one.move)
        for one in labelled()
        if one.group == group and move(one.reading) not in (one.move, "operator")
    ]

    assert wrong == []


def test_what_is_certain_has_the_kind_and_the_code_of_its_label() -> None:
    certain = [one for one in labelled() if one.reading.is_certain]

    assert len(certain) > 100
    for one in certain:
        assert one.reading.kind == one.kind, one.text
        assert one.reading.facts.get("code", "") == one.code, one.text


def test_every_move_names_its_rule_and_carries_the_facts_that_its_signal_needs() -> None:
    for one in moved():
        found = one.reading

        assert found.because, one.text
        assert all(rule and sentence for rule, sentence in found.because)
        checked_facts(SignalType(found.meaning), found.facts)
        assert found.facts.get("code", "OTHER") in REFUSALS


@pytest.mark.parametrize(("held_out", "floor"), [(False, 0.85), (True, 0.45)])
def test_most_of_what_a_person_would_move_without_doubt_is_moved(
    held_out: bool, floor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    clear = [
        one for one in labelled() if one.held_out == held_out and one.move in (*MOVES, "nothing")
    ]
    by_rules = [one for one in clear if move(one.reading) == one.move]

    with capsys.disabled():
        part = "held out" if held_out else "at hand when the rules were written"
        print(f"\n{len(by_rules)} of {len(clear)} clear messages decided by rules ({part})")
    assert len(by_rules) / len(clear) >= floor


def test_a_message_of_each_meaning_is_moved() -> None:
    assert {one.reading.meaning for one in moved()} == set(MOVES)
