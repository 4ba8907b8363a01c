"""Where is it, who acts next, and what is missing: an answer for every state."""

from datetime import datetime

import pytest

from port_out.domain.life_cycle import ENDS, STEPS, WAITS, State
from port_out.domain.next_step import missing, next_step
from port_out.domain.patience import PATIENCE
from tests.builders import NOON
from tests.domain.samples import a_port_out

S = State
ALL_KNOWN = {
    "case_id": "case-1",
    "go_ahead_at": "x",
    "loa": {"document": "loa.pdf", "signed_on": "2026-11-20"},
    "pon": "PON-1",
    "approved_at": "x",
    "port_date": "x",
    "completed_at": "x",
    "second_evidence": ["x"],
}


@pytest.mark.parametrize("state", sorted(State))
def test_every_state_says_who_does_what(state: State) -> None:
    step = next_step(a_port_out(state, waiting=state in WAITS))

    assert step.who in {"operator", "AWS Support", "winning carrier", "Connect Port-Out", "nobody"}
    assert len(step.what) > 10
    assert (step.by is not None) == (state in WAITS)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (S.AWAIT_CORRECTION, "operator"),
        (S.AWAIT_MANUAL_CASE, "operator"),
        (S.AWAIT_SUPPORT_GO_AHEAD, "AWS Support"),
        (S.AWAIT_CARRIER_SUBMISSION, "operator"),
        (S.AWAIT_APPROVAL, "AWS Support"),
        (S.AWAIT_PORT_DATE, "winning carrier"),
        (S.AWAIT_COMPLETION, "winning carrier"),
        (S.COMPLETED, "nobody"),
        (S.CANCELLED, "nobody"),
        (S.REJECTED, "operator"),
        (S.EXPIRED, "operator"),
        (S.FAILED, "operator"),
        *((step, "Connect Port-Out") for step in sorted(STEPS)),
    ],
)
def test_the_right_party_acts(state: State, who: str) -> None:
    assert next_step(a_port_out(state)).who == who


def test_a_wait_that_has_not_begun_has_no_due_time() -> None:
    assert next_step(a_port_out(S.AWAIT_APPROVAL)).by is None
    waiting = a_port_out(S.AWAIT_APPROVAL, waiting=True, due_at=NOON)
    assert next_step(waiting).by == NOON


def test_a_port_out_that_waits_its_turn_says_when_that_is() -> None:
    known = {"case_turn_at": "2026-11-22T17:36:00.000000+00:00"}

    waits = next_step(a_port_out(S.OPEN_SUPPORT_CASE, facts=known))
    elsewhere = next_step(a_port_out(S.CONFIRM_DEPARTURE, facts=known))

    assert waits.what.startswith("waits its turn to open a case, at about 17:36 UTC on 2026-11-22")
    assert waits.by == datetime.fromisoformat(known["case_turn_at"])
    assert (elsewhere.by, "turn" in elsewhere.what) == (None, False)


def test_a_text_to_decide_comes_before_a_question_and_a_question_before_all_else() -> None:
    question = {"question": "Which PIN?"}
    both = question | {"to_decide": ["c-1"]}

    assert "operator.decided" in next_step(a_port_out(S.AWAIT_PORT_DATE, facts=both)).what
    asked = next_step(a_port_out(S.AWAIT_PORT_DATE, facts=question))
    assert asked.who == "operator"
    assert "Which PIN?" in asked.what


def test_an_end_has_no_question_left() -> None:
    ended = a_port_out(S.COMPLETED, facts={"question": "Which PIN?", "to_decide": ["c-1"]})

    assert next_step(ended).who == "nobody"


def test_a_cancelled_port_out_says_what_the_carrier_must_be_told() -> None:
    told = "tell Example Telecom to cancel its order PON-1"

    step = next_step(a_port_out(S.CANCELLED, facts={"carrier_must_be_told": told}))

    assert (step.who, step.what) == ("operator", told)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"refusal": {"code": "PIN_INVALID", "by": "AWS Support"}}, "ask AWS Support for the PIN"),
        (
            {"refusal": {"code": "OTHER", "by": "the winning carrier", "reason": "no idea"}},
            "the winning carrier refused with OTHER (no idea): read the reason",
        ),
        ({"refusal": {"code": "UNHEARD_OF", "by": "AWS Support"}}, "read the reason"),
        ({"ownership_problems": 2}, "remove the numbers"),
        ({"differences": [{}]}, "equal to the bill"),
    ],
)
def test_a_correction_says_what_to_correct(facts: dict[str, object], words: str) -> None:
    assert words in next_step(a_port_out(S.AWAIT_CORRECTION, facts=facts)).what


