"""What is told of numbers that left and were in no port-out."""

import json
from typing import Any

import pytest

from port_out.domain.inventory import INVENTORY
from port_out.domain.inventory_notice import numbers_left
from port_out.domain.notice_words import LONGEST_SUBJECT, attributes, event, subject, text
from port_out.domain.notices import MANDATORY, Notice, NoticeKind

EVENT = "0123456789abcdef01234567"
REPORT = f"s3://documents/inventory/left/2026-11-22-{EVENT}.json"


def told(**changes: Any) -> Notice:
    """The notice of two numbers."""
    found = {
        "event": EVENT,
        "since": "2026-11-22T03:00:00.000000+00:00",
        "at": "2026-11-23T03:00:05.000000+00:00",
        "count": 2,
        "protected": 0,
        "emptied": 0,
        "report": REPORT,
    }
    return numbers_left(found | changes)


def test_everybody_is_told_how_many_since_when_and_how_to_see_which() -> None:
    notice = told()

    said = text(notice)
    assert "Amazon Connect had 2 phone numbers on 2026-11-22 03:00 UTC" in said
    assert f"Type: aws s3 cp {REPORT} -\n" in said
    assert "Who acts now: you" in said
    assert notice.kind in MANDATORY
    assert notice.kind is NoticeKind.NUMBERS_LEFT
    assert attributes(notice)["kind"] == "inventory.numbers_left"


def test_it_names_no_port_out_as_there_is_none() -> None:
    notice = told()

    assert "port-out show" not in text(notice)
    assert "Port-out:" not in text(notice)
    data = event(notice)["data"]
    assert (data["port_out_id"], data["state"]) == (INVENTORY, None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"protected": 2}, "2 of them had a port lock. See which numbers"),
        ({"emptied": 1}, "1 instance has no number left that it had. See which"),
        ({"emptied": 3}, "3 instances have no number left that they had. See which"),
        ({}, "See which numbers they are"),
    ],
)
def test_locks_and_instances_that_are_gone_are_said_first(
    changes: dict[str, int], said: str
) -> None:
    assert told(**changes).what.startswith(said)


def test_the_subject_fits_and_the_notice_survives_the_table() -> None:
    notice = told(count=100_000, protected=7, emptied=20)

    assert len(subject(notice)) <= LONGEST_SUBJECT
    assert subject(notice).isascii()
    assert Notice.from_data(json.loads(json.dumps(notice.as_data()))) == notice


def test_the_same_event_is_one_notice() -> None:
    assert told().id == told(count=3).id == f"inventory-left-{EVENT}"
    assert told().id != told(event="f" * 24).id
