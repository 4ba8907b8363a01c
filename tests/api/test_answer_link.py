"""GET and POST /links/{token}: what a person at a carrier says, once."""

import re
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import State
from port_out.domain.links import Link
from port_out.domain.signals import Signal
from tests.api.builders import ID, NUMBERS, a_port_out
from tests.api.person import FORM, a_link, look, say
from tests.api.world import World
from tests.fakes import FakeFunctions

AGREED = {"port_date": "2026-12-15T10:00:00-08:00", "pon": "PON-1"}
DATE = {"what": "date", "date": "2026-12-15", "time": "10:00", "zone": "America/Los_Angeles"}


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(State.AWAIT_CARRIER_SUBMISSION))


def the_signal(world: World) -> Signal:
    [signal] = world.inbox.signals(ID)
    return signal


SAYINGS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"what": "submitted", "pon": " PON-88213 "}, "carrier.submitted", {"pon": "PON-88213"}),
    (DATE, "carrier.confirmed_date",
     {"date": "2026-12-15T10:00:00-08:00", "time_zone": "America/Los_Angeles"}),
    (DATE | {"until": "12:30", "numbers": NUMBERS[1]}, "carrier.confirmed_date",
     {"date": "2026-12-15T10:00:00-08:00", "time_zone": "America/Los_Angeles",
      "until": "2026-12-15T12:30:00-08:00", "numbers": [NUMBERS[1]]}),
    ({"what": "completed", "scope": "all"}, "carrier.completed", {}),
    ({"what": "completed", "scope": "rest-later", "numbers": "(206) 555-0100"},
     "carrier.completed", {"numbers": [NUMBERS[0]], "more_to_come": True}),
    ({"what": "completed", "scope": "rest-stays", "numbers": [NUMBERS[0], NUMBERS[0]]},
     "carrier.completed", {"numbers": [NUMBERS[0]]}),
    ({"what": "refused", "code": "PIN_INVALID", "reason": "", "numbers": f"{NUMBERS[0]}\n"},
     "carrier.refused", {"code": "PIN_INVALID", "numbers": [NUMBERS[0]]}),
    ({"what": "refused", "code": "OTHER", "reason": "the desk\r\nis closed"},
     "carrier.refused", {"code": "OTHER", "reason": "the desk\nis closed"}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "type_", "facts"), SAYINGS)
def test_what_is_said_is_a_signal_of_that_person_and_is_repeated(
    waiting: World, fields: dict[str, Any], type_: str, facts: dict[str, Any]
) -> None:
    path = a_link(waiting)

    answer = say(waiting, path, **fields)

    signal, [link] = the_signal(waiting), waiting.links.list(ID)
    assert answer.status == 200
    assert "Thank you, Bo Lindqvist" in answer.text
    assert (signal.type, signal.by) == (type_, "carrier-person:Bo Lindqvist")
    assert signal.facts == facts | {"link": link.id}
    assert waiting.functions.settled == [ID]


def test_a_date_is_a_changed_one_where_another_is_agreed(world: World) -> None:
    world.holding(a_port_out(State.AWAIT_COMPLETION, facts=AGREED))

    answer = say(world, a_link(world), **DATE | {"time": "11:00"})

    assert answer.status == 200
    assert the_signal(world).type == "carrier.changed_date"


def test_looking_changes_nothing_however_often(waiting: World) -> None:
    path = a_link(waiting)

    statuses = {look(waiting, path).status for _ in range(3)}

    assert statuses == {200}
    assert not waiting.inbox.signals(ID)
    assert not waiting.functions.settled
    assert say(waiting, path, what="submitted", pon="PON-1").status == 200


def test_the_same_form_again_is_thanked_again_and_another_one_is_too_late(waiting: World) -> None:
    path = a_link(waiting)
    first, again = (say(waiting, path, what="submitted", pon="PON-1") for _ in range(2))

    other = say(waiting, path, what="submitted", pon="PON-2")

    assert (first.status, again.status, other.status) == (200, 200, 410)
    assert first.text == again.text
    assert the_signal(waiting).facts["pon"] == "PON-1"
    assert waiting.functions.settled == [ID, ID]
    assert look(waiting, path).status == 410


