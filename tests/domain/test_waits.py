"""What each wait does with each signal: one table, and the rules that are not in it."""

from typing import Any

import pytest

from port_out.domain.life_cycle import DONE, NEXT, WAITS, Outcome, State
from port_out.domain.signals import SignalType
from port_out.domain.waits import KEEP, NOTE, Verdict, weigh
from tests.builders import NUMBERS
from tests.domain.samples import ALL, a_port_out

S, T = State, SignalType
DATE = "2026-12-15T10:00:00-08:00"
FACTS: dict[str, dict[str, Any]] = {
    "carrier.submitted": {"pon": "PON-1"},
    "carrier.confirmed_date": {"date": DATE},
    "carrier.changed_date": {"date": DATE},
}
CASE = {"case_id": "case-1"}

COLUMNS = (
    S.AWAIT_CORRECTION,
    S.AWAIT_MANUAL_CASE,
    S.AWAIT_SUPPORT_GO_AHEAD,
    S.AWAIT_CARRIER_SUBMISSION,
    S.AWAIT_APPROVAL,
    S.AWAIT_PORT_DATE,
    S.AWAIT_COMPLETION,
)
TABLE = """
support.wrote            note      note       note      note      note      note      note
support.asked            note      note       note      note      note      note      note
support.resolved_case    note      note       note      note      note      note      note
support.reopened_case    note      note       note      note      note      note      note
operator.answered        note      note       note      note      note      note      note
operator.uploaded_loa    note      note       note      changed   note      note      note
clock.reminder_due       note      note       note      note      note      note      note
support.named_identity   note      note       note      changed   note      note      note
connect.numbers_changed  note      note       note      changed   note      note      note
support.left_case_resolved note note    note      note      note      note      note
support.sent_upload_link note   note      note      note      note      note      note
support.gave_account_details note note    note      changed   note      note      note
clock.case_quiet         note      note       note      note      note      note      note
clock.loa_ages           note      note       note      note      note      note      note
support.confirmed_completion note note note note note  note note
operator.tested_calls    note      note       note      note      note      note      note
connect.numbers_gone     note      note       note      note      note      note      note
connect.number_lost      note      note       note      note      note      note      note
carrier.wrote            note      note       note      note      note      note      note
clock.port_day_before    note      note       note      note      note      note      note
clock.port_day           note      note       note      note      note      note      note
nothing                  note      note       note      note      note      note      note
support.gave_go_ahead    note      keep       go_ahead  note      note      note      note
carrier.submitted        submitted keep       submitted submitted note      note      note
support.approved         approved  keep       approved  approved  approved  note      note
carrier.confirmed_date   scheduled keep       scheduled scheduled scheduled scheduled rescheduled
carrier.changed_date     scheduled keep       scheduled scheduled scheduled scheduled rescheduled
carrier.completed        ported    keep       ported    ported    ported    ported    ported
support.refused          note      note       refused   refused   refused   refused   refused
carrier.refused          note      note       refused   refused   refused   refused   refused
carrier.cancelled        note      note       refused   refused   refused   refused   refused
operator.corrected       corrected keep       keep      keep      keep      keep      keep
operator.posted          note      note       note      note      note      note      note
operator.registered_case note      registered note      note      note      note      note
operator.cancelled       cancelled cancelled  cancelled cancelled cancelled cancelled cancelled
operator.withdrew        note      note       note      note      note      note      note
clock.proposal_expired   note      note       note      note      note      note      note
approver.approved        note      note       note      note      note      note      note
approver.declined        note      note       note      note      note      note      note
clock.expired            expired   expired    expired   expired   expired   expired   expired
"""
ROWS = [(words[0], words[1:]) for line in TABLE.strip().splitlines() if (words := line.split())]


MOVED = {
    "clock.expired": "unverified",
    "support.confirmed_completion": "confirmed",
    "operator.tested_calls": "confirmed",
    "connect.numbers_gone": "confirmed",
}
"""What leaves the wait for a second witness; it takes a note of everything else."""


LATE_NEWS = {
    *("support.gave_go_ahead", "carrier.submitted", "support.approved", "carrier.confirmed_date"),
    *("carrier.changed_date", "carrier.completed", "support.confirmed_completion"),
    *("operator.tested_calls", "connect.numbers_gone"),
}


