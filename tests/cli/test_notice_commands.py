"""A command that a notice names is one that the command line takes, once it is filled in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from port_out.domain.life_cycle import ENDS, WAITS
from port_out.domain.next_step import next_step
from port_out.domain.notice_tasks import task
from port_out.domain.notice_words import text
from port_out.domain.notices import notice_of
from port_out.domain.parties import OPERATOR
from port_out.domain.port_out import requested
from tests.builders import ID, NOON, an_order
from tests.cli.accepting import accepts
from tests.domain.samples import a_port_out

FILLED_IN = {"FILE": str(Path(__file__)), "DAY": "2026-12-15", "MEANING": "nothing"}
FILLED_IN |= {"ANSWER": "carrier.completed", "NUMBER": "+12065550100", "REASON": "right"}
FACTS = ({}, {"to_decide": ["c"]}, {"question": "Why?"}, {"upload_by": "2026-12-15T10:00:00Z"})
TOLD = re.compile(r"port-out .*")


def tasks() -> Iterator[str]:
    """Every command that a notice can name."""
    for state in sorted(WAITS | ENDS):
        for facts in FACTS:
            for reminders in (0, 1):
                port_out = replace(
                    a_port_out(state, facts=facts), waiting=state in WAITS, reminders=reminders
                )
                for who in (OPERATOR, next_step(port_out).who):
                    yield task(port_out, who)[1]


@pytest.mark.parametrize("command", sorted(set(tasks())))
def test_every_command_of_a_notice_is_whole_once_its_capitals_are_filled_in(command: str) -> None:
    filled_in = re.sub(r"\b[A-Z]{3,}\b", lambda word: FILLED_IN[word.group()], command)

    accepts(filled_in)

    assert ID in command


def test_who_does_not_want_the_move_can_stop_it_by_typing_what_the_notice_says() -> None:
    port_out, line = requested(ID, an_order(), at=NOON, by="me", facts={})
    notice = notice_of(None, port_out, line)

    assert notice is not None
    stop = TOLD.findall(text(notice))[0]

    accepts(stop)
    assert stop.startswith(f"port-out cancel {ID}")
