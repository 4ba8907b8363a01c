"""What AWS Support reads of a case that is to stay open, word for word."""

from port_out.domain.life_cycle import State
from port_out.domain.pasting import remembered
from port_out.domain.support_case import message
from port_out.domain.upkeep import please_reopen, still_in_progress
from tests.builders import ID
from tests.domain.samples import a_port_out


def test_a_quiet_case_is_kept_open_with_a_word_of_its_own() -> None:
    said = (
        "Hello AWS Support, this request is still in progress: we are working on it. Please keep "
        "this case open."
    )

    assert still_in_progress(a_port_out(State.CONFIRM_OWNERSHIP)) == (
        "still 5",
        message(ID, "still 5", said),
    )


def test_a_case_that_was_resolved_too_early_is_asked_back() -> None:
    said = (
        "Hello AWS Support, this case was resolved, but our port is not finished: we are working "
        "on it. Please reopen the case. Nothing was cancelled, and no number may be released."
    )

    assert please_reopen(a_port_out(State.CONFIRM_OWNERSHIP)) == (
        "reopen 5",
        message(ID, "reopen 5", said),
    )


def test_a_new_message_joins_those_that_a_person_has_to_paste() -> None:
    waits = a_port_out(State.AWAIT_APPROVAL, facts={"to_paste": ["a"], "display_id": "1"})
    read = a_port_out(State.AWAIT_APPROVAL, facts={"to_paste": ["a"], "case_id": "case-1"})

    assert remembered(waits, ["b", "a"]).facts["to_paste"] == ["a", "b"]
    assert not remembered(read, ["b"]).facts.get("to_paste")