def verdict(word: str) -> Verdict:
    """The verdict that a word of the table stands for."""
    return {"note": NOTE, "keep": KEEP}.get(word) or Verdict(Outcome(word))


@pytest.mark.parametrize(
    ("means", "state", "word"),
    [(row[0], state, word) for row in ROWS for state, word in zip(COLUMNS, row[1], strict=True)],
)
def test_a_wait_does_with_a_signal_what_the_table_says(means: str, state: State, word: str) -> None:
    port_out = a_port_out(state, facts=CASE)

    found = weigh(port_out, means, FACTS.get(means, {}), ALL)

    assert found == (KEEP if word == "keep" else verdict(word))


@pytest.mark.parametrize("means", [row[0] for row in ROWS])
def test_once_the_numbers_have_moved_only_a_second_witness_or_the_clock_counts(means: str) -> None:
    port_out = a_port_out(S.AWAIT_SECOND_EVIDENCE, facts=CASE)

    found = weigh(port_out, means, FACTS.get(means, {}), ALL)

    assert found == verdict(MOVED.get(means, "note"))


@pytest.mark.parametrize("means", [row[0] for row in ROWS])
@pytest.mark.parametrize("state", sorted(DONE))
def test_a_completed_port_out_takes_news_of_its_way_and_keeps_the_rest(
    state: State, means: str
) -> None:
    found = weigh(a_port_out(state, facts=CASE), means, FACTS.get(means, {}), ALL)

    assert found == (NOTE if means in LATE_NEWS else KEEP)


def test_a_test_call_to_a_number_that_stayed_behind_proves_nothing() -> None:
    port_out = a_port_out(S.AWAIT_SECOND_EVIDENCE, facts={"ported_numbers": list(NUMBERS[:2])})

    behind = weigh(port_out, T.OPERATOR_TESTED_CALLS, {"numbers": [NUMBERS[2]]}, ALL)
    ported = weigh(port_out, T.OPERATOR_TESTED_CALLS, {"numbers": list(NUMBERS[1:])}, ALL)

    assert (behind, ported) == (NOTE, Verdict(Outcome.CONFIRMED))


def test_the_table_speaks_of_every_wait_and_of_every_signal_but_decisions() -> None:
    assert {*COLUMNS, S.AWAIT_SECOND_EVIDENCE, S.AWAIT_SECOND_PERSON} == WAITS
    assert {row[0] for row in ROWS} == {*T, "nothing"} - {T.OPERATOR_DECIDED}


def test_every_outcome_that_the_table_gives_is_a_way_of_the_process() -> None:
    for _, words in ROWS:
        for state, word in zip(COLUMNS, words, strict=True):
            assert word in ("note", "keep") or Outcome(word) in NEXT[state]


@pytest.mark.parametrize(
    "means",
    ["carrier.submitted", "support.approved", "carrier.confirmed_date", "carrier.completed"],
)
def test_news_before_there_is_a_case_is_kept_at_the_first_correction(means: str) -> None:
    port_out = a_port_out(S.AWAIT_CORRECTION)

    assert weigh(port_out, means, FACTS.get(means, {}), ALL) == KEEP


def test_a_date_that_is_agreed_already_changes_nothing() -> None:
    port_out = a_port_out(S.AWAIT_COMPLETION, facts=CASE | {"port_date": DATE})

    assert weigh(port_out, T.CARRIER_CONFIRMED_DATE, {"date": DATE}, ALL) == NOTE


def test_the_same_moment_in_another_offset_is_no_other_date() -> None:
    port_out = a_port_out(S.AWAIT_COMPLETION, facts=CASE | {"port_date": DATE})

    same = {"date": "2026-12-15T18:00:00+00:00"}

    assert weigh(port_out, T.CARRIER_CHANGED_DATE, same, ALL) == NOTE


@pytest.mark.parametrize(
    "means",
    [
        "carrier.refused",
        "carrier.cancelled",
        "support.refused",
        "support.approved",
        "carrier.confirmed_date",
        "carrier.changed_date",
        "carrier.completed",
    ],
)
def test_what_is_said_of_a_former_order_moves_nothing(means: str) -> None:
    port_out = a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=CASE | {"former_pons": ["PON-0"]})

    facts = FACTS.get(means, {}) | {"pon": "PON-0"}

    assert weigh(port_out, means, facts, ALL) == NOTE


