"""The form of a line that is hashed: records that are years old are proven by it."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from port_out.domain.record import GENESIS, Transition, breaks_in, canonical, timestamp

AT = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=2)))
LINE = Transition("po-1", 1, "A", "B", "moved", AT, "me", "s", {"b": [1, 2], "a": "Ž"}, GENESIS)
WRITTEN = (
    '{"at":"2026-11-23T12:00:00.000000+00:00","because":"s","by":"me","facts":{"a":"Ž","b":[1,2]},'
    f'"from":"A","outcome":"moved","port_out_id":"po-1","previous_hash":"{GENESIS}",'
    '"sequence":1,"to":"B"}'
)


def test_a_line_is_hashed_without_spaces_sorted_and_in_utf_8() -> None:
    assert canonical({"b": [1, {"d": 2, "c": 3}], "a": "Ž"}) == (
        '{"a":"Ž","b":[1,{"c":3,"d":2}]}'.encode()
    )
    assert canonical(LINE.as_data(with_hash=False)) == WRITTEN.encode()
    assert LINE.sealed().hash == hashlib.sha256(WRITTEN.encode()).hexdigest()


def test_a_time_is_written_in_utc_on_every_machine() -> None:
    assert timestamp(AT) == "2026-11-23T12:00:00.000000+00:00"


def test_what_does_not_hold_is_said_in_words() -> None:
    first = LINE.sealed()
    third = replace(LINE, sequence=3, previous_hash=first.hash).sealed()
    changed = replace(first, by="somebody")

    assert breaks_in([first, third]) == ["transition 3: expected number 2"]
    assert breaks_in([changed]) == ["transition 1: was changed after it was written"]
