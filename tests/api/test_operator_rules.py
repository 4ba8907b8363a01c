"""What an operator says must be possible, and near the date confirmed."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.communications import Communication
from port_out.domain.life_cycle import State
from tests.api.builders import ID, NOON, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/signals"
S = State


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(S.AWAIT_APPROVAL))


def said(type_: str, **facts: Any) -> dict[str, Any]:
    return {"type": type_, "facts": facts}


@pytest.mark.parametrize(
    ("days", "confirm", "status"),
    [(30, False, 202), (7, False, 409), (3, False, 409), (-1, False, 409), (3, True, 202)],
)
def test_a_cancel_near_the_agreed_date_has_to_be_confirmed(
    world: World, days: int, confirm: bool, status: int
) -> None:
    date = (NOON + timedelta(days=days)).isoformat()
    world.holding(a_port_out(S.AWAIT_COMPLETION, facts={"port_date": date}))
    facts = {"reason": "changed"} | ({"confirm": True} if confirm else {})
    answer = world.post(URL, said("operator.cancelled", **facts))

    assert answer.status == status
    if status == 409:
        assert answer.body["errors"][0]["field"] == "facts.confirm"
        assert not world.inbox.signals(ID)


@pytest.mark.parametrize(
    ("communication", "status"), [("c-open", 202), ("c-decided", 409), ("c-none", 400)]
)
def test_only_what_is_to_be_decided_is_decided(
    world: World, communication: str, status: int
) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"to_decide": ["c-open"]}))
    for id_ in ("c-open", "c-decided"):
        world.inbox.keep_communication(ID, Communication(id_, "AWS", NOON, id_))
    facts = {"communication": communication, "means": "nothing"}

    assert world.post(URL, said("operator.decided", **facts)).status == status


def test_a_signed_loa_must_have_been_uploaded(waiting: World) -> None:
    loa = said("operator.uploaded_loa", document="loa.pdf", signed_on="2026-11-24")
    unknown = waiting.post(URL, loa)
    upload = {"name": "loa.pdf", "content_type": "application/pdf"}
    waiting.post(f"/port-outs/{ID}/documents", upload)
    offered = waiting.post(URL, loa)
    waiting.files.write(f"{ID}/uploads/loa.pdf", b"%PDF", "application/pdf")
    there = waiting.post(URL, loa)

    assert (unknown.status, offered.status, there.status) == (400, 400, 202)
    assert "has not been uploaded" in offered.text


def test_a_loa_is_not_signed_in_the_future(waiting: World) -> None:
    upload = {"name": "loa.pdf", "content_type": "application/pdf"}
    waiting.post(f"/port-outs/{ID}/documents", upload)
    waiting.files.write(f"{ID}/uploads/loa.pdf", b"%PDF", "application/pdf")
    loa = said("operator.uploaded_loa", document="loa.pdf", signed_on="2026-11-26")

    assert waiting.post(URL, loa).body["errors"][0]["field"] == "facts.signed_on"


@pytest.mark.parametrize(
    "change",
    [{"city": " "}, {"company_name": ""}, {"country_code": "usa"}, {"title": "a\nb"}],
)
def test_a_correction_has_the_form_of_a_request(waiting: World, change: dict[str, str]) -> None:
    answer = waiting.post(URL, said("operator.corrected", identity=change))

    assert answer.status == 400
    assert answer.body["errors"][0]["field"] == f"facts.identity.{next(iter(change))}"
