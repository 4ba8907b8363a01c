"""GET /port-outs/{id}/notices and POST /port-outs/{id}/notices/{notice}/redeliver."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import advance
from tests.api.builders import ID, NOON, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/notices"


@pytest.fixture
def told(world: World) -> World:
    """A port-out of which one notice was sent."""
    before = a_port_out(State.AWAIT_APPROVAL)
    world.holding(before)
    after, line = advance(before, Outcome.APPROVED, at=NOON, by="p", because="s")
    world.port_outs.record(before, after, line)
    (kept,) = world.notices.of(ID)
    world.notices.write(kept, replace(kept, sent={"topic": "then", "webhook": "off"}, due_at=None))
    return world


def test_everything_that_people_were_told_is_listed(told: World) -> None:
    answer = told.get(URL)

    (notice,) = answer.body["notices"]
    assert (answer.status, answer.body["port_out_id"]) == (200, ID)
    assert (notice["kind"], notice["mandatory"]) == ("port_out.approved", True)
    assert notice["sent"] == {"topic": "then", "webhook": "off"}
    assert notice["due_at"] is None
    assert notice["command"].startswith("port-out ")


def test_a_notice_is_sent_again_on_demand(told: World) -> None:
    key = told.get(URL).body["notices"][0]["notice"]
    told.now = NOON + timedelta(days=1)

    answer = told.post(f"{URL}/{key}/redeliver")

    assert (answer.status, answer.body["notice"], answer.body["sent"]) == (202, key, {})
    assert told.functions.notified == [ID]
    assert told.notices.waiting(told.now) == [ID]


def test_a_notice_that_is_not_there_can_not_be_sent(told: World) -> None:
    answer = told.post(f"{URL}/nothing/redeliver")

    assert answer.status == 404
    assert told.functions.notified == []


def test_there_are_no_notices_of_an_unknown_port_out(world: World) -> None:
    assert world.get(URL).status == 404
    assert world.post(f"{URL}/1/redeliver").status == 404


def test_nobody_unknown_sees_or_sends_anything(told: World) -> None:
    assert told.get(URL, by="").status == 403
    assert told.post(f"{URL}/1/redeliver", by="").status == 403
    assert told.functions.notified == []


def test_a_notice_that_was_given_up_is_on_the_list_and_with_its_port_out(told: World) -> None:
    (kept,) = told.notices.of(ID)
    before = told.get("/port-outs").body["port_outs"][0]["undelivered_notices"]
    told.notices.write(kept, replace(kept, sent={"topic": "then"}, given_up_at=NOON))

    line, one = told.get("/port-outs").body["port_outs"][0], told.get(f"/port-outs/{ID}").body

    assert (before, line["undelivered_notices"], one["undelivered_notices"]) == (0, 1, 1)
    (lost,) = one["not_delivered"]
    assert (lost["notice"], lost["sent"]) == (kept.notice.key, {"topic": "then"})
    assert told.post(lost["again"]).status == 202
    assert told.get(f"/port-outs/{ID}").body["not_delivered"] == []
