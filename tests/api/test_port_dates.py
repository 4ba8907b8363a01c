"""Dates through the API: said in any zone, changed near the port, shown to people."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from tests.api.builders import ID, NOON, NUMBERS, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/signals"
S = State
LATER = (NOON + timedelta(days=60)).isoformat()


def said(type_: str, **facts: Any) -> dict[str, Any]:
    """A statement of the operator."""
    return {"type": type_, "facts": facts}


@pytest.mark.parametrize("type_", ["carrier.changed_date", "carrier.confirmed_date"])
@pytest.mark.parametrize(
    ("days", "confirm", "status"),
    [(30, False, 202), (7, False, 409), (3, False, 409), (-1, False, 202), (3, True, 202)],
)
def test_an_operator_changes_a_near_date_only_with_a_second_word(
    world: World, type_: str, days: int, confirm: bool, status: int
) -> None:
    date = (NOON + timedelta(days=days)).isoformat()
    world.holding(a_port_out(S.AWAIT_COMPLETION, facts={"port_date": date}))
    facts = {"date": LATER} | ({"confirm": True} if confirm else {})

    answer = world.post(URL, said(type_, **facts))

    assert answer.status == status
    if status == 409:
        assert "may still port at the agreed time" in answer.body["detail"]
        assert answer.body["errors"][0]["field"] == "facts.confirm"
        assert not world.inbox.signals(ID)


def test_a_date_long_past_is_taken_with_a_second_word_only(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_PORT_DATE))
    last_year = {"date": "2025-12-15T10:00:00-08:00"}

    first = world.post(URL, said("carrier.confirmed_date", **last_year))
    second = world.post(URL, said("carrier.confirmed_date", **last_year, confirm=True))

    assert (first.status, second.status) == (409, 202)


def test_a_local_time_is_kept_as_the_moment_that_it_is(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_PORT_DATE))
    local = {"date": "2026-12-15T10:00:00", "time_zone": "America/New_York"}
    request = said("carrier.confirmed_date", **local) | {"id": "mine"}

    answers = [world.post(URL, request) for _ in range(2)]

    [kept] = world.inbox.signals(ID)
    assert [answer.status for answer in answers] == [202, 202]
    assert kept.facts["date"] == "2026-12-15T10:00:00-05:00"
    assert kept.facts["time_zone"] == "America/New_York"


def test_an_hour_that_does_not_exist_is_refused(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_PORT_DATE))
    gap = {"date": "2027-03-14T02:30:00", "time_zone": "America/New_York"}

    answer = world.post(URL, said("carrier.confirmed_date", **gap))

    assert answer.status == 400
    assert answer.body["errors"][0]["field"] == "facts.date"


def test_people_see_the_window_and_what_to_do(world: World) -> None:
    known = {"port_date": "2026-12-15T10:00:00-05:00", "time_zone": "America/New_York"}
    world.holding(a_port_out(S.AWAIT_COMPLETION, facts=known))

    shown = world.get(f"/port-outs/{ID}").body

    assert shown["port_window"]["begins"] == "2026-12-15T10:00:00-05:00"
    assert shown["port_window"]["begins_utc"] == "2026-12-15T15:00:00Z"
    assert any(NUMBERS[0] in one["item"] for one in shown["checklist"])


def test_before_there_is_a_date_there_is_neither(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL))

    shown = world.get(f"/port-outs/{ID}").body

    assert (shown["port_window"], shown["checklist"]) == (None, None)
