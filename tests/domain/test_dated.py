"""What may be said of the date of a port: moments, windows, zones, and hours that do not exist."""

from datetime import date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.clock import local_moment
from port_out.domain.dated import dated
from port_out.domain.errors import BadInput
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType

CONFIRMED = SignalType.CARRIER_CONFIRMED_DATE
NEW_YORK = "America/New_York"
ZONES = files("tzdata").joinpath("zones").read_text("utf-8").split()


def said(**facts: Any) -> dict[str, Any]:
    """The facts of a confirmed date as they are stored."""
    return checked_facts(CONFIRMED, facts)


def problem(**facts: Any) -> tuple[str, str, str]:
    """The one thing that is wrong with them."""
    with pytest.raises(BadInput) as refused:
        said(**facts)
    [found] = refused.value.problems
    return found.field, found.detail, found.mend


@pytest.mark.parametrize(
    ("local", "zone", "moment"),
    [
        ("2026-12-15T10:00:00", NEW_YORK, "2026-12-15T10:00:00-05:00"),
        ("2027-06-15T10:00", NEW_YORK, "2027-06-15T10:00:00-04:00"),
        ("2028-02-29T10:00:00", "Europe/Berlin", "2028-02-29T10:00:00+01:00"),
        ("2027-03-14T01:59:59", NEW_YORK, "2027-03-14T01:59:59-05:00"),
        ("2027-03-14T03:00:00", NEW_YORK, "2027-03-14T03:00:00-04:00"),
        ("2026-11-01T02:00:00", NEW_YORK, "2026-11-01T02:00:00-05:00"),
        ("2026-12-15T10:00:00", "Asia/Kathmandu", "2026-12-15T10:00:00+05:45"),
        ("2026-12-15T18:00:00Z", "America/Los_Angeles", "2026-12-15T10:00:00-08:00"),
        ("2026-11-01T01:30:00-05:00", NEW_YORK, "2026-11-01T01:30:00-05:00"),
        ("2026-11-01T01:30:00-04:00", NEW_YORK, "2026-11-01T01:30:00-04:00"),
    ],
)
def test_a_local_time_is_stored_as_a_moment_of_its_zone(local: str, zone: str, moment: str) -> None:
    once = said(date=local, time_zone=zone)

    assert once == {"date": moment, "time_zone": zone}
    assert said(**once) == once


def test_a_moment_without_a_zone_is_stored_as_it_came() -> None:
    given = {"date": "2026-12-15T10:00:00-08:00", "until": "2026-12-15T20:00:00Z"}

    assert said(**given) == given


@pytest.mark.parametrize(
    ("facts", "field", "in_words"),
    [
        ({"date": "2027-03-14T02:30:00", "time_zone": NEW_YORK}, "date", "does not exist"),
        ({"date": "2027-03-28T02:00:00", "time_zone": "Europe/Berlin"}, "date", "not exist"),
        ({"date": "2026-11-01T01:30:00", "time_zone": NEW_YORK}, "date", "comes twice"),
        ({"date": "2026-12-15T10:00:00"}, "date", "is not what it must be"),
        ({"date": "2026-12-15", "time_zone": NEW_YORK}, "date", "is not what it must be"),
        ({"date": "2027-02-29T10:00:00", "time_zone": NEW_YORK}, "date", "no 29 February"),
        ({"date": "2027-02-29T10:00:00Z"}, "date", "no 29 February"),
        ({"date": "1999-12-31T10:00:00", "time_zone": NEW_YORK}, "date", "is not what"),
        ({"date": "2100-01-01T10:00:00", "time_zone": NEW_YORK}, "date", "is not what"),
        ({"date": "2026-12-15T10:00:00-08:00", "time_zone": NEW_YORK}, "date", "has not then"),
        ({"date": "2026-12-15T10:00:00", "time_zone": "New York"}, "time_zone", "no time zone"),
        ({"date": "2026-12-15T10:00:00Z", "time_zone": "../UTC"}, "time_zone", "no time zone"),
        ({"date": "2026-12-15T10:00:00Z", "time_zone": "UTC\n"}, "time_zone", "no time zone"),
    ],
)
def test_a_date_that_no_clock_shows_is_refused_with_its_mend(
    facts: dict[str, str], field: str, in_words: str
) -> None:
    where, detail, mend = problem(**facts)

    assert where == f"facts.{field}"
    assert in_words in detail
    assert mend


