"""GET /port-outs: filters, pages and cursors."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.life_cycle import State
from tests.api.builders import NOON, ORDER, a_port_out
from tests.api.world import World

S = State


def an_id(letter: str) -> str:
    return "po-" + letter * 26


@pytest.fixture
def many(world: World) -> World:
    states = [
        S.COMPLETED,
        S.AWAIT_APPROVAL,
        S.AWAIT_APPROVAL,
        S.AWAIT_APPROVAL,
        S.CONFIRM_OWNERSHIP,
    ]
    world.holding(
        *(
            a_port_out(state, id=an_id("abcde"[n]), due_at=NOON + timedelta(days=9 - n))
            for n, state in enumerate(states)
        )
    )
    other = replace(ORDER, winning_carrier="Other Carrier")
    b = world.port_outs.rows[an_id("b")]
    world.port_outs.rows[an_id("b")] = replace(b, order=other)
    return world


def ids(found: list[dict[str, str]]) -> str:
    return "".join(p["port_out_id"][3] for p in found)


def test_a_list_goes_through_the_life_cycle_the_most_urgent_first(many: World) -> None:
    answer = many.get("/port-outs")

    assert (ids(answer.body["port_outs"]), answer.body["cursor"]) == ("edcba", None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=Await%20Approval", "dcb"),
        ("state=await%20approval&due_before=2026-12-01T21:00:00Z", "dc"),
        ("carrier=other%20carrier", "b"),
        ("number=%2B12065550100&state=Port-Out%20Completed", "a"),
        ("number=+12065550100", "abcde"),
        ("number=%2B12065550199", ""),
    ],
)
def test_a_list_is_narrowed_by_state_due_time_carrier_and_number(
    many: World, query: str, found: str
) -> None:
    assert ids(many.get(f"/port-outs?{query}").body["port_outs"]) == found


@pytest.mark.parametrize("query", ["limit=2", "limit=1&carrier=example%20telecom", "limit=100"])
def test_pages_together_hold_every_port_out_once(many: World, query: str) -> None:
    found, cursor, pages = "", "", 0
    while cursor is not None and pages < 20:
        more = f"&cursor={cursor}" if cursor else ""
        body = many.get(f"/port-outs?{query}{more}").body
        found, cursor, pages = found + ids(body["port_outs"]), body["cursor"], pages + 1

    assert found == ("edc" + "a" if "carrier" in query else "edcba")


def forged(**changes: object) -> str:
    key = {"port_out_id": {"S": "x"}, "row": {"S": "STATE"}, "state": {"S": "Await Approval"}}
    key["due_at"] = {"S": "2026-12-01T00:00:00.000000+00:00"}
    data = {"list": "||", "state": "Await Approval", "key": key} | changes
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode()


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=101", "limit=ten", "limit=-1", "limit=%C2%B2", "state=Lost", "state="),
        *("due_before=soon", "due_before=2026-12-01T00:00:00", "number=911", "colour=red"),
        *("cursor=x", "cursor=e30%3D", "number=%2B12065550100&cursor=e30%3D"),
        f"state=Await%20Approval&cursor={forged()}",
        f"cursor={forged(state='Port-Out Completed')}",
        f"cursor={forged(key={'port_out_id': {'S': 'x'}})}",
        f"cursor={forged(key=[1])}",
        f"cursor={forged(key={'port_out_id': {'N': '1'}, 'due_at': {'S': 'x'}})}",
    ],
)
def test_a_query_that_means_nothing_is_refused(many: World, query: str) -> None:
    answer = many.get(f"/port-outs?{query}")

    assert answer.status == 400
    assert answer.body["errors"][0]["mend"]


def test_a_parameter_given_twice_is_refused(many: World) -> None:
    twice = {"multiValueQueryStringParameters": {"state": ["Await Approval", "Port-Out Failed"]}}

    assert many.get("/port-outs?state=Port-Out%20Failed", **twice).status == 400


def test_nobody_unsigned_sees_anything(many: World) -> None:
    for url in ("/port-outs", f"/port-outs/{an_id('a')}", f"/port-outs/{an_id('a')}/transitions"):
        assert many.get(url, by="").status == 403
