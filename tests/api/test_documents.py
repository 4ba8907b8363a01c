"""POST and GET of documents."""

import pytest

from port_out.domain.life_cycle import State
from port_out.store.documents import Document
from tests.api.builders import ID, NOON, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/documents"
LOA = {"name": "loa.pdf", "content_type": "application/pdf"}


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(State.AWAIT_CARRIER_SUBMISSION, attempt=2))


def test_an_upload_is_offered_for_one_document_for_fifteen_minutes(waiting: World) -> None:
    answer = waiting.post(URL, LOA)

    assert (answer.status, answer.headers["Location"]) == (201, f"{URL}/loa.pdf")
    assert f"{ID}/uploads/loa.pdf" in answer.body["url"]
    assert answer.body["headers"] == {"Content-Type": "application/pdf"}
    assert answer.body["expires_at"].startswith("2026-11-24T20:15:00")
    [document] = waiting.documents.list(ID)
    assert (document.name, document.attempt) == ("loa.pdf", 2)


@pytest.mark.parametrize(
    "name",
    ["", "..", ".hidden", "a/b", "a\\b", "x" * 81, "é.pdf", "a b.pdf", "attempt-1-ownership.json"],
)
def test_a_name_that_could_mean_another_place_is_refused(waiting: World, name: str) -> None:
    answer = waiting.post(URL, LOA | {"name": name})

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "name")


def test_other_kinds_of_file_are_refused(waiting: World) -> None:
    assert waiting.post(URL, LOA | {"content_type": "text/html"}).status == 400


def test_a_document_that_is_there_is_given_by_link(waiting: World) -> None:
    key = f"{ID}/attempt-1/pack.json"
    waiting.files.write(key, b"{}", "application/json")
    waiting.documents.keep(ID, Document("attempt-1-pack.json", key, "application/json", NOON, 1))
    answer = waiting.get(f"{URL}/attempt-1-pack.json")

    assert (answer.status, answer.body["url"]) == (200, waiting.files.download_link(key))


def test_a_document_that_was_only_offered_is_not_there(waiting: World) -> None:
    waiting.post(URL, LOA)

    assert waiting.get(f"{URL}/loa.pdf").status == 404
    assert waiting.get(f"{URL}/other.pdf").status == 404


def test_a_port_out_that_is_over_takes_no_document_but_gives_them(world: World) -> None:
    world.holding(a_port_out(State.COMPLETED))
    world.files.write("k", b"x", "application/pdf")
    world.documents.keep(ID, Document("loa.pdf", "k", "application/pdf", NOON, 1))

    assert world.post(URL, LOA).status == 409
    assert world.get(f"{URL}/loa.pdf").status == 200


def test_documents_of_an_unknown_port_out_are_not_found(world: World) -> None:
    assert world.post(URL, LOA).status == 404
    assert world.get(f"{URL}/loa.pdf").status == 404


def test_nobody_unsigned_gets_a_link(waiting: World) -> None:
    assert waiting.post(URL, LOA, by="").status == 403
    assert waiting.get(f"{URL}/loa.pdf", by="").status == 403
