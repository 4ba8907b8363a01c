"""What takes a second person's word, whose word it may be, and what is known of it afterwards."""

from datetime import timedelta

import pytest

from port_out.domain.asked import Asked
from port_out.domain.life_cycle import Outcome
from port_out.domain.people import Person
from port_out.domain.second_person import (
    ANSWER_WITHIN,
    TwoPersons,
    answered,
    content_of,
    is_in_time,
    is_one_of,
    is_seconded,
    makers,
    waits_for,
)
from tests.builders import NOON, NUMBERS, OPERATOR, an_order
from tests.domain.samples import a_signal

MOMENT = timedelta(microseconds=1)
ALICE, BOB = (Person(f"arn:aws:iam::123456789012:user/{name}", name) for name in ("alice", "bob"))


@pytest.mark.parametrize(
    ("is_on", "count", "wants"), [(True, 101, True), (True, 100, False), (False, 101, False)]
)
def test_an_order_of_more_numbers_than_that_takes_two_where_the_rule_is_on(
    is_on: bool, count: int, wants: bool
) -> None:
    rule = TwoPersons(is_on=is_on, above=100)

    assert rule.wants(an_order(number_count=count)) is wants


def test_an_approval_counts_for_exactly_what_was_asked_for() -> None:
    order = an_order()
    content = content_of(order, NUMBERS)

    assert content == Asked(order, NUMBERS).sha256
    assert content != content_of(order, NUMBERS[:2])
    assert content != content_of(an_order(winning_carrier="Another"), NUMBERS)
    assert is_seconded({"seconded": {"sha256": content}}, content)
    assert not is_seconded({"seconded": {"sha256": content[1:]}}, content)
    assert not is_seconded({}, content)


def test_what_waits_is_the_order_with_its_content_and_its_size() -> None:
    assert waits_for("abc", an_order()) == {"what": "order", "sha256": "abc", "numbers": 3}


def test_whoever_requested_or_corrected_it_has_made_it() -> None:
    corrector = {"arn": BOB.arn, "id": BOB.id}
    known = {"requester_id": "alice", "correctors": [corrector]}

    assert makers(ALICE.arn, known) == [ALICE, BOB]
    assert makers(OPERATOR, {}) == [Person(OPERATOR, "")]
    assert is_one_of(BOB, [ALICE, BOB])
    assert not is_one_of(BOB, [ALICE])


def test_an_approval_says_of_what_by_whom_and_when() -> None:
    signal = a_signal("approver.approved", by=BOB.arn, sha256="abc")

    assert answered(signal, Outcome.SECONDED) == {
        "to_approve": None,
        "seconded": {"sha256": "abc", "by": BOB.arn, "at": "2026-11-23T12:00:00.000000+00:00"},
    }


def test_who_declines_gives_the_reason_of_the_cancelling_and_others_leave_none() -> None:
    declined = a_signal("approver.declined", by=BOB.arn, reason="too many")
    cancelled = a_signal("operator.cancelled")

    assert answered(declined, Outcome.CANCELLED) == {
        "to_approve": None,
        "cancel_reason": "declined by a second person: too many",
    }
    assert answered(cancelled, Outcome.CANCELLED) == {"to_approve": None}


def test_there_are_seven_days_to_approve_from_the_asking_on() -> None:
    assert is_in_time(NOON, NOON)
    assert is_in_time(NOON, NOON + timedelta(days=7))
    assert not is_in_time(NOON, NOON + ANSWER_WITHIN + MOMENT)
    assert not is_in_time(NOON, NOON - MOMENT)
