"""What a report says of port-outs follows from their records."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from cli.reporting.drawing import columns, time_bars
from cli.reporting.figures import figures
from cli.reporting.reading import stories
from cli.reporting.sheet import HEADER, as_csv
from cli.reporting.spans import span
from cli.reporting.story import STATES
from cli.reporting.whose import PARTY_OF
from port_out.domain.life_cycle import FINAL, Outcome
from tests.cli.past import NOW, Past, PastApi, a_past, completed, refused, seeded

Out = Outcome
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_APPROVAL = (
    *((Out.CONFIRMED, 1), (Out.READY, 1), (Out.OPENED, 1), (Out.GO_AHEAD, 24)),
    *((Out.ISSUED, 1), (Out.SUBMITTED, 48)),
)


def awaiting_approval(number: int = 0, **order: Any) -> Past:
    past = a_past(number, **order)
    for outcome, hours in TO_APPROVAL:
        past = past.moved(outcome, hours)
    return past


def test_time_in_a_state_is_what_the_record_says_and_two_stays_are_one_sum() -> None:
    past = refused(awaiting_approval(), "PIN_INVALID", 72).moved(Out.CONFIRMED, 2)
    past = past.moved(Out.READY, 3).moved(Out.UNDER_WAY, 4)
    found = figures(stories(PastApi([past])), NOW)
    times = {one.state: one for one in found.times}

    assert times["Await Approval"].median == 72 * HOUR
    assert times["Await Correction"].median == 24 * HOUR
    assert times["Confirm Ownership"].median == 3 * HOUR
    assert (times["Issue Carrier Pack"].here, times["Issue Carrier Pack"].left) == (1, 0)
    assert "Await Completion" not in times


def test_another_date_does_not_end_the_stay() -> None:
    past = awaiting_approval().moved(Out.APPROVED, 5).moved(Out.SCHEDULED, 5)
    past = past.moved(Out.RESCHEDULED, 10).moved(Out.PORTED, 14)
    (one,) = stories(PastApi([past]))

    assert [stay.lasted(NOW) for stay in one.stays if stay.state == "Await Completion"] == [
        24 * HOUR
    ]


def test_half_and_nine_in_ten_are_of_those_that_have_left() -> None:
    slow = [a_past(n).moved(Out.CONFIRMED, n + 1) for n in range(10)]
    found = figures(stories(PastApi([*slow, a_past(10)])), NOW)
    time = found.times[0]

    assert (time.state, time.left, time.here) == ("Confirm Ownership", 10, 1)
    assert (time.median, time.most, time.longest) == (5.5 * HOUR, 9 * HOUR, 10 * HOUR)


def test_refusals_are_counted_by_code_and_by_whose_word_they_were() -> None:
    pasts = [
        refused(awaiting_approval(0), "PIN_INVALID", 5, "support"),
        refused(awaiting_approval(1), "PIN_INVALID", 5, "carrier"),
        refused(awaiting_approval(2), "ADDRESS_MISMATCH", 5, "carrier"),
        awaiting_approval(3).moved(Out.REFUSED, 1, signal="carrier.cancelled"),
        awaiting_approval(4).moved(
            Out.REFUSED, 1, signal="operator.decided", means="support.refused", code="OTHER"
        ),
    ]
    codes = figures(stories(PastApi(pasts)), NOW).codes

    assert [(c.code, c.by_support, c.by_carrier) for c in codes] == [
        ("PIN_INVALID", 1, 1),
        ("ADDRESS_MISMATCH", 0, 1),
        ("CARRIER_CANCELLED", 0, 1),
        ("OTHER", 1, 0),
    ]


def test_what_the_program_found_itself_is_no_refusal() -> None:
    found = figures(stories(PastApi([a_past().moved(Out.DIFFERS, 1)])), NOW)

    assert (found.stopped, found.codes) == (1, [])


def test_lead_time_is_from_the_request_to_the_completion() -> None:
    past = completed(a_past())
    found = figures(stories(PastApi([past, a_past(1)])), NOW)

    assert found.lead_times == [past.port_out.since - past.port_out.requested_at]
    assert (found.completed, found.open) == (1, 1)


def test_what_bites_first_stands_first_and_what_is_late_is_overdue() -> None:
    old, new = awaiting_approval(0), awaiting_approval(1, at=NOW - 4 * DAY)
    found = figures(stories(PastApi([new, old, completed(a_past(2))])), NOW)

    assert [one.id for one in found.waiting] == [old.port_out.id, new.port_out.id]
    assert found.overdue == 1


def test_a_failed_port_out_still_waits_for_somebody() -> None:
    found = figures(stories(PastApi([a_past().moved(Out.FAILED, 1)])), NOW)

    assert found.open == 1
    assert found.waiting[0].who == "operator"
    assert set(found.ends) == FINAL


def test_the_same_carrier_written_otherwise_is_one_carrier() -> None:
    pasts = [
        a_past(0, winning_carrier="Example  Telecom"),
        a_past(1, winning_carrier="example telecom"),
    ]
    carriers = figures(stories(PastApi(pasts)), NOW).carriers

    assert [one.port_outs for one in carriers] == [2]


def test_a_report_can_be_of_one_carrier_and_of_a_time() -> None:
    pasts = [
        a_past(0, winning_carrier="A", at=NOW - 9 * DAY),
        a_past(1, winning_carrier="B"),
        a_past(2, winning_carrier="B", at=NOW - 9 * DAY),
    ]
    api = PastApi(pasts)
    found = stories(api, carrier="B", since=NOW - 10 * DAY)

    assert [one.id for one in found] == [pasts[2].port_out.id]
    assert len(api.asked) == 1


def test_every_state_is_somebodys() -> None:
    assert set(PARTY_OF) == set(STATES)


@pytest.mark.parametrize("longest", [0, 1, 11, 12, 40, 100, 5000])
def test_a_distribution_has_every_value_once_and_at_most_twelve_columns(longest: int) -> None:
    times = [timedelta(days=day, hours=3) for day in {0, longest // 2, longest}]
    found = columns(times)

    assert len(found) <= 12
    assert sum(one.count for one in found) == len(times)
    assert max(one.height for one in found) == 100


def test_no_bar_leaves_its_picture_and_none_shows_seconds() -> None:
    found = figures(stories(PastApi(seeded(60))), NOW)
    bars = time_bars(found.times)

    assert max(bar.reach for bar in bars) == 100
    assert all(0 < bar.ends <= bar.reach for bar in bars)
    assert "Assemble Evidence" not in [bar.name for bar in bars]


def test_the_spreadsheet_has_a_row_for_each_and_no_formula() -> None:
    evil = a_past(0, reference='=HYPERLINK("http://evil")', winning_carrier="@SUM(A1)")
    content = as_csv(stories(PastApi([evil, completed(a_past(1))])), NOW).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))

    assert tuple(rows[0]) == HEADER
    assert (rows[0]["Reference"][:2], rows[0]["WinningCarrier"][:2]) == ("'=", "'@")
    assert (rows[1]["LeadTimeDays"], rows[1]["WaitsFor"]) == ("17.92", "")
    assert rows[1]["Days in Await Approval"] == "3.75"
    assert rows[1]["Days in Await Correction"] == ""


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (None, "\u2013"),
        (timedelta(seconds=8), "8 s"),
        (timedelta(minutes=12, seconds=8), "12 min"),
        (timedelta(hours=5, minutes=1), "5 h 1 min"),
        (timedelta(hours=11, minutes=1), "11 h"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
        (timedelta(days=12, hours=4), "12 d"),
    ],
)
def test_a_time_is_said_in_its_two_largest_units(time: timedelta | None, said: str) -> None:
    assert span(time) == said
