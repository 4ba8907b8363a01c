"""Sinch's porting events: who sent them, and what they say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.carriers.message import Heard, Key, Request, Said
from port_out.carriers.sinch import hear
from port_out.domain.errors import BadInput, SenderNotProven
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType
from tests.carriers.signed import ABOUT, BASIC_KEY, NOON, TOKEN_KEY, from_sinch

T = SignalType
ONE, TWO, THREE = "+12065550100", "+12065550101", "+12065550102"


def heard(type_: str, **event: Any) -> Heard:
    """An event of order 897867, heard."""
    whole = {"type": type_, "orderId": 897867} | event
    return hear(from_sinch(whole), [TOKEN_KEY], ABOUT)


def all_of(message: Heard) -> list[Said]:
    """What was said, with facts that the domain takes."""
    for said in message.said:
        if said.type is not T.CARRIER_WROTE:
            checked_facts(said.type, said.facts)
    return list(message.said)


def rows(*numbers: tuple[str, str], **more: str) -> list[dict[str, str]]:
    """Numbers with their statuses."""
    return [{"phoneNumber": n, "status": status} | more for n, status in numbers]


def test_activated_numbers_are_ported_and_more_may_come() -> None:
    told = heard("NUMBERS_ACTIVATED", phoneNumbers=rows((ONE, "Activated"), (TWO, "CONFIRMED")))

    facts = {"numbers": [ONE], "more_to_come": True}
    assert all_of(told) == [Said(T.CARRIER_COMPLETED, facts)]
    assert (told.order, told.key_id) == ("897867", TOKEN_KEY.id)


def test_rejected_numbers_are_refused_by_their_reasons() -> None:
    listed = [
        {"phoneNumber": ONE, "status": "REJECTED", "rejectReason": "name"},
        {"phoneNumber": TWO, "status": "REJECTED", "rejectReason": "address"},
        {"phoneNumber": THREE, "rejectReason": "name"},
        {"phoneNumber": THREE, "status": "CONFIRMED"},
    ]

    said = all_of(heard("NUMBERS_REJECTED", phoneNumbers=listed))

    assert [one.facts for one in said] == [
        {"code": "OTHER", "reason": "name", "numbers": [ONE, THREE]},
        {"code": "OTHER", "reason": "address", "numbers": [TWO]},
    ]


def test_a_confirmation_is_no_date() -> None:
    listed = rows((ONE, "CONFIRMED"), confirmedDate="2026-11-24T12:00:00Z")

    [said] = all_of(heard("NUMBERS_CONFIRMED", phoneNumbers=listed))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_CONFIRMED_DATE)
    assert "2026-11-24T12:00:00Z" in said.facts["text"]


@pytest.mark.parametrize(
    ("status", "suggests"),
    [("PENDING", T.CARRIER_SUBMITTED), ("Confirmed", T.CARRIER_CONFIRMED_DATE), ("NEW", None)],
)
def test_an_updated_order_is_for_a_person_and_shows_no_end_user(
    status: str, suggests: SignalType | None
) -> None:
    schedule = {"desiredPortDate": "2026-12-15", "desiredPortTime": "09:00:00"}
    number = {"phoneNumber": ONE, "portOutInfo": {"existingPortOutPin": "4321"}}
    order = {"status": status, "desiredPortSchedule": schedule, "phoneNumbers": [number]}

    [said] = all_of(heard("ORDER_UPDATED", order=order))

    assert (said.type, said.facts.get("suggests")) == (T.CARRIER_WROTE, suggests)
    assert "2026-12-15 09:00:00" in said.facts["text"]
    assert "4321" not in said.facts["text"]


def test_an_order_that_is_built_says_nothing_and_one_that_is_cancelled_does() -> None:
    assert heard("ORDER_UPDATED", order={"status": "ORDER_BUILDING"}).said == ()
    assert all_of(heard("ORDER_UPDATED", order={"status": "CANCELED"})) == [
        Said(T.CARRIER_CANCELLED, {})
    ]


@pytest.mark.parametrize(
    "note", ["call us", {"note": "call us", "user": "Sinch"}, {"text": "call us"}], ids=str
)
def test_a_note_is_for_a_person(note: object) -> None:
    [said] = all_of(heard("NEW_ORDER_NOTE", note=note))

    assert said.type is T.CARRIER_WROTE
    assert "call us" in said.facts["text"]


@pytest.mark.parametrize(
    ("type_", "listed", "suggests"),
    [
        ("NUMBERS_ACTIVATED", [], T.CARRIER_COMPLETED),
        ("NUMBERS_ACTIVATED", rows(("nonsense", "ACTIVATED")), T.CARRIER_COMPLETED),
        ("NUMBERS_ACTIVATED", rows((ONE, "CANCELED")), T.CARRIER_COMPLETED),
        ("NUMBERS_ACTIVATED", "all", T.CARRIER_COMPLETED),
        (
            "NUMBERS_ACTIVATED",
            rows((ONE, "ACTIVATED"), activatedDate="2026-11-20T12:00:00Z"),
            T.CARRIER_COMPLETED,
        ),
        ("NUMBERS_REJECTED", [], T.CARRIER_REFUSED),
        ("NUMBERS_REJECTED", rows(("nonsense", "REJECTED")), T.CARRIER_REFUSED),
        ("NUMBERS_TELEPORTED", rows((ONE, "ACTIVATED")), None),
    ],
    ids=str,
)
def test_what_is_not_certain_is_for_a_person(
    type_: str, listed: object, suggests: SignalType | None
) -> None:
    [said] = all_of(heard(type_, phoneNumbers=listed))

    assert said.type is T.CARRIER_WROTE
    assert said.facts.get("suggests") == suggests


def test_news_of_no_order_is_for_a_person() -> None:
    [said] = all_of(heard("NUMBERS_ACTIVATED", orderId=None, phoneNumbers=rows((ONE, "ACTIVATED"))))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_COMPLETED)
    assert ONE in said.facts["text"]


def test_all_copies_of_the_documents_are_taken() -> None:
    listed = [{"phone_number": ONE, "STATUS": "activated"}]
    event = {"event": "numbers_activated", "order_id": "897867", "phone_numbers": listed}

    [said] = all_of(hear(from_sinch(event), [TOKEN_KEY], ABOUT))

    assert said.facts["numbers"] == [ONE]
    assert hear(from_sinch(event), [TOKEN_KEY], ABOUT).order == "897867"


def test_a_password_proves_the_sender_as_well() -> None:
    request = from_sinch({"type": "NEW_ORDER_NOTE"}, BASIC_KEY)

    assert hear(request, [TOKEN_KEY, BASIC_KEY], ABOUT).key_id == BASIC_KEY.id


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer", "Basic Og==", "bearer \ud800"])
@pytest.mark.parametrize("key", [Key("none", {}), Key("k", {"token": ""}), TOKEN_KEY], ids=str)
def test_nobody_is_proven_by_an_empty_proof(authorization: str, key: Key) -> None:
    request = from_sinch({"type": "NEW_ORDER_NOTE"})
    forged = replace(request, headers={"authorization": authorization})

    with pytest.raises(SenderNotProven):
        hear(forged, [key], ABOUT)


def test_a_key_of_another_port_out_proves_nothing_here() -> None:
    with pytest.raises(SenderNotProven):
        hear(
            from_sinch({"type": "NEW_ORDER_NOTE"}),
            [replace(TOKEN_KEY, port_out_id="po-another")],
            ABOUT,
        )


def test_the_same_content_is_the_same_message_at_any_later_time() -> None:
    event = {"type": "NEW_ORDER_NOTE", "orderId": 1, "note": "call us"}

    def id_of(request: Request) -> str:
        return hear(request, [TOKEN_KEY], ABOUT).message_id

    later = from_sinch(dict(reversed(event.items())), at=NOON + timedelta(days=40))
    assert id_of(from_sinch(event)) == id_of(later)
    assert id_of(from_sinch(event)) != id_of(from_sinch(event | {"note": "call us!"}))


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"type": {}}', b"\xff", b"[" * 9000])
def test_a_body_that_cannot_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput):
        hear(replace(from_sinch({}), body=body), [TOKEN_KEY], ABOUT)
