"""Where is it, who acts next, and what is missing: an answer for every state."""

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
    "loa": {"document": "loa.pdf"},
    "pon": "PON-1",
    "approved_at": "x",
    "port_date": "x",
    "completed_at": "x",
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
        (S.AWAIT_CARRIER_SUBMISSION, "winning carrier"),
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


def test_what_is_missing_is_listed_in_the_order_in_which_it_is_needed() -> None:
    everything = missing(a_port_out())

    assert len(everything) == len(ALL_KNOWN)
    known = dict[str, object]()
    for count, (name, value) in enumerate(ALL_KNOWN.items(), start=1):
        known[name] = value
        assert missing(a_port_out(facts=known)) == everything[count:]


def test_a_case_that_a_person_registered_is_a_case() -> None:
    assert "Support case" not in missing(a_port_out(facts={"display_id": "123"}))


@pytest.mark.parametrize("state", sorted(ENDS - {S.FAILED}))
def test_nothing_is_missing_at_an_end(state: State) -> None:
    assert missing(a_port_out(state)) == []


def test_what_happens_if_nobody_does_is_said_with_every_due_time() -> None:
    for state, patience in PATIENCE.items():
        first = next_step(a_port_out(state, waiting=True))
        last = next_step(a_port_out(state, waiting=True, reminders=patience.reminders))

        assert f"after {patience.reminders} of them" in first.otherwise
        assert "expires then" in last.otherwise


def test_what_only_a_person_can_still_do_is_said_after_the_end() -> None:
    done = a_port_out(S.COMPLETED, facts={"left_to_do": "resolve the case in the console"})

    assert next_step(done).who == "operator"
    assert next_step(done).what == "resolve the case in the console"
