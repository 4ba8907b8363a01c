"""Bandwidth's notifications: who sent them, and what they say."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.carriers.bandwidth import code_in, hear
from port_out.carriers.message import Heard, Key, Said
from port_out.domain.errors import BadInput, SenderNotProven
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType
from tests.carriers.signed import ABOUT, BASIC_KEY, HMAC_KEY, ID, NOON, from_bandwidth, notification

T = SignalType
ORDER = "49df4009-b183-4642-b989-8d78ed6bacb9"


def heard(key: Key = BASIC_KEY, **elements: Any) -> Heard:
    """A v1 notification of a port-in order, heard."""
    whole = {"OrderType": "portins", "OrderId": ORDER, **elements}
    return hear(from_bandwidth(notification(**whole), key), [key], ABOUT)


def only(message: Heard) -> Said:
    """The one thing that was said, with facts that the domain takes."""
    [said] = message.said
    if said.type is not T.CARRIER_WROTE:
        checked_facts(said.type, said.facts)
    return said


def test_a_completion_names_its_numbers_in_either_form() -> None:
    told = heard(Status="COMPLETE", CompletedTelephoneNumbers=["2065550100", "+12065550101"])

    assert only(told) == Said(T.CARRIER_COMPLETED, {"numbers": ["+12065550100", "+12065550101"]})
    assert (told.order, told.key_id) == (ORDER, BASIC_KEY.id)


@pytest.mark.parametrize("numbers", [[], ["2065550100", "none"], ["206555010"]], ids=str)
def test_a_completion_whose_numbers_cannot_be_read_is_for_a_person(numbers: list[str]) -> None:
    said = only(heard(Status="COMPLETE", CompletedTelephoneNumbers=numbers))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_COMPLETED)


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2026-12-15T16:30:00.000Z", "2026-12-15T16:30:00+00:00"),
        ("2026-12-15T11:30:00-05:00", "2026-12-15T11:30:00-05:00"),
        ("2026-12-15T11:30:00", "2026-12-15T11:30:00-05:00"),
    ],
)
def test_a_date_keeps_its_zone_or_has_the_countrys(given: str, date: str) -> None:
    assert only(heard(Status="FOC", ActualFocDate=given)) == Said(
        T.CARRIER_CONFIRMED_DATE, {"date": date}
    )


@pytest.mark.parametrize(
    "given",
    [
        *("", "2026-12-15", "2026-12-15T00:00:00Z", "soon", "1926-12-15T11:30:00Z"),
        *("2026-03-08T02:30:00", "2026-11-01T11:30:00Z"),
    ],
)
def test_a_date_without_a_certain_time_ahead_is_for_a_person(given: str) -> None:
    said = only(heard(Status="FOC", ActualFocDate=given))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_CONFIRMED_DATE)
    assert given in said.facts["text"]


def test_an_order_is_ours_where_its_reference_or_the_key_says_so() -> None:
    bound = replace(BASIC_KEY, port_out_id=ID)
    said = Said(T.CARRIER_SUBMITTED, {"pon": ORDER})

    assert only(heard(Status="SUBMITTED", CustomerOrderId=ID)) == said
    assert only(heard(bound, Status="SUBMITTED")) == said


def test_an_order_of_the_account_that_names_no_port_out_is_for_a_person() -> None:
    said = only(heard(Status="SUBMITTED", CustomerOrderId="something else"))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_SUBMITTED)
    assert ORDER in said.facts["text"]


def test_an_exception_keeps_its_words_and_its_code() -> None:
    words = "7435: Order is being rejected for PIN/Passcode"

    assert only(heard(Status="EXCEPTION", Message=words)).facts == {
        "code": "PIN_INVALID",
        "carrier_code": "7435",
        "reason": words,
    }


def test_an_exception_without_a_code_is_other_with_its_words() -> None:
    assert only(heard(Status="EXCEPTION", Message="please call")).facts == {
        "code": "OTHER",
        "reason": "please call",
    }
    assert only(heard(Status="EXCEPTION")).facts["reason"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("7402 address mismatch", "7402"),
        ("Rejected with code 7402.", "7402"),
        ("Rejected (8G): business name", "8G"),
        ("error: E42PWA", "E42PWA"),
        ("(7402) or (7404)", ""),
        ("at 7402 Main Street", ""),
        ("7999 unknown", ""),
        ("call 206 555 7402", ""),
    ],
)
def test_a_code_counts_where_it_stands_as_one(message: str, code: str) -> None:
    assert code_in(message) == code


def test_a_cancelled_order_is_told_with_its_reason() -> None:
    assert only(heard(Status="CANCELLED", Message="by request")) == Said(
        T.CARRIER_CANCELLED, {"reason": "by request"}
    )


@pytest.mark.parametrize(
    "elements",
    [
        {"Status": "REQUESTED_SUPP"},
        {"Status": "PENDING_DOCUMENTS"},
        {"Status": "BRAND_NEW"},
        {"Status": "CANCELLED", "OrderId": ""},
        {"Status": "CANCELLED", "Note": "call us"},
        {"Note": "call us"},
        {"OrderType": "lsrorders", "Status": "COMPLETE"},
        {"OrderType": "bulkPortins", "Status": "COMPLETED"},
    ],
    ids=str,
)
def test_what_is_not_certain_is_for_a_person(elements: dict[str, Any]) -> None:
    assert only(heard(**elements)).type is T.CARRIER_WROTE


def test_a_draft_says_nothing() -> None:
    assert heard(Status="DRAFT").said == ()


def test_old_news_moves_nothing_by_itself() -> None:
    numbers = ["2065550100"]
    fresh, old = ((NOON - timedelta(hours=h)).isoformat() for h in (23, 25))

    def said(stamp: str) -> Said:
        told: dict[str, Any] = {"CompletedTelephoneNumbers": numbers, "LastModifiedDate": stamp}
        return only(heard(Status="COMPLETE", **told))

    assert said(fresh).type is T.CARRIER_COMPLETED
    assert said(old).facts["suggests"] == T.CARRIER_COMPLETED


def test_v2_is_read_like_v1_and_needs_the_signature_that_its_key_asks_for() -> None:
    order = {"orderId": ORDER, "status": "COMPLETE"}
    body = {"eventType": "order_change", "orderType": "portins", "order": order}
    order["completedTelephoneNumbers"] = ["2065550100"]  # type: ignore[assignment]  # another double in its place
    request = from_bandwidth(json.dumps(body).encode(), HMAC_KEY)
    unsigned = replace(request, headers={"authorization": request.headers["authorization"]})

    assert only(hear(request, [HMAC_KEY], ABOUT)).facts == {"numbers": ["+12065550100"]}
    with pytest.raises(SenderNotProven):
        hear(unsigned, [HMAC_KEY], ABOUT)


@pytest.mark.parametrize("key", [Key("none", {}), Key("k", {"user": "u"}), HMAC_KEY], ids=str)
def test_a_key_without_what_the_scheme_needs_proves_nobody(key: Key) -> None:
    with pytest.raises(SenderNotProven):
        hear(from_bandwidth(notification(Status="FOC")), [key], ABOUT)


def test_a_key_of_another_port_out_proves_nothing_here() -> None:
    with pytest.raises(SenderNotProven):
        heard(replace(BASIC_KEY, port_out_id="po-another"), Status="FOC")


def test_the_same_content_is_the_same_message_however_it_is_written() -> None:
    body = notification(OrderType="portins", Status="FOC", OrderId=ORDER)
    other = b"\n" + notification(OrderId=ORDER, Status="FOC", OrderType="portins")

    def id_of(one: bytes) -> str:
        return hear(from_bandwidth(one, at=NOON + timedelta(days=9)), [BASIC_KEY], ABOUT).message_id

    assert id_of(body) == id_of(other.lstrip())
    assert id_of(body) != id_of(body.replace(b"FOC", b"COMPLETE"))


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE n [<!ENTITY e 'x'>]><Notification><Status>&e;</Status></Notification>",
        b"<!DOCTYPE n SYSTEM 'file:///etc/passwd'><Notification/>",
        b"<Notification>",
        b"<Other/>",
        b'<?xml version="1.0" encoding="nonsense"?><Notification/>',
        b"<Notification><Status>FOC</Status><Status>COMPLETE</Status></Notification>",
        b"<Notification>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</Notification>",
        b"[]",
        b'{"orderId": 1, "order_id": 2}',
        b"\xff\xfe",
        b"",
    ],
)
def test_a_body_that_cannot_be_read_is_refused_and_reads_no_file(body: bytes) -> None:
    with pytest.raises(BadInput):
        hear(from_bandwidth(body), [BASIC_KEY], ABOUT)


@pytest.mark.parametrize("status", ["SUBMITTED", "FOC", "EXCEPTION", "COMPLETE", "CANCELLED"])
def test_every_status_that_moves_something_makes_facts_that_the_domain_takes(status: str) -> None:
    told: dict[str, Any] = {
        "Status": status,
        "CustomerOrderId": ID,
        "ActualFocDate": "2026-12-15T11:30:00Z",
        "CompletedTelephoneNumbers": ["2065550100"],
    }
    assert only(heard(**told)).type in SignalType
    assert only(heard(**told)).type is not T.CARRIER_WROTE
