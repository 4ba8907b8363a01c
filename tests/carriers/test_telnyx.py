"""Telnyx's events of port-in orders, through the real handler."""

from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.signals import Signal, SignalType
from tests.api.builders import NOON, NUMBERS
from tests.carriers.forging import OURS, Door, a_door
from tests.carriers.schemes import ORDER, SEEDS, TELNYX, a_status, an_event, from_telnyx, public

T = SignalType
DATE = "2026-12-15T16:30:00Z"


@pytest.fixture
def door() -> Door:
    return a_door(TELNYX, state=State.AWAIT_COMPLETION, pon=ORDER)


def with_api_key(door: Door, **order: Any) -> Door:
    """The same door with an API key on file, and what the carrier's order says."""
    key = f'{{"id": "2026-11", "public_key": "{public(SEEDS[0])}"}}'
    door.keys.on_file["telnyx"] = f'{{"keys": [{key}], "api_key": "KEY0"}}'
    door.orders.by_id[ORDER] = {"id": ORDER} | order
    return door


def told(door: Door, event: Any) -> Signal:
    """The one signal that the event became."""
    status, _ = door.send(from_telnyx(SEEDS[0], event, NOON))
    [signal] = door.inbox.signals(OURS)
    assert status == 202
    return signal


def a_split(of: str, to: str) -> Any:
    """Some numbers of an order go on in another one."""
    event = an_event("split", to={"id": to})
    event["data"]["payload"]["from"] = {"id": of}
    return event


def text_of(door: Door, signal: Signal) -> str:
    """The text that the operator is asked about."""
    [said] = door.inbox.communications(OURS)
    assert said.id == signal.facts["communication"]
    assert said.by == "carrier:telnyx"
    return said.text


def test_the_first_order_that_is_filed_goes_on_record_with_the_key_that_proved_it() -> None:
    signal = told(a_door(TELNYX), a_status("submitted"))

    assert (signal.type, signal.by) == (T.CARRIER_SUBMITTED, "carrier:telnyx")
    assert signal.facts["pon"] == ORDER
    assert signal.facts["key"].startswith("key-")


def test_an_exception_is_a_refusal_with_all_its_reasons(door: Door) -> None:
    event = a_status(
        "exception", ("NEW_CODE", "Something new"), ("ENTITY_NAME_MISMATCH", "Name differs")
    )
    signal = told(door, event)

    assert (signal.type, signal.facts["code"]) == (T.CARRIER_REFUSED, "ENTITY_NAME_MISMATCH")
    assert signal.facts["carrier_code"] == "NEW_CODE, ENTITY_NAME_MISMATCH"
    assert signal.facts["reason"] == "NEW_CODE: Something new; ENTITY_NAME_MISMATCH: Name differs"


def test_an_exception_without_a_reason_is_other(door: Door) -> None:
    assert told(door, a_status("exception")).facts["code"] == "OTHER"


def test_a_cancelled_order_is_cancelled(door: Door) -> None:
    assert told(door, a_status("cancelled")).type is T.CARRIER_CANCELLED


@pytest.mark.parametrize(
    "event", [a_status("draft"), a_status("in-process"), an_event("messaging_changed", id=ORDER)]
)
def test_what_moves_nothing_is_taken_and_not_stored(door: Door, event: Any) -> None:
    assert door.send(from_telnyx(SEEDS[0], event, NOON))[0] == 202
    assert door.holds == 0


@pytest.mark.parametrize(
    ("value", "suggests"),
    [("foc-date-confirmed", T.CARRIER_CONFIRMED_DATE), ("ported", T.CARRIER_COMPLETED)],
)
def test_without_an_api_key_the_operator_is_asked_for_what_events_leave_out(
    door: Door, value: str, suggests: SignalType
) -> None:
    signal = told(door, a_status(value))

    assert (signal.type, signal.facts["suggests"]) == (T.CARRIER_WROTE, suggests)
    assert ORDER in text_of(door, signal)
    assert door.orders.asked == []


def test_with_an_api_key_the_date_is_read_from_the_order(door: Door) -> None:
    with_api_key(
        door,
        status={"value": "foc-date-confirmed"},
        activation_settings={"foc_datetime_actual": DATE},
    )
    signal = told(door, a_status("foc-date-confirmed"))

    assert signal.type is T.CARRIER_CONFIRMED_DATE
    assert signal.facts == {"date": DATE, "pon": ORDER, "key": "2026-11"}
    assert door.orders.asked == [("telnyx", ORDER, "KEY0")]


