"""A notice reads like a letter to somebody who has never heard of the program."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.notice_words import attributes, text
from port_out.domain.notices import Notice, NoticeKind
from tests.builders import ID, NOON

ABOUT = (
    "Connect Port-Out moves phone numbers from Amazon Connect to another carrier. You get this "
    "because your address is registered for its notices; whoever runs it can take it off."
)


def a_notice(**changes: Any) -> Notice:
    """Support is to approve until three days from now; one of three numbers has a date."""
    given: dict[str, Any] = {
        "port_out_id": ID,
        "key": "5-waits",
        "kind": NoticeKind.SCHEDULED,
        "at": NOON,
        "state": State.AWAIT_COMPLETION,
        "who": "operator",
        "what": "do it",
        "command": f"port-out signal {ID} carrier.completed NAME",
        "count": 1,
        "by": NOON + timedelta(days=3),
        "date": NOON + timedelta(days=5),
        "of": 3,
    }
    return Notice(**given | changes)


def lines(notice: Notice, console: str = "") -> list[str]:
    """The text without its first line."""
    return text(notice, console).split("\n")[1:]


def test_it_says_who_does_what_by_when_how_and_where_to_look() -> None:
    assert lines(a_notice(), "https://console") == [
        "",
        "Who acts now: you, or whoever looks after this move in your organization",
        "What: do it",
        "By: 2026-11-26 12:00 UTC",
        f"Look first: port-out show {ID}",
        f"Type: port-out signal {ID} carrier.completed NAME (words in capitals are yours to fill "
        "in)",
        "",
        f"Port-out: {ID}, {State.AWAIT_COMPLETION}",
        "In the AWS console: https://console",
        "",
        ABOUT,
        "",
    ]


def test_what_is_not_known_or_not_needed_is_left_out() -> None:
    look = f"port-out show {ID}"

    ended = a_notice(who="nobody", what="nothing to do", by=None, command=look)
    stateless = a_notice(state=None, who="AWS Support", by=None, command="port-out inventory")

    assert lines(ended) == [
        "",
        "nothing to do",
        f"Type: {look}",
        "",
        f"Port-out: {ID}, {State.AWAIT_COMPLETION}",
        "",
        ABOUT,
        "",
    ]
    assert lines(stateless)[1:5] == [
        "Who acts now: AWS Support",
        "What: do it",
        "Type: port-out inventory",
        "",
    ]
    assert f"Type: port-out stop {ID}" in lines(a_notice(command=f"port-out stop {ID}"))


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [(1, None, "1 phone number "), (2, None, "2 phone numbers "), (2, 3, "2 phone numbers of 3 ")],
)
def test_numbers_are_counted_and_those_of_another_time_are_spoken_of(
    count: int, of: int | None, words: str
) -> None:
    story = text(a_notice(count=count, of=of)).split("\n")[0]

    assert words in story
    assert "2026-11-28 12:00 UTC" in story
    assert story.endswith("The others move at another time, or have none yet.") is (of is not None)
    assert "an agreed time" in text(a_notice(date=None))


def test_subscribers_filter_by_kind_by_who_by_what_must_be_told_and_by_id() -> None:
    assert attributes(a_notice()) == {
        "kind": str(NoticeKind.SCHEDULED),
        "who": "operator",
        "mandatory": "true" if a_notice().is_mandatory else "false",
        "port_out_id": ID,
    }
    assert {
        attributes(a_notice(kind=kind))["mandatory"]
        for kind in (NoticeKind.REQUESTED, NoticeKind.REMINDED)
    } == {"true", "false"}