def test_the_same_form_is_known_again_also_when_the_port_out_has_moved_on(waiting: World) -> None:
    path = a_link(waiting)
    say(waiting, path, **DATE)
    waiting.holding(a_port_out(State.COMPLETED, facts=AGREED))

    again = say(waiting, path, **DATE)

    assert again.status == 200
    assert "Agreed date" in again.text


def test_of_two_answers_at_once_one_counts(waiting: World) -> None:
    path, use = a_link(waiting), waiting.links.use

    def a_moment_later(link: Link, signal: Signal, answer: str) -> bool:
        waiting.links.use = use  # type: ignore[method-assign]  # the fake is played otherwise here
        assert say(waiting, path, what="submitted", pon="PON-1").status == 200
        raise TemporarilyUnavailable("DynamoDB: TransactionConflict")

    waiting.links.use = a_moment_later  # type: ignore[method-assign]  # the fake is played otherwise here
    late = say(waiting, path, what="submitted", pon="PON-2")

    assert late.status == 410
    assert the_signal(waiting).facts["pon"] == "PON-1"


def test_a_call_that_was_killed_after_storing_goes_on_with_the_next_one(waiting: World) -> None:
    class Killed(FakeFunctions):
        def settle(self, port_out_id: str) -> None:
            raise TemporarilyUnavailable("Lambda: ServiceException")

    path, alive = a_link(waiting), waiting.functions
    waiting.functions = Killed()
    killed = say(waiting, path, what="submitted", pon="PON-1")
    waiting.functions = alive

    again = say(waiting, path, what="submitted", pon="PON-1")

    assert (killed.status, again.status) == (503, 200)
    assert "Retry-After" in killed.headers
    assert len(waiting.inbox.signals(ID)) == 1
    assert alive.settled == [ID]


BAD = [
    ({"what": "submitted", "pon": "  "}, "submitted-pon"),
    ({"what": "submitted", "pon": "x" * 65}, "submitted-pon"),
    ({"what": "submitted", "pon": "a\tb"}, "submitted-pon"),
    ({"what": "submitted", "pon": "PON\u202e1"}, "submitted-pon"),
    ({"what": "refused", "code": "NO_SUCH", "reason": "x"}, "refused-code"),
    ({"what": "refused", "code": "OTHER", "reason": ""}, "refused-reason"),
    ({"what": "refused", "code": "PIN_INVALID", "reason": "the PIN is 1234"}, "refused-reason"),
    ({"what": "refused", "code": "PIN_INVALID", "reason": "x" * 1001}, "refused-reason"),
    ({"what": "refused", "code": "PIN_INVALID", "numbers": "+12065550199"}, "refused-numbers"),
    ({"what": "completed"}, "completed-scope"),
    ({"what": "completed", "scope": "rest-stays"}, "completed-numbers"),
    ({"what": "completed", "scope": "rest-later", "numbers": "hello"}, "completed-numbers"),
    (DATE | {"date": ""}, "date-date"),
    (DATE | {"date": "2027-02-29"}, "date-date"),
    (DATE | {"date": "15.12.2026"}, "date-date"),
    (DATE | {"date": "2026-11-22"}, "date-date"),
    (DATE | {"date": "2036-12-15"}, "date-date"),
    (DATE | {"time": ""}, "date-time"),
    (DATE | {"time": "25:00"}, "date-time"),
    (DATE | {"time": "10:00+05"}, "date-time"),
    (DATE | {"date": "2026-W51-2"}, "date-date"),
    (DATE | {"until": "09:00"}, "date-until"),
    (DATE | {"zone": ""}, "date-zone"),
    (DATE | {"zone": "../../etc/passwd"}, "date-zone"),
    (DATE | {"date": "2027-03-14", "time": "02:30"}, "date-time"),
    (DATE | {"date": "2027-11-07", "time": "01:30"}, "date-time"),
    (DATE | {"date": "2027-03-14", "time": "01:30", "until": "02:30"}, "date-until"),
]