def test_with_an_api_key_the_ported_numbers_are_read_and_more_may_follow(door: Door) -> None:
    with_api_key(
        door,
        status={"value": "ported"},
        porting_phone_numbers_count=1,
        phone_numbers=[{"phone_number": NUMBERS[0]}],
    )
    signal = told(door, a_status("ported"))

    assert signal.type is T.CARRIER_COMPLETED
    assert signal.facts["numbers"] == [NUMBERS[0]]
    assert signal.facts["more_to_come"] is True


@pytest.mark.parametrize(
    "order",
    [
        {"status": {"value": "exception"}, "activation_settings": {"foc_datetime_actual": DATE}},
        {"status": {"value": "ported"}, "activation_settings": {"foc_datetime_actual": "soon"}},
        {"status": {"value": "ported"}, "activation_settings": {"foc_datetime_actual": None}},
        {"status": 5, "activation_settings": []},
    ],
)
def test_an_order_that_does_not_say_it_for_certain_leaves_it_to_the_operator(
    door: Door, order: dict[str, Any]
) -> None:
    signal = told(with_api_key(door, **order), a_status("foc-date-confirmed"))

    assert (signal.type, signal.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_CONFIRMED_DATE)


@pytest.mark.parametrize(
    "numbers", [[NUMBERS[0]], [*NUMBERS[:1], "+12065550199"], ["x", "y"], None, [None, None]]
)
def test_a_list_of_numbers_that_is_not_whole_or_not_ours_is_for_the_operator(
    door: Door, numbers: Any
) -> None:
    listed = [{"phone_number": n} for n in numbers] if numbers else numbers
    order = {"porting_phone_numbers_count": 2, "phone_numbers": listed}
    signal = told(with_api_key(door, status={"value": "ported"}, **order), a_status("ported"))

    assert (signal.type, signal.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_COMPLETED)


@pytest.mark.parametrize("value", ["submitted", "exception", "cancelled", "foc-date-confirmed"])
def test_what_is_said_of_another_order_is_for_the_operator(door: Door, value: str) -> None:
    other = ORDER.replace("eef", "abc")
    with_api_key(door).orders.by_id[other] = {"id": other}
    signal = told(door, a_status(value, order=other))

    assert signal.type is T.CARRIER_WROTE
    assert signal.facts["suggests"].startswith("carrier.")
    assert other in text_of(door, signal)
    assert door.orders.asked == []


def test_news_of_an_order_that_was_refused_before_keeps_its_number_as_old_news() -> None:
    door = a_door(TELNYX, state=State.AWAIT_COMPLETION, pon="another", former_pons=[ORDER])

    signal = told(door, a_status("cancelled"))

    assert (signal.type, signal.facts["pon"]) == (T.CARRIER_CANCELLED, ORDER)


def test_an_order_is_known_before_the_signal_that_brought_it_is_used() -> None:
    door = a_door(TELNYX)

    for value in ("submitted", "cancelled"):
        door.send(from_telnyx(SEEDS[0], a_status(value), NOON))

    assert {s.type for s in door.inbox.signals(OURS)} == {T.CARRIER_SUBMITTED, T.CARRIER_CANCELLED}


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            an_event(
                "new_comment",
                comment={"body": "We need a new LOA", "user_type": "admin"},
                porting_order_id=ORDER,
            ),
            ("by admin", "We need a new LOA"),
        ),
        (a_split(ORDER, "new"), ("split", "new")),
        (an_event("deleted", id=ORDER), ("deleted",)),
        (an_event("deleted", id=ORDER)["data"], ("deleted",)),
        (an_event("something_new", id=ORDER), ("something_new",)),
        (a_status("cancel-pending"), ("cancel-pending",)),
        (a_status("never heard of"), ("never heard of",)),
    ],
)
def test_what_is_proven_but_not_certain_is_for_the_operator(
    door: Door, event: Any, words: tuple[str, ...]
) -> None:
    signal = told(door, event)
    text = text_of(door, signal)

    assert signal.type is T.CARRIER_WROTE
    assert all(word in text for word in words)


def test_a_pin_in_a_comment_is_not_shown(door: Door) -> None:
    comment = {"body": "The PIN is 7391.", "user_type": "admin"}
    signal = told(door, an_event("new_comment", comment=comment, porting_order_id=ORDER))

    assert "7391" not in text_of(door, signal)


@pytest.mark.parametrize(
    "event", [{}, [], {"data": {"id": "1", "event_type": "message.received"}}, an_event(id_=" ")]
)
def test_what_is_no_event_of_an_order_is_the_senders_mistake(door: Door, event: Any) -> None:
    assert door.send(from_telnyx(SEEDS[0], event, NOON))[0] == 400
    assert door.holds == 0
