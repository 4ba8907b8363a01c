"""What left the inventory, and whether it should have."""

import json
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.inventory import (
    EARLY,
    Fate,
    Listing,
    Loss,
    Place,
    emptied,
    event_id,
    fate,
    left,
    numbers_lost,
)
from port_out.domain.life_cycle import DONE, ENDS, State
from port_out.domain.numbers import Number, NumberOutcome
from port_out.domain.signals import Signal, SignalType
from tests.builders import ID, NOON, NUMBERS, held
from tests.domain.samples import a_port_out

S, N = State, NumberOutcome
ONE, TWO, THREE = NUMBERS
DATE = NOON + timedelta(days=14)
GROUP = "arn:aws:connect:us-east-1:123456789012:traffic-distribution-group/g-1"


def a_listing(*numbers: str, at: Any = NOON, **where: str) -> Listing:
    """The account has these numbers, all in one place."""
    return Listing.of([held(number, **where) for number in numbers], at)


def a_loss(number: str, instance: str = "here") -> Loss:
    return Loss(number, Place(f"id-{number[1:]}", instance), Fate.UNASKED)


def fate_of(state: State, outcome: NumberOutcome, **facts: Any) -> Fate:
    """What became of the first number of a port-out that stands there."""
    return fate(a_port_out(state, facts=facts), Number(ONE, outcome), NOON)


def test_what_is_nowhere_any_more_has_left_and_what_is_new_or_has_come_back_has_not() -> None:
    before, now = a_listing(ONE, TWO), a_listing(TWO, THREE)

    assert set(left(before, now)) == {ONE}
    assert left(now, a_listing(*NUMBERS)) == {}


def test_a_number_that_moves_to_another_instance_or_to_a_group_is_not_lost() -> None:
    before = a_listing(ONE, TWO)

    assert left(before, a_listing(ONE, TWO, instance_id="other")) == {}
    assert left(before, a_listing(ONE, TWO, instance_id="", target_arn=GROUP)) == {}
    assert left(before, a_listing(ONE, TWO, id="a-new-one")) == {}


def test_what_one_of_two_looks_has_seen_is_there() -> None:
    first, second = a_listing(ONE, TWO), a_listing(TWO, THREE, at=NOON + timedelta(minutes=1))

    both = first.also(second)

    assert set(both.numbers) == set(NUMBERS)
    assert both.at == NOON


def test_a_listing_survives_the_file() -> None:
    listing = a_listing(*NUMBERS)

    assert Listing.from_data(json.loads(json.dumps(listing.as_data()))) == listing


def test_a_number_that_no_port_out_had_left_unasked() -> None:
    assert fate(None, None, NOON) is Fate.UNASKED
    assert fate(a_port_out(), None, NOON) is Fate.UNASKED


@pytest.mark.parametrize("state", sorted(State))
def test_a_number_that_its_carrier_has_called_ported_may_go_whatever_comes_after(
    state: State,
) -> None:
    assert fate_of(state, N.PORTED) is Fate.MOVED


@pytest.mark.parametrize("outcome", [N.REQUESTED, N.REFUSED, N.SCHEDULED])
@pytest.mark.parametrize("state", sorted(set(State) - (ENDS - {S.FAILED})))
def test_while_its_port_out_is_open_and_it_has_yet_to_move_a_number_is_needed(
    state: State, outcome: NumberOutcome
) -> None:
    assert fate_of(state, outcome) is Fate.NEEDED


@pytest.mark.parametrize("state", sorted(ENDS - DONE - {S.FAILED}))
def test_a_port_out_that_ended_otherwise_lets_no_number_go(state: State) -> None:
    assert fate_of(state, N.REQUESTED) is Fate.UNASKED
    assert fate_of(state, N.SCHEDULED, port_date=NOON.isoformat()) is Fate.UNASKED


@pytest.mark.parametrize("outcome", [N.REMOVED, N.REJECTED, N.LEFT_BEHIND])
@pytest.mark.parametrize("state", sorted(State))
def test_a_number_that_was_to_stay_left_unasked(state: State, outcome: NumberOutcome) -> None:
    assert fate_of(state, outcome) is Fate.UNASKED


def test_at_the_agreed_time_and_a_day_before_it_the_number_may_go_and_not_earlier() -> None:
    agreed = NOON + EARLY
    too_late = agreed + timedelta(seconds=1)

    assert fate_of(S.AWAIT_COMPLETION, N.SCHEDULED, port_date=agreed.isoformat()) is Fate.MOVED
    assert fate_of(S.AWAIT_COMPLETION, N.SCHEDULED, port_date=too_late.isoformat()) is Fate.NEEDED
    assert fate_of(S.AWAIT_COMPLETION, N.SCHEDULED) is Fate.NEEDED
    assert fate_of(S.AWAIT_APPROVAL, N.REQUESTED, port_date=agreed.isoformat()) is Fate.NEEDED
    assert fate_of(S.FAILED, N.SCHEDULED, port_date=agreed.isoformat()) is Fate.NEEDED


def test_where_numbers_move_on_different_days_each_has_its_own() -> None:
    parts = [
        {"date": NOON.isoformat(), "numbers": [TWO]},
        {"date": DATE.isoformat(), "numbers": [ONE]},
    ]
    port_out = a_port_out(
        S.AWAIT_COMPLETION, facts={"port_date": DATE.isoformat(), "part_dates": parts}
    )

    assert fate(port_out, Number(ONE, N.SCHEDULED), NOON) is Fate.NEEDED
    assert fate(port_out, Number(TWO, N.SCHEDULED), NOON) is Fate.MOVED
    assert fate(port_out, Number(THREE, N.SCHEDULED), NOON) is Fate.NEEDED


def test_an_instance_that_has_nothing_left_is_named_and_one_that_has_is_not() -> None:
    before = Listing(
        NOON, {ONE: Place("1", "gone"), TWO: Place("2", "here"), THREE: Place("3", "here")}
    )
    now = Listing(NOON, {THREE: Place("3", "here")})

    assert emptied(before, now, [a_loss(ONE, "gone"), a_loss(TWO, "here")]) == {"gone"}
    assert emptied(before, now, [a_loss(ONE, "")]) == set()


def test_the_same_losses_since_the_same_day_are_one_event_and_others_are_others() -> None:
    before, later = a_listing(*NUMBERS), a_listing(*NUMBERS, at=DATE)

    same = event_id(before, [a_loss(ONE), a_loss(TWO)])

    assert same == event_id(before, [a_loss(TWO), a_loss(ONE)])
    assert len({same, event_id(before, [a_loss(ONE)]), event_id(later, [a_loss(ONE)])}) == 3
    assert ONE[1:] not in same


def test_what_was_told_as_lost_since_the_day_before_is_known_however_it_was_told() -> None:
    def told(type_: SignalType, hours: int, **facts: Any) -> Signal:
        return Signal("s", ID, type_, "x", NOON + timedelta(hours=hours), facts)

    lost = SignalType.CONNECT_NUMBER_LOST
    signals = [
        told(lost, 1, number=ONE),
        told(lost, 0, numbers=[TWO], last_seen=""),
        told(lost, -1, number=THREE),
        told(lost, 2, number=""),
        told(SignalType.CARRIER_COMPLETED, 1, numbers=[THREE]),
    ]

    assert numbers_lost(signals, NOON) == {ONE, TWO}
