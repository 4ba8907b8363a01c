"""The business day before the port and its day, counted where the numbers are."""

from datetime import datetime
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.port_day import Calls, noted, port_day_signals, with_calls
from port_out.domain.port_out import PortOut
from port_out.domain.signals import SignalType
from tests.builders import NOON, NUMBERS, an_order
from tests.domain.samples import a_port_out

S = State
MONDAY = "2026-12-14T10:00:00-08:00"
BEFORE, DAY = "clock.port_day_before", "clock.port_day"


def at(text: str) -> datetime:
    """A moment, written as in ISO 8601."""
    return datetime.fromisoformat(text)


def awaiting(date: str = MONDAY, country: str = "US", **changes: Any) -> PortOut:
    """A port-out whose wait for the port has begun."""
    facts = {"port_date": date} | changes.pop("facts", {})
    return a_port_out(
        changes.pop("state", S.AWAIT_COMPLETION),
        facts=facts,
        order=an_order(country=country),
        waiting=changes.pop("waiting", True),
    )


def come(port_out: PortOut, as_of: str) -> list[tuple[str, str]]:
    """The days that have come then, and of which date."""
    signals = port_day_signals(port_out, at(as_of), NOON)
    return [(str(signal.type), signal.facts["day"]) for signal in signals]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-12-10T23:59:00-05:00", []),
        ("2026-12-11T00:00:00-05:00", [(BEFORE, "2026-12-14")]),
        ("2026-12-12T12:00:00-05:00", [(BEFORE, "2026-12-14")]),
        ("2026-12-13T23:59:00-05:00", [(BEFORE, "2026-12-14")]),
        ("2026-12-14T00:00:00-05:00", [(DAY, "2026-12-14")]),
        ("2026-12-14T23:59:00-05:00", [(DAY, "2026-12-14")]),
        ("2026-12-15T00:00:00-05:00", []),
    ],
)
def test_the_day_before_a_monday_is_the_friday(as_of: str, expected: list[tuple[str, str]]) -> None:
    assert come(awaiting(), as_of) == expected


@pytest.mark.parametrize(
    ("date", "country", "before", "too_early"),
    [
        ("2026-11-27T10:00:00-05:00", "US", "2026-11-25", "2026-11-24"),
        ("2026-11-27T10:00:00+00:00", "GB", "2026-11-26", "2026-11-25"),
        ("2027-01-04T10:00:00+01:00", "DE", "2026-12-31", "2026-12-30"),
        ("2028-02-29T10:00:00+01:00", "DE", "2028-02-28", "2028-02-25"),
        ("2028-03-01T10:00:00+01:00", "DE", "2028-02-29", "2028-02-28"),
        ("2027-03-29T10:00:00+11:00", "AU", "2027-03-25", "2027-03-24"),
    ],
)
def test_the_day_before_is_a_business_day_of_the_country(
    date: str, country: str, before: str, too_early: str
) -> None:
    port_out = awaiting(date, country)

    assert [type_ for type_, _ in come(port_out, f"{before}T08:00:00{date[-6:]}")] == [BEFORE]
    assert come(port_out, f"{too_early}T08:00:00{date[-6:]}") == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2027-03-13T12:00:00-05:00", [BEFORE]),
        ("2027-03-14T04:59:59+00:00", [BEFORE]),
        ("2027-03-14T05:00:00+00:00", [DAY]),
        ("2027-03-15T03:59:59+00:00", [DAY]),
        ("2027-03-15T04:00:00+00:00", []),
    ],
)
def test_a_day_of_twenty_three_hours_is_a_day(as_of: str, expected: list[str]) -> None:
    spring_sunday = awaiting("2027-03-14T12:00:00-04:00")

    assert [type_ for type_, _ in come(spring_sunday, as_of)] == expected


def test_each_day_comes_once_for_each_date() -> None:
    port_out = awaiting()
    [first] = port_day_signals(port_out, at("2026-12-11T12:00:00Z"), NOON)
    [again] = port_day_signals(port_out, at("2026-12-12T12:00:00Z"), NOON)
    known = noted({}, first.type, first.facts)

    assert first.id == again.id
    assert come(awaiting(facts=known), "2026-12-12T12:00:00Z") == []
    assert come(awaiting(facts=known), "2026-12-14T12:00:00Z") == [(DAY, "2026-12-14")]
    moved = awaiting("2026-12-15T10:00:00-08:00", facts=known)
    assert come(moved, "2026-12-14T12:00:00Z") == [(BEFORE, "2026-12-15")]


def test_parts_that_move_on_two_days_have_both() -> None:
    tuesday = "2026-12-15T10:00:00-08:00"
    parts = [
        {"date": MONDAY, "numbers": [NUMBERS[0]]},
        {"date": tuesday, "numbers": [NUMBERS[1]]},
    ]
    port_out = awaiting(tuesday, facts={"part_dates": parts})

    assert come(port_out, "2026-12-14T15:00:00Z") == [(DAY, "2026-12-14"), (BEFORE, "2026-12-15")]


@pytest.mark.parametrize(
    "changes", [{"waiting": False}, {"state": S.AWAIT_PORT_DATE}, {"state": S.AWAIT_CORRECTION}]
)
def test_only_who_awaits_the_port_hears_of_its_day(changes: dict[str, Any]) -> None:
    assert come(awaiting(**changes), "2026-12-14T15:00:00Z") == []


def test_the_calls_of_the_week_are_known_with_the_time_of_reading() -> None:
    [signal] = port_day_signals(awaiting(), at("2026-12-14T12:00:00Z"), NOON)

    facts = with_calls(signal, Calls(12, NOON))
    known = noted({"port_days": {"2026-12-14": {"day_before": "x"}}}, signal.type, facts)

    assert known["traffic"] == {"calls": 12, "days": 7, "read_at": NOON.isoformat()}
    assert set(known["port_days"]["2026-12-14"]) == {"day_before", "port_day"}
    assert signal.type is SignalType.CLOCK_PORT_DAY