@pytest.mark.parametrize(("fields", "field"), BAD)
def test_a_mistake_is_shown_at_its_field_with_what_was_typed(
    waiting: World, fields: dict[str, str], field: str
) -> None:
    path = a_link(waiting)

    answer = say(waiting, path, **fields)

    assert answer.status == 400
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert re.findall(r'id="([a-z-]+)-error"', answer.text) == [field]
    assert f'<input type="hidden" name="what" value="{fields["what"]}">' in answer.text
    assert not waiting.inbox.signals(ID)
    assert not waiting.functions.settled
    assert look(waiting, path).status == 200


def test_a_second_order_is_for_the_customer_to_sort_out(world: World) -> None:
    facts = {"pon": "PON-1", "former_pons": ["PON-0"]}
    world.holding(a_port_out(State.AWAIT_APPROVAL, facts=facts))
    path = a_link(world)

    assert say(world, path, what="submitted", pon="PON-2").status == 400
    assert say(world, path, what="submitted", pon="PON-0").status == 400
    assert say(world, path, what="submitted", pon="PON-1").status == 200


def test_near_the_agreed_date_a_change_takes_a_second_word(world: World) -> None:
    soon = AGREED | {"port_date": "2026-11-27T10:00:00-08:00"}
    world.holding(a_port_out(State.AWAIT_COMPLETION, facts=soon))
    path = a_link(world)

    asked = say(world, path, **DATE)
    same = say(world, a_link(world), **DATE | {"date": "2026-11-27"})
    confirmed = say(world, path, **DATE, confirm="yes")

    assert (asked.status, same.status, confirmed.status) == (409, 200, 200)
    assert "may still move on the old date" in asked.text
    assert [s.facts.get("confirm") for s in world.inbox.signals(ID)].count(True) == 1


def test_links_that_nobody_issued_are_all_alike(waiting: World) -> None:
    path = a_link(waiting)
    other = path.replace(ID, "po-bbbbbbbbbbbbbbbbbbbbbbbbbb")
    wrong = [
        path[:-1],
        path[:-1] + "~",
        path + "0",
        path[:10] + path[10:].upper(),
        other,
        "/links/x",
        f"{path}/y",
    ]
    wrong.append(path[:-1] + ("0" if path[-1] != "0" else "1"))

    answers = [look(waiting, each) for each in wrong]
    answers += [say(waiting, each, what="submitted", pon="PON-1") for each in wrong]

    assert {answer.status for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert waiting.inbox.signals(ID) == []


def test_a_link_that_is_too_old_says_so_and_takes_nothing(waiting: World) -> None:
    path = a_link(waiting, valid_days=1)
    waiting.now += timedelta(days=1)

    for answer in (look(waiting, path), say(waiting, path, what="submitted", pon="PON-1")):
        assert answer.status == 410
        assert "too old" in answer.text
    assert waiting.inbox.signals(ID) == []


def test_a_link_of_a_port_out_that_is_over_says_so(waiting: World) -> None:
    path = a_link(waiting)
    waiting.holding(a_port_out(State.CANCELLED))

    for answer in (look(waiting, path), say(waiting, path, what="submitted", pon="PON-1")):
        assert answer.status == 410
        assert "closed" in answer.text
    assert waiting.inbox.signals(ID) == []


@pytest.mark.parametrize(
    "body",
    ["", "what", "what=nothing", "what=%FF", "x" * 130_000, "&".join(["a=1"] * 200), "\x00"],
)
def test_what_no_form_of_ours_sends_is_refused_kindly(waiting: World, body: str) -> None:
    path = a_link(waiting)

    answer = waiting.post(path, body, by="", headers=FORM)

    assert answer.status == 400
    assert "Nothing was recorded" in answer.text
    assert waiting.post(path, {"what": "submitted"}, by="").status == 400


def test_every_answer_is_a_page_that_no_one_keeps_frames_or_scripts(waiting: World) -> None:
    path = a_link(waiting)
    answers = [look(waiting, path), look(waiting, "/links/x"), say(waiting, path, what="x")]

    for answer in answers:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
