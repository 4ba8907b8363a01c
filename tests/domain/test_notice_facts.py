"""A notice carries the date, the count, the due time and the run that it is about."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import Outcome, State
from port_out.domain.notices import Notice, NoticeKind, notice_of, number_lost
from port_out.domain.port_out import PortOut, advance
from port_out.domain.restart import run_name
from tests.builders import ID, NOON, NUMBERS
from tests.domain.samples import a_port_out

K, S, Out = NoticeKind, State, Outcome
DATE = NOON + timedelta(days=22)
AGREED = {"port_date": DATE.isoformat(), "case_id": "case-1"}


def told(before: PortOut, outcome: Outcome, **learned: Any) -> Notice:
    """The notice of leaving the state with this outcome."""
    after, line = advance(before, outcome, at=NOON, by="me", because="s", learned=learned)
    notice = notice_of(before, after, line)
    assert notice is not None
    return notice


def test_a_date_that_was_agreed_is_in_the_notice_and_the_due_time_follows_it() -> None:
    before = a_port_out(S.AWAIT_PORT_DATE, waiting=True, facts={"case_id": "case-1"})

    scheduled = told(before, Out.SCHEDULED, **AGREED)

    assert (scheduled.kind, scheduled.date, scheduled.count, scheduled.of) == (
        K.SCHEDULED,
        DATE,
        3,
        None,
    )
    assert scheduled.by is not None
    assert scheduled.by > DATE
    assert scheduled.run == run_name(before)


@pytest.mark.parametrize(
    ("outcome", "moved", "count"),
    [(Out.PORTED, [], 3), (Out.PORTED, NUMBERS[:2], 2), (Out.RESCHEDULED, NUMBERS[:2], 3)],
)
def test_only_what_tells_of_moved_numbers_counts_those_that_have_moved(
    outcome: Outcome, moved: list[str], count: int
) -> None:
    before = a_port_out(S.AWAIT_COMPLETION, waiting=True, facts=AGREED)

    notice = told(before, outcome, ported_numbers=list(moved))

    assert (notice.count, notice.date) == (count, DATE)


def test_a_number_that_is_lost_is_told_of_once_an_hour_with_its_run() -> None:
    port_out = a_port_out(S.AWAIT_APPROVAL)

    lost = number_lost(port_out, datetime.fromisoformat("2026-11-23T14:59:59+02:00"))

    assert (lost.key, lost.kind, lost.who) == ("lost-20261123T12", K.NUMBER_LOST, "operator")
    assert (lost.run, lost.count, lost.state) == (run_name(port_out), 3, S.AWAIT_APPROVAL)
    assert lost.run
    assert lost.command == f"port-out record {ID}"
