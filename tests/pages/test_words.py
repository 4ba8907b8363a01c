"""Plain words for everything that a page can meet."""

import pytest

from port_out.domain.life_cycle import FINAL, State
from port_out.domain.places import country_name, time_zones
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import SignalType
from port_out.pages import words


def test_every_refusal_code_can_be_chosen_once_and_has_words() -> None:
    groups = words.codes()

    listed = [code for known in groups.values() for code in known]
    assert sorted(listed) == sorted(REFUSALS)
    assert listed[-1] == "OTHER"
    for known in groups.values():
        assert known
        assert all("_" not in said and said[:1].isupper() for said in known.values())


@pytest.mark.parametrize("state", sorted(set(State) - FINAL))
def test_every_stage_is_told_without_our_words(state: State) -> None:
    told = words.stage(state)

    assert told.endswith(".")
    assert "Await" not in told


def test_a_time_is_told_on_both_clocks() -> None:
    there = words.moment("2026-12-15T17:30:00-08:00", "America/Los_Angeles")

    assert there == "Tuesday, 15 December 2026, 17:30 America/Los Angeles time (01:30 UTC)"
    assert words.moment("2026-12-15T10:00:00-08:00") == (
        "Tuesday, 15 December 2026, 10:00 UTC-08:00 (18:00 UTC)"
    )
    assert words.moment("2026-02-01T09:05:00+00:00") == "Sunday, 1 February 2026, 09:05 UTC"


def test_numbers_that_move_on_different_days_have_each_their_line() -> None:
    parts = [
        {"date": "2026-12-16T10:00:00+00:00", "numbers": ["+1"]},
        {"date": "2026-12-15T10:00:00+00:00", "numbers": ["+2"]},
    ]
    known = {"port_date": "2026-12-16T10:00:00+00:00", "part_dates": parts}

    lines = words.dates(known).splitlines()

    assert [line[:11] for line in lines] == ["Tuesday, 15", "Wednesday, "]
    assert words.dates({}) == ""


def test_what_was_said_is_repeated_line_by_line() -> None:
    partly = {"numbers": ["+1", "+2"], "more_to_come": True}

    assert words.said(SignalType.CARRIER_COMPLETED, partly) == [
        ("Ported", "+1, +2"),
        ("The others", "follow later"),
    ]
    assert words.said(SignalType.CARRIER_REFUSED, {"code": "PIN_INVALID"}) == [
        ("Refused because", "The PIN or passcode is wrong"),
        ("Numbers", "all numbers"),
    ]


def test_a_country_has_a_name_and_its_time_zones_and_utc_is_always_there() -> None:
    zones = time_zones("US")

    assert country_name("US") == "United States"
    assert zones["America/New_York"] == "America/New York - Eastern (most areas)"
    assert list(zones)[-1] == "UTC"
    assert time_zones("ZZ") == {"UTC": "UTC"}
    assert country_name("ZZ") == "ZZ"
