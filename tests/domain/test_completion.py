"""Completion takes two witnesses, and the second is waited for only so long."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.completion import GRACE, gives_up_at, is_verified, with_evidence
from port_out.domain.follow_up import is_needed
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.next_step import next_step
from port_out.domain.port_out import PortOut
from port_out.domain.reminders import clock_signal, reminded
from port_out.domain.signals import SignalType
from port_out.domain.upkeep import told
from tests.builders import NOON, NUMBERS
from tests.domain.samples import ALL, a_port_out, a_signal

S, T = State, SignalType
DONE_AT = "2026-12-15T18:30:00.000Z"
TESTED = T.OPERATOR_TESTED_CALLS


def waits(**facts: Any) -> PortOut:
    """The carrier has said that it is done, and nobody else."""
    known = {"completed_at": DONE_AT, "verified": False, "case_id": "c", **facts}
    return a_port_out(S.AWAIT_SECOND_EVIDENCE, waiting=True, facts=known)


@pytest.mark.parametrize(
    ("date", "last"),
    [
        (None, DONE_AT),
        ("2026-12-14T10:00:00-08:00", DONE_AT),
        ("2026-12-20T10:00:00-08:00", "2026-12-20T18:00:00Z"),
    ],
)
def test_a_second_witness_is_waited_for_from_the_later_of_date_and_completion(
    date: str | None, last: str
) -> None:
    port_out = waits(**({"port_date": date} if date else {}))

    assert gives_up_at(port_out) == datetime.fromisoformat(last) + GRACE


def test_only_the_end_of_the_grace_ends_the_wait_however_often_it_has_reminded() -> None:
    port_out = waits()
    ends = gives_up_at(port_out)

    before = clock_signal(port_out, ends - timedelta(hours=1), NOON)
    then = clock_signal(port_out, ends, NOON)

    assert (before.type, then.type) == (T.CLOCK_REMINDER_DUE, T.CLOCK_EXPIRED)


def test_nobody_is_told_that_we_have_stopped_following_what_has_moved() -> None:
    port_out = waits()
    end = a_signal("clock.expired", as_of=DONE_AT, entered_version=4)

    assert reminded(port_out, port_out, end) == (port_out, [])


def test_no_reminder_is_due_after_the_end() -> None:
    port_out = waits()
    as_of = gives_up_at(port_out) - timedelta(hours=1)
    signal = a_signal("clock.reminder_due", as_of=as_of.isoformat(), entered_version=4)

    after, messages = reminded(port_out, port_out, signal)

    assert (after.due_at, messages) == (gives_up_at(port_out), [])


def test_the_same_witness_saying_the_same_again_is_one_witness() -> None:
    once = with_evidence(waits(), TESTED, {}, "ana", "t1")
    again = with_evidence(waits(second_evidence=once), TESTED, {}, "ana", "t2")
    other = with_evidence(waits(second_evidence=once), TESTED, {}, "ben", "t2")

    assert (again, len(other)) == (once, 2)


@pytest.mark.parametrize(
    ("named", "verified"), [(None, True), (NUMBERS[1:], True), (NUMBERS[2:], False)]
)
def test_evidence_counts_where_it_speaks_of_a_ported_number(
    named: tuple[str, ...] | None, verified: bool
) -> None:
    facts = {"numbers": list(named)} if named else {}
    seen = with_evidence(waits(), TESTED, facts, "ana", "t1")

    port_out = waits(second_evidence=seen, ported_numbers=list(NUMBERS[:2]))

    assert is_verified(port_out, ALL) is verified


def test_the_operator_is_told_what_is_lacking_and_what_happens_without_it() -> None:
    step = next_step(waits())

    assert step.who == "operator"
    assert "operator.tested_calls" in step.what
    assert "completed but unverified on 2026-12-25" in step.otherwise


def test_a_case_that_support_resolves_now_is_not_asked_to_reopen_or_followed() -> None:
    resolved = waits(case_left_resolved_at=DONE_AT)

    assert told(waits(), T.SUPPORT_RESOLVED_CASE, a_signal("support.resolved_case")) == []
    assert not is_needed(resolved)


def test_an_end_that_is_not_verified_is_a_state_of_its_own() -> None:
    assert Outcome.CLOSED_UNVERIFIED in Outcome
    assert next_step(a_port_out(S.COMPLETED, facts={"verified": True})).who == "nobody"
    assert next_step(a_port_out(S.COMPLETED_UNVERIFIED, facts={"verified": False})).who == (
        "operator"
    )
