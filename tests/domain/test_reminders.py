"""Time as a signal: reminders, what Support hears of them, and the end of patience."""

from datetime import datetime, timedelta

import pytest

from port_out.domain.clock import next_due
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.patience import PATIENCE
from port_out.domain.reminders import clock_signal, is_of_another_wait, reminded
from tests.builders import NOON
from tests.domain.samples import a_port_out, a_signal

S = State
AS_OF = NOON + timedelta(days=3)


@pytest.mark.parametrize("state", sorted(WAITS))
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

    assert not is_of_another_wait(a_port_out(S.AWAIT_APPROVAL), signal)
    assert is_of_another_wait(a_port_out(S.AWAIT_PORT_DATE, entered_version=5), signal)
    assert not is_of_another_wait(a_port_out(S.AWAIT_PORT_DATE), a_signal("support.approved"))


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
