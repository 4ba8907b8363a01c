"""Toll-free numbers of +1 change their RespOrg: 2 business days, then escalation."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from port_out.domain.clock import after_business_days, first_due, has_expired, next_due
from port_out.domain.life_cycle import State
from port_out.domain.next_step import missing, next_step
from port_out.domain.numbers import Kind
from port_out.domain.patience import BY_ROC, PATIENCE
from port_out.domain.port_out import PortOut
from port_out.domain.reminders import clock_signal, reminded
from port_out.domain.roc import (
    Roc,
    escalation,
    goes_by_roc,
    late_task,
    standing,
    wants_resp_org,
)
from tests.builders import NOON, an_order
from tests.domain.samples import a_port_out

S = State
SUBMITTED = "2026-11-24T15:00:00+00:00"  # the Tuesday before Thanksgiving
OVERDUE, LAPSED = "2026-11-27T15:00:00+00:00", "2026-12-09T15:00:00+00:00"


def toll_free(state: State = S.AWAIT_APPROVAL, country: str = "US", **facts: Any) -> PortOut:
    """Toll-free numbers whose RespOrg change was submitted."""
    order = an_order(kind=Kind.TOLL_FREE, country=country)
    known = {"case_id": "case-1", "pon": "ROC-7", "submitted_at": SUBMITTED} | facts
    return a_port_out(state, order=order, facts=known, waiting=True)


def reminded_at(port_out: PortOut, moment: str) -> tuple[PortOut, str]:
    """The port-out after the reminder of then, and what AWS Support was told."""
    signal = clock_signal(port_out, datetime.fromisoformat(moment), NOON)
    after, messages = reminded(port_out, port_out, signal)
    return after, "".join(text for _, text in messages)


@pytest.mark.parametrize(
    ("kind", "country", "by_roc"),
    [
        (Kind.TOLL_FREE, "US", True),
        (Kind.TOLL_FREE, "CA", True),
        (Kind.TOLL_FREE, "PR", True),
        (Kind.TOLL_FREE, "GB", False),
        (Kind.GEOGRAPHIC, "US", False),
    ],
)
def test_toll_free_numbers_of_plus_one_are_in_the_registry(
    kind: Kind, country: str, by_roc: bool
) -> None:
    assert goes_by_roc(an_order(kind=kind, country=country)) is by_roc


@pytest.mark.parametrize(
    ("as_of", "stands"),
    [
        ("2026-11-27T14:59:59+00:00", None),
        (OVERDUE, Roc.OVERDUE),
        ("2026-12-09T14:59:59+00:00", Roc.OVERDUE),
        (LAPSED, Roc.LAPSED),
    ],
)
def test_a_change_is_overdue_after_two_and_lapses_after_ten_business_days(
    as_of: str, stands: Roc | None
) -> None:
    assert standing(toll_free(), datetime.fromisoformat(as_of)) == stands


def test_only_an_approval_that_is_awaited_can_be_late() -> None:
    late = datetime.fromisoformat(LAPSED)

    assert standing(toll_free(S.AWAIT_PORT_DATE), late) is None
    assert standing(toll_free(country="GB"), late) is None


def test_the_wait_of_a_change_has_a_clock_of_its_own() -> None:
    due = first_due(S.AWAIT_APPROVAL, NOON, country="US", by_roc=True)

    assert due == after_business_days(NOON, 2, "US")
    assert next_due(S.AWAIT_APPROVAL, NOON, country="US", by_roc=True) == due
    assert due < first_due(S.AWAIT_APPROVAL, NOON, country="US")
    assert next_due(S.AWAIT_PORT_DATE, NOON, country="US", by_roc=True) == next_due(
        S.AWAIT_PORT_DATE, NOON, country="US"
    )


def test_the_port_out_outlives_a_change_that_lapsed() -> None:
    def expired(reminders: int) -> bool:
        later = NOON + timedelta(days=40)
        return has_expired(S.AWAIT_APPROVAL, reminders, requested_at=NOON, now=later, by_roc=True)

    assert not expired(PATIENCE[S.AWAIT_APPROVAL].reminders)
    assert expired(BY_ROC.reminders)
    assert BY_ROC.reminders * BY_ROC.business_days > 10


def test_a_late_change_is_escalated_on_the_case_and_to_the_operator() -> None:
    before = toll_free()

    after, text = reminded_at(before, OVERDUE)

    assert "RespOrg change (ROC) of these toll-free numbers, order ROC-7," in text
    assert "overdue" in text
    assert next_step(before).who == "AWS Support"
    assert next_step(after).who == "operator"
    assert "Somos Help Desk" in next_step(after).what


def test_a_lapsed_change_is_to_be_submitted_again() -> None:
    after, text = reminded_at(toll_free(), LAPSED)

    assert "has lapsed" in text
    assert "submit it again" in next_step(after).what


def test_a_change_that_was_submitted_again_is_on_time() -> None:
    late, _ = reminded_at(toll_free(), OVERDUE)

    again = replace(late, facts={**late.facts, "submitted_at": LAPSED})

    assert next_step(again).who == "AWS Support"


def test_nobody_is_reminded_of_a_change_while_it_is_our_turn_to_answer() -> None:
    after, text = reminded_at(toll_free(question="which numbers?"), OVERDUE)

    assert text == ""
    assert "which numbers?" in next_step(after).what


def test_the_resp_org_is_missing_until_somebody_has_named_it_or_it_is_approved() -> None:
    asked = "winning carrier's RespOrg id (on the LOA)"
    named = toll_free()
    in_order = replace(named, order=replace(named.order, resp_org="ABC01"))

    assert asked in missing(toll_free())
    assert asked not in missing(toll_free(resp_org="ABC01"))
    assert asked not in missing(in_order)
    assert asked not in missing(toll_free(approved_at=LAPSED))
    assert asked not in missing(a_port_out(S.AWAIT_APPROVAL))


def test_a_late_change_is_told_with_its_order_its_day_and_who_has_to_act() -> None:
    wait = toll_free()

    asked = escalation(wait, datetime.fromisoformat(OVERDUE))
    unnamed = escalation(toll_free(pon=None), datetime.fromisoformat(OVERDUE))
    late, _ = reminded_at(wait, OVERDUE)

    begins = "the RespOrg change (ROC) of these toll-free numbers"
    assert asked.startswith(f"{begins}, order ROC-7, was submitted on 2026-11-24 and is overdue")
    assert unnamed.startswith(f"{begins} was submitted on 2026-11-24")
    assert late_task(late) == (
        "operator",
        "the RespOrg change (ROC) has had no answer for 2 business days: have Example Telecom put "
        "it before the Somos Help Desk, which only the submitting RespOrg can do, and ask for the "
        "reason; AWS Support is reminded on the case",
    )
    assert escalation(wait, datetime.fromisoformat(SUBMITTED)) == ""


@pytest.mark.parametrize("known", [{"approved_at": "x"}, {"port_date": "x"}, {"resp_org": "x"}])
def test_no_resp_org_is_wanted_once_the_port_is_agreed_or_it_is_named(
    known: dict[str, Any],
) -> None:
    assert wants_resp_org(toll_free())
    assert not wants_resp_org(toll_free(**known))
