"""Business days, time zones, and how long each wait is patient."""

from datetime import UTC, date, datetime, timedelta

import pytest

from port_out.domain.clock import (
    CARRIER_GRACE,
    LONGEST,
    after_business_days,
    business_days_until,
    first_due,
    has_expired,
    is_business_day,
    next_due,
    zone,
)
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.patience import PATIENCE

S = State


def at(text: str) -> datetime:
    """A moment, written as in ISO 8601."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "days", "country", "there"),
    [
        ("2026-11-23T15:00:00Z", 2, "US", "2026-11-25T15:00:00Z"),
        ("2026-11-23T15:00:00Z", 5, "US", "2026-12-01T15:00:00Z"),
        ("2026-11-23T15:00:00Z", 5, "GB", "2026-11-30T15:00:00Z"),
        ("2026-11-27T23:30:00Z", 1, "US", "2026-11-30T23:30:00Z"),
        ("2026-11-28T15:00:00Z", 1, "US", "2026-11-30T15:00:00Z"),
        ("2026-11-28T03:00:00Z", 1, "US", "2026-12-01T03:00:00Z"),
        ("2026-12-24T15:00:00Z", 1, "US", "2026-12-28T15:00:00Z"),
        ("2026-12-31T15:00:00Z", 1, "US", "2027-01-04T15:00:00Z"),
        ("2026-10-30T14:00:00Z", 1, "US", "2026-11-02T15:00:00Z"),
        ("2027-03-12T15:00:00Z", 1, "US", "2027-03-15T14:00:00Z"),
        ("2026-10-23T08:00:00Z", 1, "DE", "2026-10-26T09:00:00Z"),
        ("2026-11-22T15:00:00Z", 1, "AU", "2026-11-23T15:00:00Z"),
        ("2026-11-23T15:00:00Z", 5, "XX", "2026-11-30T15:00:00Z"),
    ],
)
def test_business_days_keep_the_local_time_and_skip_weekends_and_holidays(
    start: str, days: int, country: str, there: str
) -> None:
    assert after_business_days(at(start), days, country) == at(there)


def test_a_friday_evening_is_saturday_where_the_numbers_are() -> None:
    friday_evening = at("2026-11-27T20:00:00-05:00").astimezone(UTC)

    assert after_business_days(friday_evening, 1, "AU") == at("2026-11-30T12:00:00+11:00")


def test_an_hour_that_daylight_saving_skips_is_moved_and_not_lost() -> None:
    due = after_business_days(at("2026-03-27T01:30:00+00:00"), 1, "GB")

    assert due == at("2026-03-30T01:30:00+01:00")


def test_a_country_that_nobody_has_a_calendar_for_has_weekends_and_utc() -> None:
    assert not is_business_day(date(2026, 11, 28), "XX")
    assert is_business_day(date(2026, 12, 25), "XX")
    assert str(zone("XX")) == "UTC"


def test_thanksgiving_is_no_business_day_in_the_united_states_only() -> None:
    assert not is_business_day(date(2026, 11, 26), "US")
    assert is_business_day(date(2026, 11, 26), "CA")


@pytest.mark.parametrize(
    ("now", "end", "days"),
    [
        ("2026-11-23T15:00:00Z", "2026-11-23T20:00:00Z", 0),
        ("2026-11-23T15:00:00Z", "2026-11-20T15:00:00Z", 0),
        ("2026-11-23T15:00:00Z", "2026-11-24T09:00:00Z", 1),
        ("2026-11-23T15:00:00Z", "2026-11-30T15:00:00Z", 4),
        ("2026-11-24T04:00:00Z", "2026-11-24T15:00:00Z", 1),
        ("2026-11-28T15:00:00Z", "2026-11-29T15:00:00Z", 0),
    ],
)
def test_business_days_until_a_date_are_counted_where_the_numbers_are(
    now: str, end: str, days: int
) -> None:
    assert business_days_until(at(end), at(now), "US") == days


@pytest.mark.parametrize("state", sorted(WAITS))
def test_every_wait_is_due_after_its_business_days(state: State) -> None:
    entered = at("2026-11-30T15:00:00Z")

    due = first_due(state, entered, country="US")

    assert business_days_until(due, entered, "US") == PATIENCE[state].business_days
    assert next_due(state, entered, country="US") == due


def test_a_winning_carrier_has_its_grace_after_the_agreed_date() -> None:
    entered, agreed = at("2026-11-30T15:00:00Z"), at("2026-12-15T10:00:00-08:00")

    due = first_due(S.AWAIT_COMPLETION, entered, country="US", port_date=agreed)

    assert due == agreed + CARRIER_GRACE


def test_an_agreed_date_long_past_still_leaves_a_day() -> None:
    entered, agreed = at("2026-11-30T15:00:00Z"), at("2026-11-01T10:00:00-08:00")

    due = first_due(S.AWAIT_COMPLETION, entered, country="US", port_date=agreed)

    assert due == entered + timedelta(days=1)


def test_the_agreed_date_counts_for_the_completion_only() -> None:
    entered, agreed = at("2026-11-30T15:00:00Z"), at("2027-12-15T10:00:00-08:00")

    due = first_due(S.AWAIT_APPROVAL, entered, country="US", port_date=agreed)

    assert due == first_due(S.AWAIT_APPROVAL, entered, country="US")


@pytest.mark.parametrize("state", sorted(WAITS))
def test_a_wait_expires_after_its_last_reminder_and_not_before(state: State) -> None:
    requested, last = at("2026-11-23T12:00:00Z"), PATIENCE[state].reminders

    def expired(reminders: int) -> bool:
        now = requested + timedelta(days=30)
        return has_expired(state, reminders, requested_at=requested, now=now)

    assert last >= 3
    assert not expired(last - 1)
    assert expired(last)


def test_a_port_out_ends_by_itself_before_step_functions_would_end_it() -> None:
    requested = at("2026-11-23T12:00:00Z")

    def expired(after: timedelta) -> bool:
        return has_expired(S.AWAIT_APPROVAL, 0, requested_at=requested, now=requested + after)

    assert timedelta(days=300) < LONGEST < timedelta(days=365)
    assert not expired(LONGEST - timedelta(seconds=1))
    assert expired(LONGEST)