@pytest.mark.parametrize(
    ("came_from", "facts", "words"),
    [
        (S.AWAIT_APPROVAL, {}, "AWS Support refused with ENTITY_NAME_MISMATCH"),
        (S.ISSUE_CARRIER_PACK, {"differences": [{}]}, "see `exact_match`"),
        (S.ASSEMBLE_EVIDENCE, {"differences": [{}]}, "see `exact_match`"),
        (S.ASSEMBLE_EVIDENCE, {}, "say what the bill shows"),
        (S.ISSUE_CARRIER_PACK, {"ownership_problems": 1}, "remove the numbers"),
        (S.CONFIRM_OWNERSHIP, {"ownership_problems": 1}, "remove the numbers"),
        (
            S.ISSUE_CARRIER_PACK,
            {"ownership_problems": 1, "differences": [{}]},
            "remove the numbers",
        ),
    ],
)
def test_a_refusal_is_spoken_of_until_it_is_answered_and_then_what_was_found_since(
    came_from: State, facts: dict[str, object], words: str
) -> None:
    refusal = {"refusal": {"code": "ENTITY_NAME_MISMATCH", "by": "AWS Support"}}

    step = next_step(a_port_out(S.AWAIT_CORRECTION, came_from=came_from, facts=refusal | facts))

    assert step.who == "operator"
    assert words in step.what
    assert ("refused with" in step.what) is (came_from is S.AWAIT_APPROVAL)


def test_nothing_readable_asks_for_the_word_of_the_operator() -> None:
    step = next_step(a_port_out(S.AWAIT_CORRECTION, came_from=S.ASSEMBLE_EVIDENCE))

    assert "operator.corrected" in step.what
    assert "`billing` has the advice" in step.what


def test_what_is_missing_is_listed_in_the_order_in_which_it_is_needed() -> None:
    everything = missing(a_port_out())

    assert len(everything) == len(ALL_KNOWN)
    known = dict[str, object]()
    for count, (name, value) in enumerate(ALL_KNOWN.items(), start=1):
        known[name] = value
        assert missing(a_port_out(facts=known)) == everything[count:]


@pytest.mark.parametrize(
    ("facts", "who", "words"),
    [
        ({}, "operator", "LOA draft of the carrier pack"),
        ({"loa": {"signed_on": "2026-11-20"}}, "winning carrier", "file the port request"),
        ({"loa": {"signed_on": "2026-11-10"}}, "operator", "of 2026-11-10 until 2026-11-25"),
        (
            {"loa": {"signed_on": "2026-11-20", "sign_anew_by": "2026-12-05"}},
            "operator",
            "of 2026-11-20 until 2026-12-05",
        ),
        ({"loa": {"signed_on": "2026-11-01"}}, "operator", "last signature until 2026-11-16"),
        ({"loa_ran_out_on": "2026-11-16"}, "operator", "last signature until 2026-11-16"),
    ],
)
def test_before_the_carrier_files_it_depends_on_the_signed_loa_who_acts(
    facts: dict[str, object], who: str, words: str
) -> None:
    step = next_step(a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=facts))

    assert step.who == who
    assert words in step.what


@pytest.mark.parametrize(
    ("signed_on", "due_at", "by", "words"),
    [
        ("2026-11-20", "2026-12-07T12:00:00+00:00", "2026-12-06T05:00:00+00:00", "too old"),
        ("2026-11-20", "2026-12-01T12:00:00+00:00", "2026-12-01T12:00:00+00:00", "reminder"),
        ("2026-11-01", "2026-12-01T12:00:00+00:00", "2026-12-01T12:00:00+00:00", "reminder"),
    ],
)
def test_what_comes_first_bites_the_age_of_the_loa_or_our_patience(
    signed_on: str, due_at: str, by: str, words: str
) -> None:
    waiting = a_port_out(
        S.AWAIT_CARRIER_SUBMISSION,
        waiting=True,
        due_at=datetime.fromisoformat(due_at),
        facts={"loa": {"signed_on": signed_on}},
    )

    step = next_step(waiting)

    assert step.by == datetime.fromisoformat(by)
    assert words in step.otherwise


def test_an_loa_that_ran_out_is_missing_until_the_carrier_has_filed_with_it() -> None:
    facts = {"loa": {"signed_on": "2026-11-01"}}
    named = "signed LOA (the last one ran out on 2026-11-16)"

    assert named in missing(a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=facts))
    assert named in missing(a_port_out(S.AWAIT_APPROVAL, facts={"loa_ran_out_on": "2026-11-16"}))
    filed = missing(a_port_out(S.AWAIT_APPROVAL, facts=facts))
    assert not any("LOA" in name for name in filed)


def test_a_case_that_a_person_registered_is_a_case() -> None:
    assert "Support case" not in missing(a_port_out(facts={"display_id": "123"}))


@pytest.mark.parametrize("state", sorted(ENDS - {S.FAILED}))
def test_nothing_is_missing_at_an_end(state: State) -> None:
    assert missing(a_port_out(state)) == []


def test_what_happens_if_nobody_does_is_said_with_every_due_time() -> None:
    for state, patience in PATIENCE.items():
        if state is S.AWAIT_SECOND_EVIDENCE:
            continue
        first = next_step(a_port_out(state, waiting=True))
        last = next_step(a_port_out(state, waiting=True, reminders=patience.reminders))

        assert f"after {patience.reminders} of them" in first.otherwise
        assert "expires then" in last.otherwise


def test_what_only_a_person_can_still_do_is_said_after_the_end() -> None:
    done = a_port_out(S.COMPLETED, facts={"left_to_do": "resolve the case in the console"})

    assert next_step(done).who == "operator"
    assert next_step(done).what == "resolve the case in the console"
