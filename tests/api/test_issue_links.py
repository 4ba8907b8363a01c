"""POST /port-outs/{id}/links and DELETE /port-outs/{id}/links/{link}."""

import re
from datetime import timedelta

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.links import MOST_OPEN
from tests.api.builders import ALICE, ID, NOON, a_port_out
from tests.api.person import URL, WHERE, a_link, look, say
from tests.api.world import World


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(State.AWAIT_CARRIER_SUBMISSION))


def test_the_url_is_shown_once_and_only_its_hash_is_kept(waiting: World) -> None:
    answer = waiting.post(URL, {"name": " Bo ", "company": "Example Telecom"}, headers=WHERE)

    url = answer.body.pop("url")
    assert re.fullmatch(rf"https://api\.example/links/{ID}\.[0-9a-f]{{64}}", url)
    assert answer.headers["Location"] == f"{URL}/{answer.body['link']}"
    assert (answer.body["name"], answer.body["issued_by"]) == ("Bo", ALICE)
    assert answer.body["expires_at"] == (NOON + timedelta(days=7)).isoformat(
        timespec="microseconds"
    )
    secret = url.rpartition(".")[2]
    assert secret not in str(waiting.links.rows)
    assert secret not in waiting.get(f"/port-outs/{ID}").text


def test_the_url_has_the_stage_under_which_the_api_was_called(waiting: World) -> None:
    context = {
        "requestId": "r-1",
        "identity": {"userArn": ALICE},
        "domainName": "abc.execute-api.example",
        "path": f"/v1{URL}",
    }

    answer = waiting.post(URL, {"name": "Bo"}, requestContext=context)

    assert answer.body["url"].startswith(f"https://abc.execute-api.example/v1/links/{ID}.")


def test_the_port_out_lists_its_links_and_what_they_were_used_for(waiting: World) -> None:
    path = a_link(waiting, valid_days=30)
    say(waiting, path, what="submitted", pon="PON-1")

    [link] = waiting.get(f"/port-outs/{ID}").body["carrier_links"]

    assert (link["name"], link["used_for"]) == ("Bo Lindqvist", "carrier.submitted")
    assert link["used_at"]
    assert link["expires_at"].startswith("2026-12-24T20:00")


def test_a_revoked_link_opens_nothing_and_revoking_twice_changes_nothing(waiting: World) -> None:
    path = a_link(waiting)
    [link] = waiting.links.list(ID)

    first, second = (waiting.call("DELETE", f"{URL}/{link.id}") for _ in range(2))

    assert first.status == second.status == 200
    assert first.body == second.body
    assert first.body["revoked_at"]
    assert look(waiting, path).status == 410


def test_what_was_said_cannot_be_revoked_with_the_link(waiting: World) -> None:
    say(waiting, a_link(waiting), what="submitted", pon="PON-1")
    [link] = waiting.links.list(ID)

    answer = waiting.call("DELETE", f"{URL}/{link.id}")

    assert (answer.status, len(waiting.inbox.signals(ID))) == (409, 1)


def test_only_links_that_are_open_count_against_the_limit(waiting: World) -> None:
    paths = [a_link(waiting) for _ in range(MOST_OPEN)]
    too_many = waiting.post(URL, {"name": "Bo"})
    say(waiting, paths[0], what="submitted", pon="PON-1")

    assert too_many.status == 409
    assert waiting.post(URL, {"name": "Bo"}).status == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "  "},
        {"name": "B\no"},
        {"name": "x" * 101},
        {"name": "Bo", "valid_days": 0},
        {"name": "Bo", "valid_days": 31},
        {"name": "Bo", "valid_days": "7"},
        {"name": "Bo", "email": "bo@example.com"},
    ],
)
def test_a_body_that_cannot_be_used_is_refused_by_field(
    waiting: World, body: dict[str, object]
) -> None:
    answer = waiting.post(URL, body)

    assert (answer.status, len(answer.body["errors"])) == (400, 1)
    assert waiting.links.list(ID) == []


def test_links_are_for_open_port_outs_and_for_operators(world: World) -> None:
    over = world.holding(a_port_out(State.COMPLETED))

    assert over.post(URL, {"name": "Bo"}).status == 409
    assert over.post(URL, {"name": "Bo"}, by="").status == 403
    assert over.call("DELETE", f"{URL}/abc", by="").status == 403
    assert over.call("DELETE", f"{URL}/abc").status == 404
    assert over.post("/port-outs/po-unknown/links", {"name": "Bo"}).status == 404
