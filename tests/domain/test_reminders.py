"""Time as a signal: reminders, what Support hears of them, and the end of patience."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from port_out.domain.clock import next_due
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.patience import PATIENCE
from port_out.domain.port_out import NEVER, PortOut
from port_out.domain.reminders import (
    clock_signal,
    clock_signals,
    is_out_of_date,
    loa_signal,
    reminded,
)
from tests.builders import NOON
from tests.domain.samples import a_port_out, a_signal

S = State
AS_OF = NOON + timedelta(days=3)


@pytest.mark.parametrize("state", sorted(WAITS - {S.AWAIT_SECOND_EVIDENCE}))
def test_a_due_wait_is_reminded_until_it_expires(state: State) -> None:
    last = PATIENCE[state].reminders

    early = clock_signal(a_port_out(state, reminders=last - 1), AS_OF, NOON)
    late = clock_signal(a_port_out(state, reminders=last), AS_OF, NOON)

    assert (early.type, late.type) == ("clock.reminder_due", "clock.expired")


def test_the_same_reminder_is_the_same_signal_whenever_the_sweep_runs() -> None:
    port_out = a_port_out(S.AWAIT_APPROVAL)

    ids = {clock_signal(port_out, AS_OF + timedelta(hours=h), NOON).id for h in range(3)}
    others = {
        clock_signal(a_port_out(S.AWAIT_APPROVAL, reminders=1), AS_OF, NOON).id,
        clock_signal(a_port_out(S.AWAIT_APPROVAL, entered_version=7), AS_OF, NOON).id,
    }

    assert len(ids) == 1
    assert len(ids | others) == 3


def test_time_that_ran_out_in_another_wait_is_known() -> None:
    signal = clock_signal(a_port_out(S.AWAIT_APPROVAL), AS_OF, NOON)

    assert not is_out_of_date(a_port_out(S.AWAIT_APPROVAL), signal)
    assert is_out_of_date(a_port_out(S.AWAIT_PORT_DATE, entered_version=5), signal)
    assert not is_out_of_date(a_port_out(S.AWAIT_PORT_DATE), a_signal("support.approved"))


@pytest.mark.parametrize("state", sorted(WAITS))
def test_a_reminder_sets_the_next_due_time_and_nudges_support_where_it_waits_for_it(
    state: State,
) -> None:
    before = a_port_out(state, facts={"case_id": "case-1"})
    signal = clock_signal(before, AS_OF, NOON)

    after, told = reminded(before, before, signal)

    assert after.reminders == 1
    assert after.due_at == next_due(state, AS_OF, country="US")
    assert after.due_at > datetime.fromisoformat(signal.facts["as_of"])
    assert len(told) == (state in (S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_APPROVAL))


def test_support_is_told_of_the_end_where_there_is_a_case() -> None:
    with_case = a_port_out(S.AWAIT_PORT_DATE, reminders=10, facts={"case_id": "case-1"})
    without = a_port_out(S.AWAIT_MANUAL_CASE, reminders=6)

    [(_, text)] = reminded(with_case, with_case, clock_signal(with_case, AS_OF, NOON))[1]

    assert "no number was released" in text
    assert reminded(without, without, clock_signal(without, AS_OF, NOON))[1] == []


def with_an_loa(state: State = S.AWAIT_CARRIER_SUBMISSION, **loa: str) -> PortOut:
    """It waits, with an LOA that was signed on 2026-11-20 and is good until 2026-12-05."""
    return a_port_out(
        state, waiting=True, due_at=NEVER, facts={"loa": {"signed_on": "2026-11-20"} | loa}
    )


def at(text: str) -> datetime:
    """A moment, written as in ISO 8601."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        ("2026-11-30T12:00:00-05:00", None),
        ("2026-12-01T23:59:59-05:00", None),
        ("2026-12-02T00:00:00-05:00", "ending"),
        ("2026-12-06T11:59:59-05:00", "ending"),
        ("2026-12-06T12:00:00-05:00", "ran out"),
        ("2027-06-01T12:00:00-05:00", "ran out"),
    ],
)
def test_an_loa_is_asked_for_anew_three_business_days_before_it_runs_out(
    as_of: str, standing: str | None
) -> None:
    signal = loa_signal(with_an_loa(), at(as_of), NOON)

    assert (signal and signal.facts["standing"]) == standing
    assert signal is None or signal.facts["good_until"] == "2026-12-05"


def test_it_is_asked_for_once_and_its_end_is_said_once() -> None:
    asked = with_an_loa(sign_anew_by="2026-12-05")
    ending, over = at("2026-12-03T12:00:00Z"), at("2026-12-08T12:00:00Z")

    first, again = loa_signal(with_an_loa(), ending, NOON), loa_signal(asked, ending, NOON)
    ends = {s.id for n in range(3) if (s := loa_signal(asked, over + timedelta(hours=n), NOON))}

    assert first is not None
    assert again is None
    assert len(ends) == 1
    assert first.id not in ends


@pytest.mark.parametrize("state", sorted(WAITS - {S.AWAIT_CARRIER_SUBMISSION}))
def test_the_age_of_an_loa_matters_only_while_the_carrier_has_yet_to_file(state: State) -> None:
    assert clock_signals(with_an_loa(state), at("2027-01-15T12:00:00Z"), NOON) == []


def test_without_an_loa_the_clock_says_nothing_of_it() -> None:
    waiting = a_port_out(S.AWAIT_CARRIER_SUBMISSION, waiting=True, due_at=NEVER)

    assert clock_signals(waiting, at("2027-01-15T12:00:00Z"), NOON) == []


def test_patience_and_the_age_of_the_loa_are_two_signals() -> None:
    both = replace(with_an_loa(), due_at=AS_OF)

    signals = clock_signals(both, at("2026-12-03T12:00:00Z"), NOON)

    assert [s.type for s in signals] == ["clock.reminder_due", "clock.loa_ages"]
    assert len({s.id for s in signals}) == 2
