"""A case that lives for weeks: what keeps it open, and what a resolved one is told."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.cases import CaseSeen
from port_out.domain.clock import next_due
from port_out.domain.communications import Communication
from port_out.domain.errors import BadInput
from port_out.domain.facts import checked_facts
from port_out.domain.follow_up import (
    case_marker,
    case_subject,
    follow_up_bodies,
    follow_up_subject,
    followed_up,
    is_for_operator,
    is_for_program,
    is_needed,
    registered,
)
from port_out.domain.learning import lesson
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.next_step import next_step
from port_out.domain.port_out import PortOut
from port_out.domain.reminders import clock_signal, is_out_of_date, reminded, restarted
from port_out.domain.signals import MEANINGS, Signal, SignalType
from port_out.domain.support_case import LONGEST_BODY
from port_out.domain.upkeep import QUIET, SUPPORTS_WAITS, is_stale, quiet_signal
from tests.builders import NOON, NUMBERS
from tests.domain.samples import ALL, a_port_out, a_signal

S = State
OURS, AWS = "PortOut (Role)", "Amazon Web Services"
LATER = NOON + QUIET
HAS_CASE = sorted(WAITS - {S.AWAIT_MANUAL_CASE})


def a_case(by: str = OURS, *, status: str = "opened", at: datetime = NOON) -> CaseSeen:
    """A case whose last text is from them."""
    said = (
        Communication("c-1", AWS, at - timedelta(hours=2), "Hello"),
        Communication("c-2", by, at, "Hello"),
    )
    return CaseSeen("case-1", "123", "[po-test]", status, "", said)


def waiting(state: State = S.AWAIT_PORT_DATE, **facts: object) -> PortOut:
    """It waits, on a case."""
    return a_port_out(state, waiting=True, facts={"case_id": "case-1", "display_id": "123"} | facts)


def quiet(port_out: PortOut, case: CaseSeen, as_of: datetime = LATER) -> Signal | None:
    """What the clock says of the case."""
    return quiet_signal(port_out, case, as_of, NOON)


@pytest.mark.parametrize("state", HAS_CASE)
@pytest.mark.parametrize("by", [OURS, AWS])
def test_a_quiet_case_gets_a_word_unless_support_is_to_speak(state: State, by: str) -> None:
    found = quiet(waiting(state), a_case(by))

    assert (found is None) == (state in SUPPORTS_WAITS and by == OURS)


def test_a_case_is_quiet_only_when_nobody_has_written_for_long() -> None:
    spoken = waiting(last_word_at=(NOON + timedelta(hours=1)).isoformat())

    assert quiet(waiting(), a_case(), LATER - timedelta(seconds=1)) is None
    assert quiet(waiting(), a_case()) is not None
    assert quiet(spoken, a_case()) is None
    assert quiet(waiting(), a_case(at=NOON + timedelta(hours=1))) is None


def test_one_silence_is_one_signal_however_often_it_is_looked_at() -> None:
    found = {s.id for n in range(5) if (s := quiet(waiting(), a_case(), LATER + n * QUIET))}

    assert len(found) == 1


@pytest.mark.parametrize("state", HAS_CASE)
def test_a_case_that_support_will_resolve_is_answered_at_the_next_look(state: State) -> None:
    notice = "We will resolve this case if we do not hear from you within 3 days."
    said = Communication("c-9", AWS, NOON, notice)
    case, soon = CaseSeen("case-1", "123", "", "opened", "", (said,)), NOON + timedelta(hours=1)
    answered = waiting(state, last_word_at=soon.isoformat())
    ours = CaseSeen("case-1", "123", "", "opened", "", (Communication("c", OURS, NOON, notice),))

    assert quiet(waiting(state), case, soon) is not None
    assert quiet(answered, case, soon + timedelta(hours=1)) is None
    assert quiet(waiting(state), ours, soon) is None


@pytest.mark.parametrize(
    ("port_out", "case"),
    [
        (waiting(), a_case(status="resolved")),
        (waiting(case_resolved_at="x"), a_case()),
        (a_port_out(S.AWAIT_PORT_DATE, facts={"case_id": "case-1"}), a_case()),
        (a_port_out(S.CONFIRM_DEPARTURE, waiting=True), a_case()),
        (waiting(), CaseSeen("case-1", "123", "", "opened", "")),
    ],
)
def test_a_case_that_is_not_to_be_kept_open_gets_no_word(port_out: PortOut, case: CaseSeen) -> None:
    assert quiet(port_out, case, LATER + timedelta(days=30)) is None


@pytest.mark.parametrize(
    ("state", "facts", "words"),
    [
        (S.AWAIT_PORT_DATE, {}, "confirm the date"),
        (S.AWAIT_COMPLETION, {}, "complete the port"),
        (S.AWAIT_CARRIER_SUBMISSION, {}, "submit its request"),
        (S.AWAIT_CORRECTION, {}, "correcting our request"),
        (S.AWAIT_PORT_DATE, {"question": "Which PIN?"}, "have your message"),
        (S.AWAIT_PORT_DATE, {"upload_by": "x"}, "have your message"),
        (S.AWAIT_APPROVAL, {"to_decide": ["c-1"]}, "have your message"),
    ],
)
def test_the_word_says_what_is_waited_for(
    state: State, facts: dict[str, object], words: str
) -> None:
    port_out = waiting(state, **facts)
    signal = a_signal("clock.case_quiet", by="clock", as_of=LATER.isoformat())

    found = lesson(port_out, signal, None, ALL)

    [(key, text)] = found.messages
    assert words in text
    assert f"[po-test {key}]" in text
    assert found.learned == {"last_word_at": LATER.isoformat()}


def test_a_word_that_was_said_meanwhile_makes_the_quiet_signal_old() -> None:
    signal = quiet(waiting(), a_case())
    assert signal is not None

    assert not is_out_of_date(waiting(), signal)
    assert is_out_of_date(waiting(last_word_at=LATER.isoformat()), signal)


@pytest.mark.parametrize("state", sorted(SUPPORTS_WAITS))
@pytest.mark.parametrize("type_", ["support.wrote", "operator.answered"])
def test_with_every_word_support_gets_its_whole_patience_again(state: State, type_: str) -> None:
    port_out = waiting(state, question=None)
    spoken = Signal("s-1", port_out.id, SignalType(type_), AWS, LATER, {})
    due = clock_signal(port_out, LATER, NOON)

    after = restarted(port_out, spoken)

    assert after.due_at == next_due(state, LATER, country="US")
    assert is_out_of_date(after, due), "a reminder that was under way is let go"
    assert not is_out_of_date(port_out, due)


def test_the_time_at_which_support_wrote_counts_not_when_it_was_found() -> None:
    port_out = waiting(S.AWAIT_APPROVAL)
    wrote = a_signal("support.wrote", communication="c-1", said_at=NOON.isoformat())

    after = restarted(port_out, Signal(**{**vars(wrote), "received_at": LATER}))

    assert after.due_at == next_due(S.AWAIT_APPROVAL, NOON, country="US")


def test_nothing_that_others_say_starts_supports_patience_anew() -> None:
    for state, type_ in ((S.AWAIT_PORT_DATE, "support.wrote"), (S.AWAIT_APPROVAL, "nothing")):
        said = SignalType.CARRIER_CHANGED_DATE if type_ == "nothing" else SignalType(type_)
        signal = Signal("s-1", "po-test", said, AWS, LATER, {})

        assert restarted(waiting(state), signal) == waiting(state)


@pytest.mark.parametrize(
    "facts",
    [{"question": "x"}, {"to_decide": ["c-1"]}, {"upload_by": "x"}, {"case_resolved_at": "x"}],
)
def test_support_is_not_reminded_while_we_owe_it_a_word_or_the_case_is_resolved(
    facts: dict[str, object],
) -> None:
    port_out = waiting(S.AWAIT_APPROVAL, **facts)

    after, told = reminded(port_out, port_out, clock_signal(port_out, LATER, NOON))

    assert told == []
    assert after.reminders == 1, "the operator is reminded all the same"


def test_a_second_word_on_one_day_is_for_tomorrow_and_costs_no_reminder() -> None:
    today = datetime.fromisoformat("2026-12-01T15:00:00-05:00")
    port_out = waiting(S.AWAIT_APPROVAL, last_word_at="2026-12-01T01:00:00-05:00")

    after, told = reminded(port_out, port_out, clock_signal(port_out, today, NOON))

    assert told == []
    assert (after.reminders, after.due_at) == (0, today + timedelta(days=1))


def test_the_day_of_a_word_is_the_day_where_the_numbers_are() -> None:
    late = datetime.fromisoformat("2026-12-01T23:00:00-05:00")
    port_out = waiting(S.AWAIT_APPROVAL, last_word_at=late.isoformat())
    next_day = clock_signal(port_out, late + timedelta(hours=2), NOON)

    assert len(reminded(port_out, port_out, next_day)[1]) == 1


def test_a_resolution_is_answered_once_and_is_no_end_of_a_port() -> None:
    first = lesson(waiting(), a_signal("support.resolved_case"), None, ALL)
    again = lesson(waiting(case_resolved_at="x"), a_signal("support.resolved_case"), None, ALL)

    [(key, text)] = first.messages
    assert key.startswith("reopen ")
    assert "not finished" in text
    assert "completed_at" not in first.learned
    assert again.messages == []
    assert again.learned == {"case_resolved_at": "x"}


@pytest.mark.parametrize(
    ("key", "open_", "resolved", "over"),
    [
        ("answer s-1", False, False, False),
        ("end 9", False, False, False),
        ("reopen 5", True, False, True),
        ("still 5", False, True, True),
        ("reminder 5", False, True, True),
    ],
)
def test_a_message_that_has_lost_its_meaning_is_let_go(
    key: str, *, open_: bool, resolved: bool, over: bool
) -> None:
    ended = a_port_out(S.COMPLETED, facts={"case_resolved_at": "x"})

    found = [is_stale(p, key) for p in (waiting(), waiting(case_resolved_at="x"), ended)]

    assert found == [open_, resolved, over]


def test_a_follow_up_takes_the_place_of_a_resolved_case_which_is_remembered() -> None:
    known = waiting(case_resolved_at="x", case_left_resolved_at="y", former_cases=["100"]).facts

    learned = registered(known, "456", "z")

    forgotten = ("case_resolved_at", "case_left_resolved_at")
    assert learned == {
        "display_id": "456",
        "case_id": None,
        "former_cases": ["100", "123"],
        "former_case_ids": ["case-1"],
        **dict.fromkeys((*forgotten, "follow_up_by_hand", "follow_up_turn_at")),
        "case_reopened_at": "z",
    }
    assert followed_up(known, "case-2", "456", "z") == learned | {"case_id": "case-2"}
    assert followed_up(known, "case-2", "", "z")["display_id"] is None, "not that of the former"
    assert registered(known, "123", "z") == {}, "it is the case that is resolved"
    assert registered(known, "100", "z") == {}
    assert registered(waiting().facts, "456", "z") == {}, "an open case needs none"


def test_a_follow_up_is_needed_when_support_leaves_the_case_resolved_or_can_not_be_asked() -> None:
    assert not is_needed(waiting())
    assert not is_needed(waiting(case_resolved_at="x"))
    assert is_needed(waiting(case_resolved_at="x", case_left_resolved_at="y"))
    assert is_needed(waiting(case_resolved_at="x", case_id=None))
    assert not is_needed(a_port_out(S.COMPLETED, facts={"case_left_resolved_at": "y"}))


def test_the_program_opens_the_follow_up_where_the_api_reaches_the_case() -> None:
    left: dict[str, Any] = {"case_resolved_at": "x", "case_left_resolved_at": "y"}

    by_program, gone = waiting(**left), waiting(**left, follow_up_by_hand="CaseRefused")
    unreachable, over = waiting(**left, case_id=None), a_port_out(S.COMPLETED, facts=left)

    asked = [(is_for_program(p), is_for_operator(p)) for p in (by_program, gone, unreachable)]
    assert asked == [(True, False), (False, True), (False, True)]
    assert not is_for_program(over)
    assert not is_for_operator(over)
    assert not is_for_program(waiting(case_resolved_at="x"))


def test_the_next_step_says_that_the_program_opens_a_follow_up_and_when() -> None:
    left = waiting(case_resolved_at="x", case_left_resolved_at="y")
    turn = "2026-11-23T14:30:00+00:00"

    step = next_step(left)
    later = next_step(waiting(case_left_resolved_at="y", follow_up_turn_at=turn))

    assert step.who == "Connect Port-Out"
    assert "opens a follow-up of case 123" in step.what
    assert "its turn at 14:30 UTC on 2026-11-23" in later.what


def test_each_case_of_a_port_out_is_found_by_a_marker_that_no_other_has() -> None:
    markers = [case_marker("po-test", number) for number in (1, 2, 3, 12)]
    followed = waiting(former_cases=["1"], case_left_resolved_at="y")

    assert markers[:2] == ["[po-test]", "[po-test follow-up 2]"]
    assert not any(a in b for a in markers for b in markers if a != b)
    assert case_subject(waiting(), 1).endswith("[po-test]")
    assert case_subject(followed, 3).endswith("[po-test follow-up 3]")


def test_the_follow_up_quotes_the_case_that_it_follows_and_is_not_mistaken_for_it() -> None:
    port_out = waiting(case_left_resolved_at="y")
    many = [f"+1206555{n:04}" for n in range(1500)]

    subject = follow_up_subject(port_out)
    [body], long = follow_up_bodies(port_out, NUMBERS, "x"), follow_up_bodies(port_out, many, "x")

    assert "case 123" in subject
    assert "[po-test]" not in subject
    assert "[po-test follow-up 2]" in subject
    assert "case 123" in body
    assert all(number in body for number in NUMBERS)
    assert all(len(text) <= LONGEST_BODY for text in long)
    assert all(number in "\n".join(long) for number in many)


def test_the_operator_is_told_to_follow_up_before_it_is_asked_to_answer() -> None:
    known: dict[str, Any] = {"case_left_resolved_at": "y", "follow_up_by_hand": "CaseUncertain"}
    step = next_step(waiting(**known, question="Which PIN?"))

    assert step.who == "operator"
    assert "whether a case with [po-test follow-up 2]" in step.what
    assert "resolved case 123" in step.what
    assert "operator.registered_case" in step.what


def uploading(sent: str = "", **facts: str) -> str:
    """Until when the link of AWS counts that the operator speaks of."""
    port_out = waiting(to_decide=["c-1"], to_decide_at={"c-1": sent} if sent else {})
    link = {"communication": "c-1", "means": "support.sent_upload_link"}
    found = lesson(port_out, a_signal("operator.decided", **link, **facts), None, ALL)
    return str(found.learned["upload_by"])


def test_an_upload_link_lives_ten_days_from_when_it_was_sent_or_as_long_as_it_says() -> None:
    assert uploading("2026-11-20T08:00:00+00:00").startswith("2026-11-30T08:00:00")
    assert uploading().startswith("2026-12-03T12:00:00")
    assert uploading(expires_on="2026-11-28").startswith("2026-11-28T05:00:00")
    assert uploading(expires_on="2027-01-01").startswith("2026-12-03")


def test_an_upload_is_a_task_of_the_operator_until_it_is_answered() -> None:
    soon, late = "2026-11-24T12:00:00+00:00", "2026-12-03T12:00:00+00:00"
    asked = waiting(S.AWAIT_APPROVAL, upload_by=soon)

    step, later = next_step(asked), next_step(waiting(S.AWAIT_APPROVAL, upload_by=late))
    answered = lesson(asked, a_signal("operator.answered", text="Uploaded."), None, ALL)

    assert (step.who, step.by) == ("operator", datetime.fromisoformat(soon))
    assert "upload" in step.what
    assert "displayId=123" in step.what
    assert later.by == asked.due_at
    assert answered.learned == {"upload_by": None}


def test_one_answer_ends_a_question_and_not_the_upload_beside_it() -> None:
    both = waiting(question="Which PIN?", upload_by="x")

    answered = lesson(both, a_signal("operator.answered", text="1234"), None, ALL)

    assert answered.learned == {"question": None}


@pytest.mark.parametrize("text", ["https://bucket.example/key?X-Amz", "see WWW.example.com"])
def test_the_link_itself_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        checked_facts(SignalType.SUPPORT_SENT_UPLOAD_LINK, {"note": text})

    assert checked_facts(SignalType.SUPPORT_SENT_UPLOAD_LINK, {"expires_on": "2026-12-03"})
    assert SignalType.SUPPORT_SENT_UPLOAD_LINK in MEANINGS