def test_an_hour_that_comes_twice_is_asked_for_with_its_offset() -> None:
    _, _, mend = problem(date="2026-11-01T01:30:00", time_zone=NEW_YORK)

    assert "2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00" in mend


@pytest.mark.parametrize(
    ("until", "is_taken"),
    [
        ("2026-12-15T09:59:59", False),
        ("2026-12-15T10:00:00", False),
        ("2026-12-15T10:00:01", True),
        ("2026-12-22T10:00:00", True),
        ("2026-12-22T10:00:01", False),
    ],
)
def test_a_window_ends_after_it_begins_and_within_a_week(until: str, is_taken: bool) -> None:
    window = {"date": "2026-12-15T10:00:00", "until": until, "time_zone": NEW_YORK}

    if is_taken:
        assert said(**window)["until"] == f"{until}-05:00"
    else:
        assert problem(**window)[0] == "facts.until"


def test_a_decision_stores_the_moment_too() -> None:
    facts = {"date": "2026-12-15T10:00:00", "time_zone": NEW_YORK}
    decided = checked_facts(
        SignalType.OPERATOR_DECIDED, {"communication": "carrier-c", "means": CONFIRMED} | facts
    )

    assert decided["date"] == "2026-12-15T10:00:00-05:00"


@given(
    some.sampled_from(ZONES),
    some.datetimes(*(datetime.fromisoformat(f"{year}-01-01T00:00") for year in (2001, 2098))),
)
@settings(max_examples=300, deadline=None)
def test_a_local_time_is_one_moment_that_shows_this_time_or_none(zone: str, wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0, fold=0)
    in_first, in_second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    is_plain = in_first.utcoffset() == in_second.utcoffset()

    try:
        moment = local_moment(wall.date(), wall.time(), zone)
    except BadInput:
        assert not is_plain
    else:
        assert is_plain
        assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


def test_a_local_moment_ignores_no_gap_of_any_length() -> None:
    with pytest.raises(BadInput):
        local_moment(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")

    after = local_moment(date(2026, 10, 4), time(2, 30), "Australia/Lord_Howe")

    assert after == datetime.fromisoformat("2026-10-04T02:30:00+11:00")


@pytest.mark.parametrize(
    ("resp_org", "is_taken"), [("ABC01", True), ("abc01", False), ("ABC012", False), ("", False)]
)
def test_a_resp_org_id_has_five_capital_letters_and_digits(resp_org: str, is_taken: bool) -> None:
    facts = {"pon": "PON-1", "resp_org": resp_org}

    if is_taken:
        assert checked_facts(SignalType.CARRIER_SUBMITTED, facts) == facts
    else:
        with pytest.raises(BadInput):
            checked_facts(SignalType.CARRIER_SUBMITTED, facts)


@pytest.mark.parametrize("text", ["2000-01-01T00:00:00Z", "2099-12-31T23:00:00Z"])
def test_a_moment_is_one_of_this_century(text: str) -> None:
    assert dated({"date": text}) == {"date": text}


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("1999-12-31T23:00:00Z", "is not what it must be"),
        ("2100-01-01T00:00:00Z", "is not what it must be"),
        ("2027-02-29T10:00:00Z", "is not what it must be (that year has no 29 February)"),
    ],
)
def test_a_moment_of_another_century_or_of_no_year_is_refused(text: str, detail: str) -> None:
    with pytest.raises(BadInput) as refused:
        dated({"date": text})

    assert [(one.field, one.detail) for one in refused.value.problems] == [("facts.date", detail)]
