"""What time says is a signal like any other: of which wait, when it was asked, and for what."""

from dataclasses import replace
from datetime import timedelta

from port_out.domain.life_cycle import State
from port_out.domain.reminders import (
    clock_signal,
    clock_signals,
    is_out_of_date,
    loa_signal,
    reminded,
    restarted,
)
from port_out.domain.signals import Signal, SignalType
from tests.builders import ID, NOON
from tests.domain.samples import a_port_out, a_signal

S, T = State, SignalType
AS_OF, SEEN = NOON + timedelta(days=14), NOON + timedelta(days=14, minutes=1)
ASKED = {"as_of": AS_OF.isoformat(), "entered_version": 4}
SIGNED = {"loa": {"document": "loa.pdf", "signed_on": "2026-11-20"}}


def test_a_reminder_says_of_which_wait_it_is_and_the_end_of_patience_too() -> None:
    wait = a_port_out(S.AWAIT_APPROVAL, reminders=2)
    id_ = "clock-4-2-2026-11-25T12:00:00.000000+00:00"

    reminder = clock_signal(wait, AS_OF, SEEN)

    assert reminder == Signal(id_, ID, T.CLOCK_REMINDER_DUE, "clock", SEEN, ASKED)
    assert clock_signals(wait, wait.due_at, SEEN)[0].id == id_
    assert clock_signals(wait, wait.due_at - timedelta(microseconds=1), SEEN) == []


def test_an_loa_that_ages_says_until_when_it_was_good() -> None:
    filing = a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=SIGNED)

    soon = NOON + timedelta(days=10)
    assert loa_signal(filing, soon, SEEN) == Signal(
        "clock-4-loa-ending-2026-12-05",
        ID,
        T.CLOCK_LOA_AGES,
        "clock",
        SEEN,
        {
            "as_of": soon.isoformat(),
            "entered_version": 4,
            "standing": "ending",
            "signed_on": "2026-11-20",
            "good_until": "2026-12-05",
        },
    )


def test_time_is_out_of_date_once_the_wait_has_more_of_it() -> None:
    wait = a_port_out(S.AWAIT_APPROVAL)
    signal = clock_signal(wait, wait.due_at, SEEN)

    assert not is_out_of_date(wait, signal)
    assert is_out_of_date(replace(wait, due_at=wait.due_at + timedelta(seconds=1)), signal)


def test_a_word_of_support_gives_it_all_its_reminders_again() -> None:
    wait = a_port_out(S.AWAIT_APPROVAL, waiting=True, reminders=3)

    assert restarted(wait, a_signal("support.wrote")).reminders == 0
    assert restarted(wait, a_signal("carrier.wrote")).reminders == 3


def test_the_end_of_patience_is_told_on_the_case_where_there_is_one() -> None:
    before = a_port_out(S.AWAIT_APPROVAL, facts={"case_id": "case-1"})
    after = replace(before, state=S.EXPIRED, version=5)
    expired = replace(clock_signal(before, AS_OF, SEEN), type=T.CLOCK_EXPIRED)

    [(key, text)] = reminded(before, after, expired)[1]

    assert key == "end 5"
    assert text.endswith(f"\n\n[{ID} end 5]")
    assert reminded(replace(before, facts={}), after, expired) == (after, [])
