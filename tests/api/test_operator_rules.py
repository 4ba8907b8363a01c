"""What an operator says must be possible, and near the date confirmed."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.communications import Communication
from port_out.domain.life_cycle import State
from port_out.domain.reading.given import SecretKind
from tests.api.builders import ID, IDENTITY, NOON, NUMBERS, a_port_out
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


@pytest.mark.parametrize(
    ("means", "gives", "status"),
    [
        ("support.gave_account_details", ["pin"], 202),
        ("support.gave_go_ahead", ["pin"], 202),
        ("support.gave_account_details", ["account_number"], 400),
        ("support.gave_account_details", ["pin", "account_number"], 400),
        ("support.gave_account_details", ["pin", "pin"], 400),
        ("support.gave_account_details", ["upload_link"], 400),
        ("support.gave_account_details", [], 400),
        ("support.gave_account_details", [{}], 400),
        ("support.gave_account_details", None, 400),
    ],
)
def test_a_text_gives_only_what_was_found_in_it(
    world: World, means: str, gives: Any, status: int
) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"to_decide": ["c-open"]}))
    said_ = Communication("c-open", "AWS", NOON, "text", hidden=(SecretKind.PIN,))
    world.inbox.keep_communication(ID, said_)

    facts = {"communication": "c-open", "means": means, "gives": gives}
    answer = world.post(URL, said("operator.decided", **facts))

    assert answer.status == status
    if status == 400:
        assert [error["field"] for error in answer.body["errors"]] == ["facts.gives"]
        assert answer.body["errors"][0]["mend"]
        assert not world.inbox.signals(ID)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The carrier asks for the PIN. Is it needed?", 202),
        ("The account number is 4400-1234.", 202),
        ("The PIN is 7391.", 400),
        ("port-out PIN: \uff17391", 400),
    ],
)
def test_no_answer_brings_a_pin_onto_the_case(waiting: World, text: str, status: int) -> None:
    answer = waiting.post(URL, said("operator.answered", text=text))

    assert answer.status == status
    if status == 400:
        [error] = answer.body["errors"]
        assert error["field"] == "facts.text"
        assert "7391" not in str(answer.body)
        assert not waiting.inbox.signals(ID)


CHANGES = [
    {"city": " "},
    {"company_name": ""},
    {"company_name": "x" * 121},
    {"country_code": "usa"},
    {"postal_code": "9" * 21},
    {"title": "a\nb"},
    {"address_line_1": "a\x00b"},
    {"authorized_person": "a\u2028b"},
    {"account_number": "\x1b[2J"},
]
NAMED = [
    ("operator.corrected", "identity", {}),
    ("operator.corrected", "bill_identity", {}),
    ("support.named_identity", "expected", {}),
    (
        "operator.decided",
        "expected",
        {"communication": "c-open", "means": "support.named_identity"},
    ),
]


@pytest.fixture
def deciding(world: World) -> World:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"to_decide": ["c-open"]}))
    return world


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("type_", "name", "more"), NAMED)
def test_an_identity_that_somebody_names_has_the_form_of_a_request(
    deciding: World, type_: str, name: str, more: dict[str, str], change: dict[str, str]
) -> None:
    answer = deciding.post(URL, said(type_, **more, **{name: change}))

    assert answer.status == 400
    [error] = answer.body["errors"]
    assert error["field"] == f"facts.{name}.{next(iter(change))}"
    assert error["mend"]
    assert not deciding.inbox.signals(ID)


@pytest.mark.parametrize(("type_", "name", "more"), NAMED)
def test_an_identity_of_the_right_form_is_taken(
    deciding: World, type_: str, name: str, more: dict[str, str]
) -> None:
    identity = {"company_name": "株式会社エグザンプル", "address_line_2": ""}

    assert deciding.post(URL, said(type_, **more, **{name: identity})).status == 202

    assert deciding.inbox.signals(ID)[0].facts[name] == identity


def test_every_wrong_field_of_both_identities_is_named_at_once(waiting: World) -> None:
    facts = {"identity": {"city": " ", "title": "\n"}, "bill_identity": {"country_code": "usa"}}

    answer = waiting.post(URL, said("operator.corrected", **facts))

    assert {error["field"] for error in answer.body["errors"]} == {
        *("facts.identity.city", "facts.identity.title"),
        "facts.bill_identity.country_code",
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"source": "the bill"}, "facts.source"),
        ({"expected": {}}, "facts.expected"),
        ({"expected": {"town": "Seattle"}}, "facts.expected.town"),
        ({"expected": {"city": "x" * 201}}, "facts.expected.city"),
        ({"identity": {"city": "Seattle"}}, "facts.identity"),
        ({}, "facts"),
    ],
)
def test_what_support_named_is_refused_field_by_field(
    waiting: World, facts: dict[str, Any], field: str
) -> None:
    answer = waiting.post(URL, said("support.named_identity", **facts))

    assert answer.status == 400
    [error] = answer.body["errors"]
    assert (error["field"], bool(error["mend"])) == (field, True)
    assert not waiting.inbox.signals(ID)


def test_a_refusal_says_nothing_of_the_customer_that_the_caller_did_not_say(
    world: World,
) -> None:
    expected = {"source": "invoice profile", "fields": {"city": "Hidden"}, "persons": ["Zoe"]}
    facts = {"expected": expected, "named": {"by": "x", "fields": {"city": "Hidden"}}}
    world.holding(a_port_out(S.AWAIT_CORRECTION, facts=facts))

    for type_, name, more in NAMED:
        answer = world.post(URL, said(type_, **more, **{name: {"city": "\n", "town": "x"}}))

        assert answer.status == 400
        known = [*IDENTITY.values(), "Hidden", "Zoe", *NUMBERS]
        assert not [text for text in known if len(text) > 2 and text in answer.text]