def test_a_former_order_that_is_submitted_again_counts_again() -> None:
    port_out = a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=CASE | {"former_pons": ["PON-0"]})

    found = weigh(port_out, T.CARRIER_SUBMITTED, {"pon": "PON-0"}, ALL)

    assert found == Verdict(Outcome.SUBMITTED)


@pytest.mark.parametrize(
    ("before", "facts", "outcome"),
    [
        ((), {}, Outcome.PORTED),
        ((), {"numbers": list(NUMBERS)}, Outcome.PORTED),
        ((), {"numbers": list(NUMBERS), "more_to_come": True}, Outcome.PORTED),
        ((), {"numbers": [NUMBERS[0]]}, Outcome.PARTLY_PORTED),
        ((), {"numbers": [NUMBERS[0]], "more_to_come": True}, None),
        ((), {"numbers": [NUMBERS[0]], "more_to_come": False}, Outcome.PARTLY_PORTED),
        (NUMBERS[:2], {"numbers": [NUMBERS[2]]}, Outcome.PORTED),
        (NUMBERS[:2], {"numbers": [NUMBERS[2]], "more_to_come": True}, Outcome.PORTED),
        (NUMBERS[:1], {"numbers": [NUMBERS[1]], "more_to_come": True}, None),
        ((), {"numbers": ["+12065550199"]}, Outcome.PARTLY_PORTED),
    ],
)
def test_completions_add_up_until_all_are_ported_or_no_more_are_to_come(
    before: tuple[str, ...], facts: dict[str, Any], outcome: Outcome | None
) -> None:
    port_out = a_port_out(S.AWAIT_COMPLETION, facts=CASE | {"ported_numbers": list(before)})

    found = weigh(port_out, T.CARRIER_COMPLETED, facts, ALL)

    assert found == (NOTE if outcome is None else Verdict(outcome))


def test_a_number_that_was_removed_is_not_waited_for() -> None:
    port_out = a_port_out(S.AWAIT_COMPLETION, facts=CASE)

    found = weigh(port_out, T.CARRIER_COMPLETED, {"numbers": [NUMBERS[0]]}, {NUMBERS[0]})

    assert found == Verdict(Outcome.PORTED)


def test_a_decision_that_no_type_stands_for_moves_nothing() -> None:
    assert weigh(a_port_out(S.AWAIT_APPROVAL), "who.knows", {}, ALL) == NOTE


LOA = {"document": "attempt-1-loa-signed-ab.pdf", "sha256": "ab", "signed_on": "2026-11-20"}
SAID = {"document": "loa.pdf", "signed_on": "2026-11-20", "checked": {"sha256": "ab"}}


@pytest.mark.parametrize(
    ("known", "said", "outcome"),
    [
        ({"loa": LOA}, SAID, None),
        ({"loa": LOA}, SAID | {"document": "same-file-again.pdf"}, None),
        ({"loa": LOA | {"sign_anew_by": "2026-12-05"}}, SAID, None),
        ({"loa": LOA}, SAID | {"signed_on": "2026-11-21"}, Outcome.CHANGED),
        ({"loa": LOA}, SAID | {"checked": {"sha256": "cd"}}, Outcome.CHANGED),
        ({}, SAID, Outcome.CHANGED),
        ({"loa_ran_out_on": "2026-12-05"}, SAID, Outcome.CHANGED),
    ],
)
def test_the_same_loa_said_again_makes_no_new_pack(
    known: dict[str, Any], said: dict[str, Any], outcome: Outcome | None
) -> None:
    port_out = a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=CASE | known)

    found = weigh(port_out, T.OPERATOR_UPLOADED_LOA, said, ALL)

    assert found == (NOTE if outcome is None else Verdict(outcome))


def test_an_identity_that_was_named_for_a_former_order_makes_no_new_pack() -> None:
    port_out = a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=CASE | {"former_pons": ["PON-0"]})

    facts = {"pon": "PON-0", "expected": {"city": "Tacoma"}}

    assert weigh(port_out, T.SUPPORT_NAMED_IDENTITY, facts, ALL) == NOTE
